import { expect } from 'chai';
import { composeMatching } from '../../src/features/matching/compose.ts';
import { AppError } from '../../src/kernel/error.ts';
import type { Id } from '../../src/kernel/id.ts';
import { useDatabase } from '../support/database.ts';
import { make } from '../support/make.ts';
import { readConfig } from '../../src/config.ts';

/** What two sides of a market may speak of: each listing speaks of two. */
const crops = ['玉米', '水稻', '大豆', '向日葵', '绿豆', '马铃薯', '高粱', '甜菜'];
const troubles = ['出苗率低', '倒伏', '病虫害', '土壤板结', '缺水', '草荒', '早衰', '贮藏腐烂'];
const industries = ['A0113', 'A0111', 'A0121'];
const pick = (list: readonly string[], at: number): string => list[at % list.length] as string;

describe('a rematch', () => {
  const database = useDatabase();
  const now = () => new Date();
  /** A process of workers of its own, with an engine of its own. */
  const worker = () => composeMatching({ db: database.db(), config: readConfig({ DATABASE_URL: database.url() }), now });
  type Worker = ReturnType<typeof worker>;

  beforeEach(async () => {
    for (const table of ['rematches', 'matching_workers', 'matches', 'rankings', 'index_entries', 'scales', 'listings', 'outbox'])
      await database.db()(table).delete();
    await database.db().raw('alter table index_entries alter column number restart');
  });

  async function market(size: number): Promise<Id[]> {
    const made = make(database.db());
    const [researcher, seeker] = [await made.account({ role: 'researcher' }), await made.account({ role: 'seeker' })];
    const ids: Id[] = [];
    for (let at = 0; at < size; at += 1) {
      const said = `${pick(crops, at)}${pick(troubles, at * 3)}，${pick(crops, at * 5 + 1)}${pick(troubles, at + 2)}`;
      const wish = { title: said, industries: [pick(industries, at)], detail: { problem: said } };
      const one = at % 2 === 0 ? await made.technology({ by: researcher, ...wish }) : await made.need({ by: seeker, ...wish });
      ids.push(one.listingId);
    }
    return ids;
  }

  /** Rankings and matches as they stand, by the listings and not by the numbers that their entries were given. */
  async function state() {
    const { rows } = await database.db().raw<{ rows: { listing: Id; others: Id[]; scores: number[] }[] }>(
      `select e.listing_id as listing, r.scores, array(select o.listing_id from unnest(r.others) with ordinality u (number, place)
         join index_entries o on o.number = u.number order by r.scores[place] desc, o.listing_id) as others
       from rankings r join scales s on s.id = r.scale_id and s.is_current join index_entries e on e.number = r.number
       where cardinality(r.others) > 0 order by 1`,
    );
    const matches = (await database
      .db()('matches')
      .whereNot({ status: 'lapsed' })
      .orderBy(['technology_id', 'need_id'])
      .select('technology_id', 'need_id', 'status', 'score')) as object[];
    return { rankings: rows, matches };
  }

  const facts = async (name: string) =>
    (await database.db()('outbox').where({ name }).orderBy('id').pluck('body')) as { rematchId: Id; shards: number }[];

  /** What the switchboard would have the workers do, until it is over. */
  async function run(workers: Worker[], rematchId: Id): Promise<void> {
    const any = (at: number) => workers[at % workers.length] as Worker;
    await any(0).countRematch(rematchId);
    const [counted] = await facts('rematch.counted');
    const shards = Array.from({ length: counted?.shards ?? 0 }, (_, shard) => shard);
    await Promise.all(shards.map((shard) => any(shard).rankShard(rematchId, shard)));
    await any(1).enforceScale(rematchId);
    await Promise.all(shards.map((shard) => any(shard + 1).proposeShard(rematchId, shard)));
  }

  const refusal = (work: Promise<unknown>) =>
    work.then(
      () => 'done',
      (error: unknown) => (error instanceof AppError ? error.key : String(error)),
    );

  it('comes to what racing publications came to, in whatever order and with however many workers', async function () {
    this.timeout(60_000);
    const ids = await market(48);
    const [one, other] = [worker(), worker()];
    const any = (at: number) => (at % 2 === 0 ? one : other);
    await one.matchListing(ids[0] as Id, { quiet: true });
    await Promise.all([...ids].reverse().map((id, at) => any(at).matchListing(id, { quiet: true })));
    const rematchId = await one.orderRematch(await make(database.db()).account({ role: 'admin' }));
    await run([one, other], rematchId);
    const rebuilt = await state();
    expect(rebuilt.matches.length).to.be.greaterThan(30);

    // The same scale, and everything taken out and in again by two workers at once, in another order.
    await database.db().raw(`update index_entries set is_public = false`);
    await one.matchListing(ids[0] as Id, { quiet: true });
    const shuffled = ids.map((id, at) => ({ id, at: (at * 37) % ids.length })).sort((a, b) => a.at - b.at);
    await Promise.all(shuffled.map(({ id }, at) => any(at).matchListing(id, { quiet: true })));
    expect(await state()).to.deep.equal(rebuilt);
    expect((await state()).rankings).to.have.length(48);
  });

  it('comes to the same when one worker ranks all shards and when each comes to a shard of its own after another', async () => {
    await database.db().raw('alter table index_entries alter column number restart with 1990');
    const ids = await market(24);
    const [one, other] = [worker(), worker()];
    for (const id of ids) await one.matchListing(id, { quiet: true });
    const rematch = async (first: Worker, second: Worker) => {
      const rematchId = (await first.startRematch('nightly')) as Id;
      await first.countRematch(rematchId);
      await first.rankShard(rematchId, 0);
      await second.rankShard(rematchId, 1);
      await first.enforceScale(rematchId);
      for (const shard of [0, 1]) await second.proposeShard(rematchId, shard);
      return state();
    };
    const alone = await rematch(one, one);
    expect(alone.matches.length).to.be.greaterThan(10);
    expect(await rematch(one, other)).to.deep.equal(alone);
  });

  it('gives way to the first scale of all, which has in it what it would bring', async () => {
    const mine = worker();
    const rematchId = (await mine.startRematch('places')) as Id;
    await mine.countRematch(rematchId);
    for (const id of await market(6)) await mine.matchListing(id, { quiet: true });
    const before = await state();
    expect(before.matches).to.not.deep.equal([]);
    await run([mine, mine], rematchId);
    expect(await state()).to.deep.equal(before);
    expect(await database.db()('rematches').pluck('status')).to.deep.equal(['cancelled']);
    const scored = (await database.db()('matches').max('scale_id as by').first()) as { by: number };
    expect(await database.db()('scales').where({ is_current: true }).pluck('id')).to.deep.equal([scored.by]);
  });

  it('leaves the old scale in force until all is ranked, and when it is called off', async () => {
    const ids = await market(12);
    const mine = worker();
    for (const id of ids) await mine.matchListing(id, { quiet: true });
    const before = await state();
    const admin = await make(database.db()).account({ role: 'admin' });
    const rematchId = await mine.orderRematch(admin);
    expect(await refusal(mine.orderRematch(admin))).to.equal('rematch:errors.runs');
    await mine.countRematch(rematchId);
    await mine.rankShard(rematchId, 0);
    expect(await state()).to.deep.equal(before);

    await mine.cancelRematch(admin, rematchId);
    await mine.rankShard(rematchId, 0);
    await mine.enforceScale(rematchId);
    expect(await state()).to.deep.equal(before);
    expect(await database.db()('rankings').countDistinct('scale_id as scales')).to.deep.equal([{ scales: 1 }]);
    expect(await refusal(mine.cancelRematch(admin, rematchId))).to.equal('rematch:errors.over');
    expect(await mine.startRematch('growth')).to.be.a('string');
  });

  it('takes in what changed while it ran, and does each step once however often it is told to', async () => {
    const ids = await market(12);
    const [mine, theirs] = [worker(), worker()];
    for (const id of ids) await mine.matchListing(id, { quiet: true });
    const rematchId = (await mine.startRematch('nightly')) as Id;
    expect(await theirs.startRematch('growth')).to.equal(undefined);
    await Promise.all([mine.countRematch(rematchId), theirs.countRematch(rematchId)]);
    await Promise.all([mine.rankShard(rematchId, 0), theirs.rankShard(rematchId, 0)]);
    const late = await make(database.db()).need({ title: '玉米倒伏，绿豆草荒' });
    await theirs.matchListing(late.listingId, { quiet: false });
    await Promise.all([mine.enforceScale(rematchId), theirs.enforceScale(rematchId)]);
    await Promise.all([mine.proposeShard(rematchId, 0), theirs.proposeShard(rematchId, 0)]);
    await mine.proposeShard(rematchId, 0);

    for (const name of ['rematch.counted', 'rematch.ranked', 'rematch.enforced', 'rematch.ended'])
      expect(await facts(name), name).to.have.length(1);
    const { rankings } = await state();
    expect(rankings.map(({ listing }) => listing)).to.include(late.listingId);
    expect(rankings.filter(({ others }) => others.includes(late.listingId))).to.not.deep.equal([]);
    const scored = (await database.db()('matches').whereNot({ status: 'lapsed' }).distinct().pluck('scale_id')) as number[];
    const current = (await database.db()('scales').where({ is_current: true }).first('id')) as { id: number };
    expect(scored).to.deep.equal([current.id]);
    // The workers go on with the new scale.
    const next = await make(database.db()).technology({ title: '玉米抗倒伏，绿豆除草' });
    await theirs.matchListing(next.listingId, { quiet: true });
    await mine.matchListing(next.listingId, { quiet: true });
    expect((await state()).rankings.map(({ listing }) => listing)).to.include(next.listingId);
  });

  it('gives way to one by other weights, and is found to have failed when its jobs have given it up', async () => {
    const mine = worker();
    const first = await mine.startRematch('nightly');
    const second = await mine.startRematch('weights');
    expect(second).to.be.a('string').and.not.equal(first);
    await database
      .db()('rematches')
      .where({ id: second })
      .update({ progressed_at: new Date(Date.now() - 3_600_000) });
    const third = await mine.startRematch('growth');
    const statuses = (await database.db()('rematches').select('id', 'status')) as { id: Id; status: string }[];
    expect(new Map(statuses.map(({ id, status }) => [id, status]))).to.deep.equal(
      new Map([[first, 'cancelled'], [second, 'failed'], [third, 'running']]), // prettier-ignore
    );
    const failed = await database.db()('rematches').insert({ id: first, reason: 'nightly' }).then(() => 'done', () => 'refused'); // prettier-ignore
    expect(failed).to.equal('refused');
  });

  it('begins every night, or in the morning where the machine was off, and not again when an admin stops it', async () => {
    let at = new Date('2026-11-25T12:00:00Z'); // eight in the evening
    const config = readConfig({ DATABASE_URL: database.url(), TIME_ZONE: 'Asia/Shanghai' });
    const mine = composeMatching({ db: database.db(), config, now: () => at });
    for (const id of await market(2)) await mine.matchListing(id, { quiet: true });
    const begun = async (when: string) => {
      at = new Date(when);
      await mine.tendRankings();
      return database.db()('rematches').pluck('status');
    };
    expect(await begun('2026-11-25T15:59:00Z')).to.deep.equal([]);
    expect(await begun('2026-11-25T18:59:00Z')).to.deep.equal([]);
    expect(await begun('2026-11-26T01:00:00Z')).to.deep.equal(['running']);
    const [{ rematchId } = { rematchId: '' }] = await facts('rematch.started');
    await mine.cancelRematch(await make(database.db()).account({ role: 'admin' }), rematchId);
    expect(await begun('2026-11-26T01:10:00Z')).to.deep.equal(['cancelled']);
  });

  it('finds an engine that differs from its tables, says so, and reads it anew', async () => {
    const ids = await market(4);
    let at = Date.now();
    const told: string[] = [];
    const log = { warn: (_about: object, message: string) => void told.push(message) };
    const mine = composeMatching({
      ...{ db: database.db(), config: readConfig({ DATABASE_URL: database.url() }), now: () => new Date(at) },
      log: log as never,
    });
    for (const id of ids) await mine.matchListing(id, { quiet: true });
    const report = async () =>
      (await database.db()('matching_workers').first('agrees', 'listings', 'rebuilt')) as Record<string, unknown>;
    at += 120_000;
    await mine.matchListing(ids[0] as Id, { quiet: true });
    expect(await report()).to.deep.equal({ agrees: true, listings: 4, rebuilt: 0 });

    // Behind the engine's back, as if a row had been lost.
    await database.db()('index_entries').where({ listing_id: ids[1] }).delete();
    at += 120_000;
    await mine.matchListing(ids[0] as Id, { quiet: true });
    expect(await report()).to.include({ agrees: false, listings: 4 });
    expect(told).to.have.length(1);
    at += 120_000;
    await mine.matchListing(ids[1] as Id, { quiet: true });
    expect(await report()).to.deep.equal({ agrees: true, listings: 4, rebuilt: 1 });
  });

  it('is worked on by workers that say how they stand as soon as they are there', async () => {
    const before = worker();
    for (const id of await market(4)) await before.matchListing(id, { quiet: true });
    await worker().openRankings();
    const reports = (await database.db()('matching_workers').select('agrees', 'listings')) as object[];
    expect(reports).to.have.deep.members([
      { agrees: true, listings: 1 },
      { agrees: true, listings: 4 },
    ]);
  });
});
