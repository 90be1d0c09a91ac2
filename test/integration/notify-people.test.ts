import { expect } from 'chai';
import { newId, type Id } from '../../src/kernel/id.ts';
import { composeNotifications } from '../../src/features/notifications/compose.ts';
import { readConfig } from '../../src/config.ts';
import { keepLog } from '../support/log.ts';
import { useDatabase } from '../support/database.ts';
import { make, type MadeAccount, type MadeListing } from '../support/make.ts';
import { place } from '../support/places.ts';

type Row = { account_id: Id; kind: string; about: string; params: Record<string, string>; link: string };

describe('notifying people', () => {
  const database = useDatabase();
  let app: ReturnType<typeof composeNotifications>;
  before(() => {
    app = composeNotifications({ db: database.db(), config: readConfig({}), now: () => new Date(), log: keepLog() });
  });

  const told = async (kind: string): Promise<Row[]> =>
    (await database.db()('notifications').where({ kind }).orderBy('created_at')) as Row[];
  const factsAbout = async (kind: string): Promise<number> => {
    const ids = (await database.db()('notifications').where({ kind }).pluck('id')) as Id[];
    const facts = (await database.db()('outbox').where({ name: 'notification.created' })) as { body: { notificationId: Id } }[];
    return facts.filter(({ body }) => ids.includes(body.notificationId)).length;
  };

  /** From two sides at once, and once more when all is done. */
  async function repeatedly(job: () => Promise<unknown>): Promise<void> {
    await Promise.all([job(), job(), job()]);
    await job();
  }

  async function pair(status = 'proposed'): Promise<{ matchId: Id; technology: MadeListing; need: MadeListing }> {
    const technology = await make(database.db()).technology();
    const need = await make(database.db()).need();
    return { matchId: await match(technology, need, status), technology, need };
  }

  async function match(technology: MadeListing, need: MadeListing, status = 'proposed', at = new Date()): Promise<Id> {
    const id = newId();
    await database
      .db()('matches')
      .insert({
        ...{ id, technology_id: technology.listingId, need_id: need.listingId, score: 0.8, status, created_at: at },
        ...{ technology_version: 1, need_version: 1, opened_at: status === 'open' ? at : null },
      });
    return id;
  }

  const answer = (matchId: Id, side: string, said: 'yes' | 'no') =>
    database
      .db()('match_answers')
      .insert({ match_id: matchId, side, answer: said, reason: said === 'no' ? 'too-early' : null });

  async function event(status: string, ...people: [MadeAccount, string][]): Promise<{ eventId: Id; participants: Id[] }> {
    const eventId = newId();
    const by = await make(database.db()).account({ role: 'organizer' });
    await database
      .db()('docking_events')
      .insert({
        ...{ id: eventId, title: '春季对接会', region_code: place.city, starts_at: new Date('2027-03-18T01:00:00Z') },
        ...{ slot_minutes: 20, status, account_id: by.accountId },
      });
    const participants = people.map(([{ accountId }, answered], number) => ({
      ...{ id: newId(), event_id: eventId, account_id: accountId, status: answered },
      code:
        newId()
          .replace(/[^2-9]/g, '')
          .padEnd(6, '2')
          .slice(0, 5) + String(number + 2),
    }));
    if (participants.length > 0) await database.db()('event_participants').insert(participants);
    return { eventId, participants: participants.map(({ id }) => id) };
  }

  it('tells the organizers whose region covers a submitted listing, once each, and not its author', async () => {
    const ofCity = await make(database.db()).account({ role: 'organizer', region: place.city });
    const ofCounty = await make(database.db()).account({ role: 'organizer', region: place.tongyu });
    await make(database.db()).account({ role: 'organizer', region: place.taonan });
    const need = await make(database.db()).need({ by: ofCity, status: 'submitted', region: place.village });

    await repeatedly(() => app.notifyModerators(need.listingId));
    const mine = (await told('listing-submitted')).filter(({ params }) => params['title'] === need.title);
    expect(mine.map(({ account_id }) => account_id)).to.deep.equal([ofCounty.accountId]);
    expect(await factsAbout('listing-submitted')).to.equal(1);
  });

  it('tells the owner why a listing came back, and keeps silent once it was sent in again', async () => {
    const back = await make(database.db()).technology({ status: 'returned', version: 3 });
    const again = await make(database.db()).technology({ status: 'submitted', version: 5 });
    await repeatedly(() => app.notifyReturned(back.listingId, 3));
    await app.notifyReturned(again.listingId, 4);

    const rows = await told('listing-returned');
    expect(rows).to.have.length(1);
    expect(rows[0]).to.deep.include({
      account_id: back.accountId,
      params: { title: back.title, reason: '请补充证明材料' },
      link: `/technologies/${back.listingId}/edit`,
    });
  });

  it('tells both owners of a match once, and of all that one listing finds in an hour together', async () => {
    const { matchId, technology, need } = await pair();
    await repeatedly(() => app.notifyMatch(matchId));
    const others = [];
    for (let count = 0; count < 5; count += 1) others.push(await match(await make(database.db()).technology(), need));
    await Promise.all(others.map((id) => app.notifyMatch(id)));

    const rows = await told('match-found');
    expect(rows.filter(({ account_id }) => account_id === need.accountId)).to.have.length(1);
    expect(rows.filter(({ account_id }) => account_id === technology.accountId)).to.have.length(1);
    expect(rows).to.have.length(7);
    expect(await factsAbout('match-found')).to.equal(7);
    const later = await match(await make(database.db()).technology(), need, 'proposed', new Date(Date.now() + 3_600_000));
    await app.notifyMatch(later);
    expect((await told('match-found')).filter(({ account_id }) => account_id === need.accountId)).to.have.length(2);
  });

  it('names the best of what one listing finds, whichever of them is told first', async () => {
    const need = await make(database.db()).need();
    const [best, weak] = [await make(database.db()).technology(), await make(database.db()).technology()];
    const [strong, faint] = [await match(best, need), await match(weak, need)];
    await database.db()('matches').where({ id: faint }).update({ score: 0.3 });
    await app.notifyMatch(faint);
    await app.notifyMatch(strong);
    const rows = await told('match-found');
    const of = (accountId: Id) =>
      rows.filter(({ account_id }) => account_id === accountId).map(({ params, link }) => [params, link]);
    expect(of(need.accountId)).to.deep.equal([[{ mine: need.title, other: best.title }, `/matches/${strong}`]]);
    expect(of(weak.accountId)).to.deep.equal([[{ mine: weak.title, other: need.title }, `/matches/${faint}`]]);
  });

  it('tells the other side what was answered, and nobody when the match is open by then', async () => {
    const { matchId, technology, need } = await pair();
    await answer(matchId, 'need', 'yes');
    await repeatedly(() => app.notifyAnswer(matchId, 'need'));
    const [row, ...more] = await told('match-accepted');
    expect(more).to.be.empty;
    expect(row).to.deep.include({ account_id: technology.accountId, params: { mine: technology.title, other: need.title } });

    const open = await pair('open');
    await answer(open.matchId, 'technology', 'yes');
    await app.notifyAnswer(open.matchId, 'technology');
    expect(await told('match-accepted')).to.have.length(1);

    const refused = await pair('refused');
    await answer(refused.matchId, 'technology', 'no');
    await repeatedly(() => app.notifyAnswer(refused.matchId, 'technology'));
    expect((await told('match-refused')).map(({ account_id }) => account_id)).to.deep.equal([refused.need.accountId]);
  });

  it('tells both owners when a match is open', async () => {
    const { matchId, technology, need } = await pair('open');
    await repeatedly(() => app.notifyOpened(matchId));
    const rows = await told('match-opened');
    expect(rows.map(({ account_id }) => account_id)).to.have.members([technology.accountId, need.accountId]);
    expect(await factsAbout('match-opened')).to.equal(2);
  });

  it('tells the invited person, and not one who has answered already', async () => {
    const [asked, came] = [await make(database.db()).account(), await make(database.db()).account()];
    const { eventId, participants } = await event('registration', [asked, 'invited'], [came, 'accepted']);
    for (const id of participants) await repeatedly(() => app.notifyInvitation(eventId, id));
    const rows = await told('event-invitation');
    expect(rows.map(({ account_id }) => account_id)).to.deep.equal([asked.accountId]);
    expect(rows[0]?.link).to.equal(`/events/${eventId}/mine`);
  });

  it('tells all who come when the schedule is released, and again when it is released anew', async () => {
    const [comes, open, declined] = await Promise.all([1, 2, 3].map(() => make(database.db()).account()));
    if (!comes || !open || !declined) throw new Error('three accounts were asked for');
    const { eventId } = await event('scheduled', [comes, 'accepted'], [open, 'invited'], [declined, 'declined']);
    const release = () => database.db().raw(`select append_hall_log(?, ?, 'release-schedule', '{}', null)`, [eventId, newId()]);
    await release();
    await repeatedly(() => app.notifySchedule(eventId));
    expect((await told('event-schedule')).map(({ account_id }) => account_id)).to.have.members([comes.accountId, open.accountId]);
    await release();
    await repeatedly(() => app.notifySchedule(eventId));
    expect(await told('event-schedule')).to.have.length(4);
  });

  it('tells all who would have come that an event is cancelled, once, and nobody while it stands', async () => {
    const [comes, open, declined] = await Promise.all([1, 2, 3].map(() => make(database.db()).account()));
    if (!comes || !open || !declined) throw new Error('three accounts were asked for');
    const { eventId } = await event('scheduled', [comes, 'accepted'], [open, 'invited'], [declined, 'declined']);
    await app.notifyCancelled(eventId);
    expect(await told('event-cancelled')).to.deep.equal([]);
    await database.db()('docking_events').where({ id: eventId }).update({ status: 'cancelled' });
    await repeatedly(() => app.notifyCancelled(eventId));
    const rows = await told('event-cancelled');
    expect(rows.map(({ account_id }) => account_id)).to.have.members([comes.accountId, open.accountId]);
    expect(rows[0]).to.deep.include({ link: `/events/${eventId}` });
    expect(rows[0]?.params).to.deep.include({ title: '春季对接会', at: '2027-03-18T01:00:00.000Z' });
    expect(await factsAbout('event-cancelled')).to.equal(2);
  });

  it('tells both parties of a letter', async () => {
    const { matchId, technology, need } = await pair('open');
    const letterId = newId();
    await database
      .db()('letters')
      .insert({
        ...{ id: letterId, serial: 'T-1', match_id: matchId, technology_party: '甲', need_party: '乙', technology_signer: '丙' },
        ...{ need_signer: '丁', terms: '试种 20 亩', body: '意向书', sha256: 'a'.repeat(64), account_id: need.accountId },
        signed_at: new Date(),
      });
    await repeatedly(() => app.notifyLetter(letterId));
    const rows = await told('letter-recorded');
    expect(rows.map(({ account_id }) => account_id)).to.have.members([technology.accountId, need.accountId]);
  });

  it('writes no contact of anybody into what it tells', async () => {
    const rows = (await database.db()('notifications')) as Row[];
    const accounts = (await database.db()('accounts')) as { phone: string; email: string }[];
    const contacts = [...accounts.flatMap(({ phone, email }) => [phone, email]), '13900000000', 'contact@example.org'];
    expect(rows).to.not.be.empty;
    const everything = JSON.stringify(rows);
    for (const contact of contacts) expect(everything).to.not.include(contact);
  });

  it('tells nobody of what is no longer there', async () => {
    const all = async (): Promise<number> => ((await database.db()('notifications').pluck('id')) as Id[]).length;
    const before = await all();
    await app.notifyMatch(newId());
    await app.notifyModerators(newId());
    await app.notifySchedule(newId());
    await app.notifyLetter(newId());
    await app.notifyInvitation(newId(), newId());
    expect(await all()).to.equal(before);
  });
});
