import { expect } from 'chai';
import readExcel from 'read-excel-file/node';
import { newId, type Id } from '../../src/kernel/id.ts';
import { useDatabase } from '../support/database.ts';
import { make, type MadeAccount, type MadeListing } from '../support/make.ts';
import { place } from '../support/places.ts';
import { password, useSystem } from '../support/system.ts';
import type { Visitor } from '../support/visitor.ts';

const form = {
  ...{ title: '春季玉米对接会', regionCode: place.city, venue: '报告厅', about: '带上土样。', day: '2027-03-01', time: '09:00' },
  ...{
    slotMinutes: '20',
    breakMinutes: '5',
    longBreakAfter: '2',
    longBreakMinutes: '60',
    slots: '4',
    tables: '2',
    mostMeetings: '4',
  },
};

describe('an event in the browser', () => {
  const database = useDatabase();
  const system = useSystem(database);
  let organizer: Visitor, holder: Visitor, seeker: Visitor, stranger: Visitor;
  let holderAccount: MadeAccount, seekerAccount: MadeAccount;
  let technology: MadeListing, need: MadeListing;
  let eventId: Id;

  before(async () => {
    const made = make(database.db());
    const organizationId = await made.organization();
    holderAccount = await made.account({ name: '刘洋', role: 'researcher', organizationId, password });
    seekerAccount = await made.account({ name: '马德福', role: 'seeker', password });
    technology = await made.technology({ by: { ...holderAccount, organizationId } });
    need = await made.need({ by: seekerAccount });
    await database
      .db()('matches')
      .insert({
        ...{ id: newId(), technology_id: technology.listingId, need_id: need.listingId, score: 0.8 },
        ...{ technology_version: 1, need_version: 1 },
      });
    organizer = await system().as(await made.account({ role: 'organizer', password }));
    holder = await system().as(holderAccount);
    seeker = await system().as(seekerAccount);
    stranger = await system().as(await made.account({ role: 'seeker', password }));
  });

  const at = (tail = '') => `/organizer/events/${eventId}${tail}`;
  const move = (name: string) => organizer.submit(at(), at('/moves'), { move: name });

  it('is planned by an organizer, who gets back what was typed when something is missing', async () => {
    const wrong = await organizer.submit('/organizer/events/new', '/organizer/events/new', {
      ...form,
      title: '',
      slots: '4',
      longBreakAfter: '9',
    });
    expect(wrong.status).to.equal(422);
    expect(wrong.html).to.include('带上土样。').and.include('请填写这一项');
    const done = await organizer.submit('/organizer/events/new', '/organizer/events/new', form);
    expect(done.status).to.equal(303);
    eventId = done.location?.split('/').at(-1) ?? '';
    expect((await organizer.get(at())).html)
      .to.include('春季玉米对接会')
      .and.include('开放报名');
  });

  it('is seen by nobody else while it is planned', async () => {
    for (const path of ['', '/mine', '/calendar.ics'])
      expect((await stranger.get(`/events/${eventId}${path}`)).status).to.equal(404);
    expect((await system().visitor().get('/events')).html).not.to.include('春季玉米对接会');
    expect((await system().visitor().call('getEvent', { params: { eventId } })).status).to.equal(404);
    expect((await stranger.get(at())).status).to.equal(403);
    expect((await system().visitor().get(at())).location).to.match(/^\/sign-in/);
  });

  it('tells an organizer whose form is older than the last change, and keeps what was typed', async () => {
    const page = await organizer.get(at('/edit'));
    const version = /name="version" value="(\d+)"/.exec(page.html)?.[1] ?? '';
    expect((await organizer.submit(at('/edit'), at('/edit'), { ...form, version, venue: '二楼报告厅' })).status).to.equal(303);
    const late = await organizer.submit(at('/edit'), at('/edit'), { ...form, version, venue: '三楼' });
    expect(late.status).to.equal(409);
    expect(late.html).to.include('三楼').and.include('有人改过').and.include(`name="version" value="${version}"`);
  });

  it('refuses a move that its state does not allow, and says which it does', async () => {
    const wrong = await organizer.submit(at(), at('/moves'), { move: 'open-hall' });
    expect(wrong.status).to.equal(409);
    expect(wrong.html).to.include('现在只能开放报名或取消活动');
    expect((await move('open-registration')).status).to.equal(303);
  });

  it('invites whom the organizer ticks, and takes their answers', async () => {
    const page = await organizer.get(at('/people'));
    expect(page.html).to.include(holderAccount.accountId).and.not.include(holderAccount.phone);
    expect((await organizer.submit(at('/people'), at('/people'), {})).html).to.include('请至少勾选一个人');
    await organizer.submit(at('/people'), at('/people'), { accountIds: holderAccount.accountId });
    const mine = `/events/${eventId}/mine`;
    expect((await holder.get(mine)).html).to.include(technology.title);
    expect((await holder.submit(mine, `/events/${eventId}/answer`, { listingIds: technology.listingId })).location).to.equal(
      mine,
    );
    expect((await seeker.submit(mine, `/events/${eventId}/join`, {})).html).to.include('请至少勾选一条');
    expect((await seeker.submit(mine, `/events/${eventId}/join`, { listingIds: need.listingId })).location).to.equal(mine);
    expect((await seeker.get(mine)).html).to.include('洽谈还在安排');
  });

  it('shows timetables once they are published, and not before', async () => {
    expect((await organizer.submit(at(), at('/schedule'), {})).location).to.equal(at('/schedule'));
    expect((await organizer.get(at('/schedule'))).html).to.include('白城市农业科学院');
    expect((await seeker.call('getMyEvent', { params: { eventId } })).reply.meetings).to.deep.equal([]);
    await move('release-schedule');
    const { reply } = await seeker.call('getMyEvent', { params: { eventId } });
    expect(reply.meetings).to.have.length(1);
    expect(reply.meetings[0]).to.include({ with: '刘洋', mine: need.title, theirs: technology.title, slot: 1, table: 1 });
    const page = await seeker.get(`/events/${eventId}/mine`);
    expect(page.html).to.include('刘洋').and.include(reply.code).and.include('data:image/svg+xml').and.include('1 号桌');
    expect(page.html).not.to.include(holderAccount.phone).and.not.include('13900000000');
  });

  it('moves a meeting to a place of the list, and refuses one that is taken or not there', async () => {
    const { reply } = await organizer.call('getSchedule', { params: { eventId } });
    const path = `/organizer/meetings/${reply.meetings[0]?.id}`;
    expect((await organizer.submit(path, path, { place: '9-1' })).html).to.include('没有这个时段');
    expect((await organizer.submit(path, path, { place: '3-2' })).status).to.equal(303);
    expect((await organizer.get(path)).html).to.include('第 3 时段');
    expect((await stranger.get(path)).status).to.equal(403);
  });

  it('gives a code to its owner and to organizers, and to nobody else', async () => {
    const { code } = (await seeker.call('getMyEvent', { params: { eventId } })).reply;
    const own = await holder.get(`/events/${eventId}/mine`);
    expect(own.html).not.to.include(code);
    for (const path of [`/events/${eventId}`, '/events']) expect((await stranger.get(path)).html).not.to.include(code);
    expect((await stranger.get(`/events/${eventId}/mine`)).status).to.equal(404);
    expect((await stranger.call('listParticipants', { params: { eventId } })).status).to.equal(403);
    expect((await organizer.get(at('/print?what=cards'))).html).to.include(code);
  });

  it('prints by table and by person, and exports with contacts for organizers of the region alone', async () => {
    for (const what of ['tables', 'people', 'signs', 'cards'])
      expect((await organizer.get(at(`/print?what=${what}`))).status).to.equal(200);
    expect((await organizer.get(at('/print?what=people'))).html).to.include('马德福');
    const file = await organizer.fetch(at('/export.xlsx'));
    const [people, meetings] = await readExcel(Buffer.from(await file.arrayBuffer()));
    expect(people?.data).to.have.length(3);
    expect(JSON.stringify(people?.data)).to.include(holderAccount.phone);
    expect(meetings?.data[1]).to.include(technology.title);
    const neighbour = await system().as(await make(database.db()).account({ role: 'organizer', region: place.taonan, password }));
    expect((await neighbour.get(at('/export.xlsx'))).status).to.equal(403);
  });

  it('is public once registration opens, in both languages, with a calendar', async () => {
    const visitor = system().visitor();
    const page = await visitor.get(`/events/${eventId}`);
    expect(page.html).to.include('白城市农业科学院').and.include('二楼报告厅').and.not.include('马德福');
    expect((await visitor.get('/events?lang=en')).status).to.equal(200);
    await visitor.get('/preferences?lang=en');
    for (const path of ['/events', `/events/${eventId}`]) expect((await visitor.get(path)).html).to.include('Baicheng');
    await visitor.get('/preferences?lang=zh');
    const calendar = await visitor.get(`/events/${eventId}/calendar.ics`);
    expect(calendar.headers.get('content-type')).to.include('text/calendar');
    expect(calendar.html).to.include('DTSTART:20270301T010000Z').and.include('SUMMARY:春季玉米对接会');
    const { reply } = await visitor.call('listEvents', { query: {} });
    expect(reply.events.map(({ id }) => id)).to.deep.equal([eventId]);
  });

  it('can be planned through the API alone, and a repeated request answers alike', async () => {
    const { day: _day, time: _time, ...rest } = form;
    const numbers = {
      slotMinutes: 20,
      breakMinutes: 5,
      longBreakAfter: null,
      longBreakMinutes: 0,
      slots: 4,
      tables: 2,
      mostMeetings: 4,
    };
    const body = { ...rest, ...numbers, startsAt: '2027-05-01T01:00:00.000Z', industries: ['A01'] };
    const key = newId();
    const [one, two] = [await organizer.call('createEvent', { body, key }), await organizer.call('createEvent', { body, key })];
    expect(one).to.deep.equal(two).and.to.have.property('status', 201);
    const params = { eventId: one.reply.eventId };
    expect((await organizer.call('editEvent', { params, body: { ...body, version: 1 } })).reply).to.deep.equal({ version: 2 });
    expect((await organizer.call('editEvent', { params, body: { ...body, version: 1 } })).status).to.equal(409);
    expect((await organizer.call('moveEvent', { params, body: { move: 'open-registration' } })).reply).to.deep.equal({
      status: 'registration',
    });
    expect(
      (await organizer.call('invitePeople', { params, body: { accountIds: [holderAccount.accountId] } })).reply,
    ).to.deep.equal({ invited: 1 });
    const answer = { answer: 'accepted' as const, listingIds: [technology.listingId] };
    expect((await holder.call('answerInvitation', { params, body: answer })).reply).to.deep.equal({ status: 'accepted' });
    expect((await seeker.call('joinEvent', { params, body: { listingIds: [need.listingId] } })).reply).to.deep.equal({
      status: 'accepted',
    });
    expect((await organizer.call('makeSchedule', { params })).reply).to.deep.equal({ meetings: 1 });
    const [meeting] = (await organizer.call('getSchedule', { params })).reply.meetings;
    const to = { params: { meetingId: meeting?.id ?? '' }, body: { slot: 2, table: 2 } };
    expect((await organizer.call('moveMeeting', to)).status).to.equal(200);
    expect((await organizer.call('listParticipants', { params })).reply.participants).to.have.length(2);
    expect((await organizer.call('discardSchedule', { params })).status).to.equal(200);
  });
});
