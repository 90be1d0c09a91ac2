import { expect } from 'chai';
import { composeEvents } from '../../src/features/events/compose.ts';
import type { EventPlan } from '../../src/features/events/docking-event.ts';
import { participantReads } from '../../src/features/events/participants/participant-reads.ts';
import { meetingReads } from '../../src/features/events/meetings/meeting-reads.ts';
import { candidateReads } from '../../src/features/events/participants/candidate-reads.ts';
import { eventReads } from '../../src/features/events/reads.ts';
import type { AppError } from '../../src/kernel/error.ts';
import { newId, type Id } from '../../src/kernel/id.ts';
import { useDatabase } from '../support/database.ts';
import { make, type MadeAccount } from '../support/make.ts';
import { place } from '../support/places.ts';

const plan: EventPlan = {
  ...{ title: '春季对接会', regionCode: place.city, venue: '报告厅', about: '', startsAt: new Date('2027-03-01T01:00:00Z') },
  ...{ slotMinutes: 20, breakMinutes: 5, longBreakAfter: null, longBreakMinutes: 0, slots: 4, tables: 2, mostMeetings: 4 },
  industries: ['A01'],
};

/** The key of the refusal, or nothing when it went through. */
const keyOf = (work: Promise<unknown>): Promise<string | undefined> =>
  work.then(
    () => undefined,
    (error: AppError) => error.key ?? String(error),
  );

describe('docking events', () => {
  const database = useDatabase();
  const world = () => {
    const db = database.db();
    return { db, made: make(db), app: composeEvents({ db }) };
  };
  let organizer: MadeAccount;
  before(async () => {
    organizer = await world().made.account({ role: 'organizer' });
  });

  /** An event with registration open and pairs of people who have said that they come; each pair has one match. */
  async function openEvent(pairs: number, wish: Partial<EventPlan> = {}) {
    const { app } = world();
    const eventId = await app.createEvent(organizer, { ...plan, ...wish });
    await app.moveEvent(organizer, eventId, 'open-registration');
    const people = await Promise.all(Array.from({ length: pairs }, () => makePair()));
    for (const pair of people) await bring(eventId, pair);
    return { eventId, pairs: people };
  }

  async function makePair() {
    const { db, made } = world();
    const [holder, seeker] = [await made.account({ role: 'researcher' }), await made.account({ role: 'seeker' })];
    const [technology, need] = [await made.technology({ by: holder }), await made.need({ by: seeker })];
    const matchId = await match(db, technology.listingId, need.listingId);
    return { holder, seeker, technology: technology.listingId, need: need.listingId, matchId };
  }

  async function match(db: ReturnType<typeof database.db>, technology: Id, need: Id): Promise<Id> {
    const id = newId();
    await db('matches').insert({
      id,
      technology_id: technology,
      need_id: need,
      score: 0.8,
      technology_version: 1,
      need_version: 1,
    });
    return id;
  }

  async function bring(eventId: Id, pair: Awaited<ReturnType<typeof makePair>>) {
    const { app } = world();
    await app.invitePeople(organizer, eventId, [pair.holder.accountId, pair.seeker.accountId]);
    await app.answerInvitation(pair.holder, eventId, { answer: 'accepted', listingIds: [pair.technology] });
    await app.answerInvitation(pair.seeker, eventId, { answer: 'accepted', listingIds: [pair.need] });
  }

  const meetingsOf = (eventId: Id) => meetingReads(database.db()).ofEvent(eventId);

  describe('a plan', () => {
    it('lays its slots and tables, and lays them anew when it changes', async () => {
      const { db, app } = world();
      const id = await app.createEvent(organizer, plan);
      await app.editEvent(organizer, id, 1, { ...plan, slots: 6, tables: 3 });
      expect(await db('event_slots').where({ event_id: id })).to.have.length(6);
      expect(await db('event_tables').where({ event_id: id })).to.have.length(3);
    });

    it('is saved by one of two who edit it at the same moment', async () => {
      const { app } = world();
      const id = await app.createEvent(organizer, plan);
      const outcomes = await Promise.all(['甲', '乙'].map((title) => keyOf(app.editEvent(organizer, id, 1, { ...plan, title }))));
      expect(outcomes.filter((key) => key === 'events:errors.changed-meanwhile')).to.have.length(1);
      expect(outcomes).to.include(undefined);
    });

    it('is made once when its form is sent twice', async () => {
      const { app } = world();
      const once = { id: newId(), name: 'create', accountId: organizer.accountId };
      const ids = await Promise.all([app.createEvent(organizer, plan, once), app.createEvent(organizer, plan, once)]);
      expect(ids[0]).to.equal(ids[1]);
    });

    it('is refused outside the region of its organizer, and where there is no such region', async () => {
      const { made, app } = world();
      const neighbour = await made.account({ role: 'organizer', region: place.taonan });
      expect(await keyOf(app.createEvent(neighbour, { ...plan, regionCode: place.tongyu }))).to.equal('web:errors.not-organizer');
      const admin = await made.account({ role: 'admin' });
      expect(await keyOf(app.createEvent(admin, { ...plan, regionCode: '999999000000' }))).to.equal(
        'events:errors.no-such-region',
      );
    });

    it('keeps day, slots and tables while meetings lie on them', async () => {
      const { app } = world();
      const { eventId } = await openEvent(1);
      await app.makeSchedule(organizer, eventId);
      expect(await keyOf(app.editEvent(organizer, eventId, 1, { ...plan, tables: 5 }))).to.equal('events:errors.grid-fixed');
      await app.editEvent(organizer, eventId, 1, { ...plan, venue: '二楼' });
      expect(await meetingsOf(eventId)).to.have.length(1);
      await app.discardSchedule(organizer, eventId);
      await app.editEvent(organizer, eventId, 2, { ...plan, tables: 5 });
    });
  });

  describe('an invitation', () => {
    it('reaches a person once, however often and from how many sides it is sent', async () => {
      const { db, app, made } = world();
      const eventId = await app.createEvent(organizer, plan);
      await app.moveEvent(organizer, eventId, 'open-registration');
      const { accountId } = await made.account({ role: 'seeker' });
      const counts = await Promise.all([1, 2].map(() => app.invitePeople(organizer, eventId, [accountId, accountId])));
      expect(counts.sort()).to.deep.equal([0, 1]);
      expect(await db('event_participants').where({ event_id: eventId })).to.have.length(1);
      expect(await db('outbox').where({ name: 'event.invited' }).whereRaw(`body->>'eventId' = ?`, [eventId])).to.have.length(1);
    });

    it('is refused while the event is planned, and for people who do not exist', async () => {
      const { app, made } = world();
      const eventId = await app.createEvent(organizer, plan);
      const { accountId } = await made.account();
      expect(await keyOf(app.invitePeople(organizer, eventId, [accountId]))).to.equal('events:errors.not-open-to-people.planned');
      await app.moveEvent(organizer, eventId, 'open-registration');
      expect(await keyOf(app.invitePeople(organizer, eventId, [newId()]))).to.equal('events:errors.no-such-person');
    });

    it('is accepted with own public listings alone', async () => {
      const { app, made } = world();
      const { eventId, pairs } = await openEvent(1);
      const [pair] = pairs as [(typeof pairs)[0]];
      const draft = await made.technology({ by: pair.holder, status: 'draft' });
      const accept = (listingIds: Id[]) => keyOf(app.answerInvitation(pair.holder, eventId, { answer: 'accepted', listingIds }));
      expect(await accept([pair.need])).to.equal('events:errors.not-your-listing');
      expect(await accept([draft.listingId])).to.equal('events:errors.listing-not-public');
      expect(await keyOf(app.answerInvitation(await made.account(), eventId, { answer: 'declined' }))).to.equal(
        'events:errors.not-invited',
      );
    });

    it('that is answered anew calls off the meetings of what is no longer brought, and frees both people', async () => {
      const { db, app } = world();
      const { eventId, pairs } = await openEvent(2);
      await app.makeSchedule(organizer, eventId);
      await app.answerInvitation((pairs[0] as (typeof pairs)[0]).holder, eventId, { answer: 'declined' });
      expect(await meetingsOf(eventId)).to.have.length(1);
      expect(await db('meeting_seats').where({ event_id: eventId })).to.have.length(2);
    });
  });

  describe('joining', () => {
    it('takes whoever brings a public listing while people register, once', async () => {
      const { app, made, db } = world();
      const { eventId } = await openEvent(0);
      const by = await made.account({ role: 'seeker' });
      const need = await made.need({ by });
      const joins = await Promise.all([1, 2].map(() => keyOf(app.joinEvent(by, eventId, [need.listingId]))));
      expect(joins).to.deep.equal([undefined, undefined]);
      const own = await participantReads(db).own(eventId, by.accountId);
      expect(own?.status).to.equal('accepted');
      expect(own?.code).to.match(/^[2-9A-HJKMNP-Z]{6}$/);
      expect(await db('event_participants').where({ event_id: eventId })).to.have.length(1);
    });

    it('needs something to bring and an open registration', async () => {
      const { app, made } = world();
      const { eventId } = await openEvent(1);
      const by = await made.account({ role: 'seeker' });
      const need = await made.need({ by });
      expect(await keyOf(app.joinEvent(by, eventId, []))).to.equal('events:errors.bring-something');
      await app.makeSchedule(organizer, eventId);
      await app.moveEvent(organizer, eventId, 'release-schedule');
      expect(await keyOf(app.joinEvent(by, eventId, [need.listingId]))).to.equal('events:errors.no-join.scheduled');
    });
  });

  describe('a schedule', () => {
    it('that two organizers make at the same moment holds every meeting once', async () => {
      const { db, app } = world();
      const { eventId } = await openEvent(3);
      const counts = await Promise.all([1, 2, 3].map(() => app.makeSchedule(organizer, eventId)));
      expect(counts).to.deep.equal([3, 3, 3]);
      expect(await meetingsOf(eventId)).to.have.length(3);
      const log = await db('hall_log').where({ event_id: eventId }).orderBy('sequence').pluck('sequence');
      expect(log).to.deep.equal(log.map((_: number, n: number) => n + 1));
    });

    it('goes round people who sit at another event, also when both are scheduled at the same moment', async () => {
      const { db, app } = world();
      const [one, two] = await Promise.all([openEvent(0), openEvent(0)]);
      const pairs = await Promise.all([makePair(), makePair(), makePair()]);
      for (const pair of pairs) for (const { eventId } of [one, two]) await bring(eventId, pair);
      const counts = await Promise.all([one, two].map(({ eventId }) => app.makeSchedule(organizer, eventId)));
      expect(counts).to.deep.equal([3, 3]);
      const { rows } = await db.raw<{ rows: unknown[] }>(
        `select a.account_id from meeting_seats a join meeting_seats b on a.account_id = b.account_id and a.during && b.during
         and a.meeting_id < b.meeting_id`,
      );
      expect(rows).to.deep.equal([]);
    });

    it('is made once when the button is pressed twice', async () => {
      const { db, app } = world();
      const { eventId } = await openEvent(1);
      const once = { id: newId(), name: 'schedule', accountId: organizer.accountId };
      await Promise.all([app.makeSchedule(organizer, eventId, once), app.makeSchedule(organizer, eventId, once)]);
      expect(await db('hall_log').where({ event_id: eventId, name: 'make-schedule' })).to.have.length(1);
    });

    it('stands once it is out, until it is taken back', async () => {
      const { app } = world();
      const { eventId } = await openEvent(1);
      expect(await keyOf(app.moveEvent(organizer, eventId, 'release-schedule'))).to.equal('events:errors.nothing-to-release');
      await app.makeSchedule(organizer, eventId);
      await app.moveEvent(organizer, eventId, 'release-schedule');
      expect(await keyOf(app.makeSchedule(organizer, eventId))).to.equal('events:errors.no-schedule.scheduled');
      expect(await keyOf(app.moveEvent(organizer, eventId, 'close-hall'))).to.equal('events:errors.wrong-move.scheduled');
      await app.moveEvent(organizer, eventId, 'reopen-registration');
      expect(await app.makeSchedule(organizer, eventId)).to.equal(1);
    });

    it('of a cancelled event lets its people go', async () => {
      const { db, app } = world();
      const { eventId } = await openEvent(1);
      await app.makeSchedule(organizer, eventId);
      await app.moveEvent(organizer, eventId, 'cancel');
      expect(await db('meeting_seats').where({ event_id: eventId })).to.deep.equal([]);
    });
  });

  describe('a meeting', () => {
    it('moves to a free place, and says so in the log and to those who watch', async () => {
      const { db, app } = world();
      const { eventId } = await openEvent(1);
      await app.makeSchedule(organizer, eventId);
      const [meeting] = (await meetingsOf(eventId)) as [Awaited<ReturnType<typeof meetingsOf>>[0]];
      const sequence = await app.moveMeeting(organizer, meeting.id, { slot: 4, table: 2 });
      expect((await meetingsOf(eventId))[0]).to.include({ slot: 4, table: 2 });
      const fact = (await db('outbox').where({ name: 'meeting.moved' }).orderBy('id', 'desc').first('body')) as { body: object };
      expect(fact.body).to.deep.equal({ eventId, meetingId: meeting.id, sequence });
      expect(await keyOf(app.moveMeeting(organizer, meeting.id, { slot: 5, table: 1 }))).to.equal('events:errors.no-such-slot');
    });

    it('never gets a table that another has, however both are moved at once', async () => {
      const { app } = world();
      const { eventId } = await openEvent(2);
      await app.makeSchedule(organizer, eventId);
      const rows = await meetingsOf(eventId);
      const outcomes = await Promise.all(rows.map(({ id }) => keyOf(app.moveMeeting(organizer, id, { slot: 3, table: 1 }))));
      expect([...outcomes].sort()).to.deep.equal(['events:errors.table-taken', undefined]);
    });

    it('never puts a person in two meetings of one slot, however requests race', async () => {
      const { db, app } = world();
      const { eventId, pairs } = await openEvent(2);
      const [one, other] = pairs as [(typeof pairs)[0], (typeof pairs)[0]];
      await match(db, one.technology, other.need);
      await app.makeSchedule(organizer, eventId);
      const rows = (await meetingsOf(eventId)).filter(({ technologyId }) => technologyId === one.technology);
      expect(rows).to.have.length(2);
      const outcomes = await Promise.all(
        rows.map(({ id }, n) => keyOf(app.moveMeeting(organizer, id, { slot: 4, table: n + 1 }))),
      );
      expect(outcomes).to.include('events:errors.person-busy').and.include(undefined);
    });

    it('never puts a person at two events at once, however requests race', async () => {
      const { app } = world();
      const pair = await makePair();
      const both = await Promise.all([openEvent(0), openEvent(0)]);
      for (const { eventId } of both) {
        await bring(eventId, pair);
        await app.makeSchedule(organizer, eventId);
      }
      const rows = (await Promise.all(both.map(({ eventId }) => meetingsOf(eventId)))).flat();
      const outcomes = await Promise.all(rows.map(({ id }) => keyOf(app.moveMeeting(organizer, id, { slot: 4, table: 1 }))));
      expect([...outcomes].sort()).to.deep.equal(['events:errors.person-busy', undefined]);
    });

    it('is kept from double booking by the database itself, past every use case', async () => {
      const { db, app } = world();
      const { eventId } = await openEvent(2);
      await app.makeSchedule(organizer, eventId);
      const [one, other] = (await meetingsOf(eventId)) as [
        Awaited<ReturnType<typeof meetingsOf>>[0],
        Awaited<ReturnType<typeof meetingsOf>>[0],
      ];
      const constraintOf = (write: PromiseLike<unknown>) =>
        Promise.resolve(write).then(
          () => undefined,
          (error: { constraint?: string }) => error.constraint,
        );
      const place = { slot_number: one.slot, table_number: one.table };
      expect(await constraintOf(db('meetings').where({ id: other.id }).update(place))).to.equal('meetings_one_per_table');
      const seat = db('meeting_seats').where({ meeting_id: one.id, side: 'need' });
      const twice = { ...((await seat.first()) as object), meeting_id: other.id };
      expect(await constraintOf(db('meeting_seats').insert(twice))).to.equal('nobody_in_two_meetings');
    });

    it('is offered exactly the places that it would be given', async () => {
      const { app, db } = world();
      const { eventId } = await openEvent(2, { slots: 3 });
      await app.makeSchedule(organizer, eventId);
      const [meeting] = (await meetingsOf(eventId)) as [Awaited<ReturnType<typeof meetingsOf>>[0]];
      const free = await meetingReads(db).freePlaces(meeting.id);
      expect(free.length).to.equal(3 * 2 - 2);
      for (const { slot, table } of free) await app.moveMeeting(organizer, meeting.id, { slot, table });
    });
  });

  describe('reading', () => {
    it('offers whom to invite by how many of their matches could meet, without those who were asked', async () => {
      const { app, db, made } = world();
      const region = place.tongyu;
      const eventId = await app.createEvent(organizer, { ...plan, regionCode: region });
      const pair = await makePair();
      const lonely = await made.account({ name: '孤单', role: 'seeker' });
      await made.need({ by: lonely, title: '羊舍太潮', region: place.village, industries: ['A0113'] });
      const event = { id: eventId, regionCode: region };
      const ids = async (text = '') =>
        (await candidateReads(db).toInvite(event, text, undefined)).people.map(({ accountId }) => accountId);
      const first = await candidateReads(db).toInvite(event, '', undefined);
      expect(first.people.every(({ matches }, n) => n === 0 || matches <= (first.people[n - 1]?.matches ?? 0))).to.equal(true);
      expect(await ids('羊舍')).to.deep.equal([lonely.accountId]);
      expect(await ids('100%')).to.deep.equal([]);
      await app.moveEvent(organizer, eventId, 'open-registration');
      await app.invitePeople(organizer, eventId, [pair.holder.accountId, lonely.accountId]);
      expect(await ids()).to.not.include(pair.holder.accountId);
      expect(await ids('羊舍')).to.deep.equal([]);
    });

    it('pages candidates and events by key, every one once', async () => {
      const { app, db } = world();
      const days = Array.from({ length: 23 }, (_, n) => new Date(Date.UTC(2031, 0, n + 1)));
      for (const startsAt of days) {
        const id = await app.createEvent(organizer, { ...plan, startsAt, regionCode: place.taonan });
        await app.moveEvent(organizer, id, 'open-registration');
      }
      const list = { statuses: ['registration'] as const, prefixes: ['220881'] };
      const first = await eventReads(db).list(list);
      const second = await eventReads(db).list({ ...list, before: first.older ?? '' });
      const back = await eventReads(db).list({ ...list, after: second.newer ?? '' });
      const all = [...first.events, ...second.events].map(({ startsAt }) => startsAt.getTime());
      expect(all).to.deep.equal(days.map((day) => day.getTime()).reverse());
      expect(back.events.map(({ id }) => id)).to.deep.equal(first.events.map(({ id }) => id));
      expect([first.newer, second.older, back.newer]).to.deep.equal([null, null, null]);
    });
  });
});
