import { expect } from 'chai';
import { newId, type Id } from '../../src/kernel/id.ts';
import type { Answer } from '../../src/features/matching/match.ts';
import { AppError } from '../../src/kernel/error.ts';
import { useDatabase } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { make, type MadeListing } from '../support/make.ts';
import { useSystem } from '../support/system.ts';

const yes: Answer = { answer: 'yes', reason: null, note: '' };
const no: Answer = { answer: 'no', reason: 'too-costly', note: '' };

describe('matching', () => {
  const database = useDatabase();
  const system = useSystem(database);
  const loud = { quiet: false };
  beforeEach(() => database.db()('listings').delete());
  beforeEach(() => database.db()('outbox').delete());

  type Row = {
    id: Id;
    technology_id: Id;
    need_id: Id;
    status: string;
    score: number;
    version: number;
    technology_version: number;
  };
  const matches = async () => (await database.db()('matches').orderBy(['technology_id', 'need_id'])) as Row[];
  const only = async (): Promise<Row> => {
    const rows = await matches();
    expect(rows).to.have.length(1);
    return rows[0] as Row;
  };
  const facts = async () => (await database.db()('outbox').orderBy('id').pluck('name')) as string[];
  const match = (...listings: MadeListing[]) =>
    Promise.all(listings.map(({ listingId }) => system().app.matchListing(listingId, loud)));
  const callerOf = ({ accountId }: MadeListing) => ({
    accountId,
    name: '',
    organizationId: null,
    language: 'zh' as const,
    roles: [],
  });
  const answer = async (by: MadeListing, said: Answer) => system().app.answerMatch(callerOf(by), (await only()).id, said);
  const change = (listing: MadeListing, columns: object) =>
    database
      .db()('listings')
      .where({ id: listing.listingId })
      .update({ version: database.db().raw('version + 1'), ...columns });
  const refusal = (work: Promise<unknown>) =>
    work.then(
      () => 'done',
      (error: unknown) => (error instanceof AppError ? error.key : String(error)),
    );

  async function pair(): Promise<[MadeListing, MadeListing]> {
    const made = make(database.db());
    const both: [MadeListing, MadeListing] = [await made.technology(), await made.need()];
    await match(...both);
    return both;
  }

  for (const first of ['technology', 'need'] as const) {
    it(`finds the same match with the same score when the ${first} comes first`, async () => {
      const made = make(database.db());
      const technology = await made.technology();
      const need = await made.need();
      const [one, other] = first === 'technology' ? [technology, need] : [need, technology];
      await match(one);
      expect(await matches()).to.deep.equal([]);
      await match(other);
      const { score } = await only();
      await match(one);
      expect((await only()).score).to.equal(score);
      expect(score).to.be.greaterThan(0.5);
      expect(await facts()).to.deep.equal(['match.found']);
    });
  }

  it('finds a pair whose two sides are published at the same moment, once, however many workers run', async () => {
    const made = make(database.db());
    const technologies = [await made.technology(), await made.technology({ title: '玉米盐碱地保苗剂' })];
    const needs = [await made.need(), await made.need({ title: '盐碱地玉米保苗' })];
    await match(...technologies, ...needs, ...technologies, ...needs);
    await match(...needs, ...technologies);
    expect(await matches()).to.have.length(4);
    expect(await facts()).to.deep.equal(Array.from({ length: 4 }, () => 'match.found'));
  });

  it('tells nobody when it is quiet, and matches nobody with themselves or with what is not public', async () => {
    const made = make(database.db());
    const by = await made.account({ role: 'broker' });
    const [technology, need] = [await made.technology({ by }), await made.need({ by })];
    await made.technology({ status: 'draft' });
    await match(technology, need);
    expect(await matches()).to.deep.equal([]);

    const other = await made.need();
    await system().app.matchListing(other.listingId, { quiet: true });
    expect((await only()).need_id).to.equal(other.listingId);
    expect(await facts()).to.deep.equal([]);
  });

  it('scores anew when a listing changes, and keeps what was answered', async () => {
    const [technology, need] = await pair();
    await answer(technology, yes);
    const before = await only();
    await change(technology, { title: '盐碱地水稻插秧技术' });
    await match(technology);
    const after = await only();
    expect(after).to.include({ id: before.id, status: 'proposed', technology_version: 2 });
    expect(after.score).to.be.lessThan(before.score);
    await answer(need, yes);
    expect(await only()).to.include({ status: 'open' });
    await match(technology, need);
    expect((await only()).status).to.equal('open');
    expect(await facts()).to.deep.equal(['match.found', 'match.answered', 'match.answered', 'match.opened']);
  });

  it('lets a match lapse when it no longer fits or a side has ended, and takes it up again without a second notice', async () => {
    const [technology, need] = await pair();
    await change(technology, { title: '母猪产床' });
    await database.db()('technologies').update({ problem: '', how_it_works: '', advantage: '' });
    await database.db()('listing_industries').where({ listing_id: technology.listingId }).delete();
    await match(technology);
    expect(await only()).to.include({ status: 'lapsed', version: 2 });

    await change(technology, { title: '盐碱地玉米保苗技术，玉米出苗率低的办法' });
    await match(technology);
    expect(await only()).to.include({ status: 'proposed', version: 3 });
    await answer(technology, yes);
    await change(need, { status: 'withdrawn' });
    expect(await refusal(answer(need, yes))).to.equal('matching:errors.ended');
    await match(need);
    expect((await only()).status).to.equal('lapsed');
    expect(await refusal(answer(need, yes))).to.equal('matching:errors.lapsed');
    expect(await database.db()('listing_words').pluck('listing_id')).to.deep.equal([technology.listingId]);
    expect(await facts()).to.deep.equal(['match.found', 'match.answered']);
  });

  it('never puts a stale score over a newer one, whichever run commits last', async () => {
    const [technology] = await pair();
    const before = await only();
    const db = database.db();
    await db('matches').update({ technology_version: 9 });
    await match(technology);
    expect(await only()).to.deep.equal({ ...before, technology_version: 9 });

    // A run that has read the listing waits for the row, sees that it changed, and scores anew.
    await db('matches').delete();
    const held = await db.transaction();
    await held('listings').where({ id: technology.listingId }).update({ version: 2, title: '母猪产床' });
    const run = match(technology);
    await held.commit();
    await run;
    const [stored] = (await db('listing_words').where({ listing_id: technology.listingId })) as { listing_version: number }[];
    expect(stored?.listing_version).to.equal(2);
    for (const row of await matches()) expect(row.technology_version).to.equal(2);
  });

  it('scores anew when the other listing changes between its being read and the match being stored', async () => {
    const made = make(database.db());
    const [technology, need] = [await made.technology(), await made.need()];
    await match(need);
    const db = database.db();
    const held = await db.transaction();
    await held('listings').where({ id: need.listingId }).update({ version: 2, status: 'withdrawn' });
    const run = match(technology);
    const waiting = () =>
      db('pg_stat_activity').where({ wait_event_type: 'Lock' }).andWhereRaw('datname = current_database()').pluck('pid');
    await eventually(waiting, (pids) => pids.length > 0);
    await held.commit();
    await run;
    expect(await matches()).to.deep.equal([]);
  });

  it('opens once when both sides say yes at the same moment', async () => {
    for (let round = 0; round < 5; round += 1) {
      await database.db()('listings').delete();
      await database.db()('outbox').delete();
      const [technology, need] = await pair();
      await Promise.all([answer(technology, yes), answer(need, yes)]);
      expect((await only()).status).to.equal('open');
      expect((await facts()).filter((name) => name === 'match.opened')).to.have.length(1);
    }
  });

  it('lets each side change its mind until it is open, and not afterwards', async () => {
    const [technology, need] = await pair();
    expect(await answer(technology, no)).to.equal('refused');
    expect(await answer(need, yes)).to.equal('refused');
    expect(await answer(technology, yes)).to.equal('open');
    expect(await refusal(answer(need, no))).to.equal('matching:errors.open');
    expect(await refusal(system().app.answerMatch(callerOf(technology), newId(), yes))).to.equal('web:errors.not-found');
  });

  it('answers a double click once', async () => {
    const [technology] = await pair();
    const { id } = await only();
    const command = { id: newId(), name: 'answer', accountId: technology.accountId };
    const click = () => system().app.answerMatch(callerOf(technology), id, yes, command);
    expect(await Promise.all([click(), click()])).to.deep.equal(['proposed', 'proposed']);
    expect(await facts()).to.deep.equal(['match.found', 'match.answered']);
  });

  it('keeps a match by hand that no score would propose, and makes it once', async () => {
    const made = make(database.db());
    const need = await made.need();
    const technology = await made.technology({ title: '蔬菜保鲜', industries: [], detail: { problem: '', how_it_works: '' } });
    await match(technology, need);
    expect(await matches()).to.deep.equal([]);
    const organizer = await made.account({ role: 'organizer' });
    const propose = () => system().app.proposeMatch(organizer, technology.listingId, need.listingId);
    const [one, other] = await Promise.all([propose(), propose()]);
    expect(one).to.equal(other);
    await match(technology, need);
    expect(await only()).to.include({ id: one, status: 'proposed' });
    expect(await facts()).to.deep.equal(['match.found']);

    const interest = { mineId: need.listingId, otherId: technology.listingId };
    expect(await refusal(system().app.showInterest(callerOf(technology), interest))).to.equal('matching:errors.not-yours');
    expect(await system().app.showInterest(callerOf(need), interest)).to.equal(one);
    await system().app.showInterest(callerOf(technology), { mineId: technology.listingId, otherId: need.listingId });
    expect((await only()).status).to.equal('open');
  });

  it('keeps the same words of a listing, its trades among them, whichever of its jobs writes them last', async () => {
    const need = await make(database.db()).need({ industries: ['A0113'] });
    const words = async () =>
      (await database.db()('listing_words').where({ listing_id: need.listingId }).pluck('words')) as string[];
    await match(need);
    const [before] = await words();
    const trade = (await database.db()('industries').where({ code: 'A0113' }).first('name_zh')) as { name_zh: string };
    expect(before).to.include(trade.name_zh.slice(2));
    await system().app.findLikenesses(need.listingId);
    expect(await words()).to.deep.equal([before]);
  });

  it('refuses at once to bring together by hand what a gate would part at night', async () => {
    const made = make(database.db());
    const need = await made.need({ detail: { salinity: 9 } });
    const technology = await made.technology({ detail: { salt_limit: 2 } });
    const organizer = await made.account({ role: 'organizer' });
    const propose = () => system().app.proposeMatch(organizer, technology.listingId, need.listingId);
    expect(await refusal(propose())).to.equal('matching:errors.gated');
    const interest = { mineId: need.listingId, otherId: technology.listingId };
    expect(await refusal(system().app.showInterest(callerOf(need), interest))).to.equal('matching:errors.gated');
    expect(await matches()).to.deep.equal([]);
    await database.db()('needs').where({ listing_id: need.listingId }).update({ salinity: null });
    expect(await propose()).to.be.a('string');
  });
});
