import { composeMatching } from '../../src/features/matching/compose.ts';
import { readConfig } from '../../src/config.ts';
import type { Id } from '../../src/kernel/id.ts';
import { connect, migrate } from '../../src/platform/postgres/connect.ts';
import { seed } from '../../src/platform/postgres/seed.ts';
import { round, spread } from './figures.ts';
import { makeMarket, numberOf, type Market } from './make-market.ts';
import { keeperOfTheMarket, publish, stockMarket, withdraw } from './stock-market.ts';

/** So many are stored for a new listing, each with its reasons; the product proposes fewer, and lets a technology be proposed less often. */
const stored = 50;
const rounds = { warm: 10, timed: 100 };

type Matching = ReturnType<typeof composeMatching>;

/**
 * The product's own way on a market of `size` listings a side, tables, locks and guards included: everything ranked anew and the
 * scale brought into force, then new listings one by one, each timed from its commit until its matches are stored.
 */
export async function endToEnd(size: number, url: string): Promise<object> {
  const db = connect(url, { pool: 8 });
  try {
    await migrate(db);
    await seed(db, { demo: false });
    const market = await makeMarket(size);
    await stockMarket(db, market, size);
    await db.raw('alter table matching_settings drop constraint matching_settings_best_check');
    await db('matching_settings').insert({
      ...{ version: 1, best: stored, exposure: null, own: 0, equal_step: 1, poor_first: false },
      ...{ reason: 'the best fifty are stored', created_by: keeperOfTheMarket },
    });
    const matching = composeMatching({ db, config: readConfig({}), now: () => new Date() });
    const rematch = await rankAnew(matching);
    return { size, rematch, newListing: await takeInNew(matching, market, size) };
  } finally {
    await db.destroy();
  }

  async function rankAnew({ startRematch, countRematch, rankShard, enforceScale }: Matching): Promise<object> {
    let most = 0;
    const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 200);
    const id = (await startRematch('growth')) as Id;
    const seconds: Record<string, number> = {};
    await timed('counted', () => countRematch(id));
    const { shards } = (await db('rematches').where({ id }).first('shards')) as { shards: number };
    await timed('read', () => rankShard(id, 0)); // the first shard reads the entries
    await timed('rankedAndWritten', async () => {
      const waiting = Array.from({ length: shards - 1 }, (_, at) => at + 1);
      const work = async () => {
        for (let shard = waiting.shift(); shard !== undefined; shard = waiting.shift()) await rankShard(id, shard);
      };
      await Promise.all([work(), work()]);
    });
    await timed('broughtIntoForce', () => enforceScale(id));
    clearInterval(watch);
    const { rows } = await db.raw<{ rows: [{ rankings: number; bytes: number }] }>(
      `select count(*) as rankings, pg_total_relation_size('rankings') as bytes from rankings`,
    );
    return { threads: 2, shards, seconds, ...rows[0], peakMegabytes: Math.round(most / 1e6) };

    async function timed(name: string, run: () => Promise<unknown>): Promise<void> {
      const start = performance.now();
      await run();
      seconds[name] = round((performance.now() - start) / 1000, 1);
    }
  }

  async function takeInNew({ matchListing }: Matching, market: Market, size: number): Promise<object> {
    const times: number[] = [];
    const ids: Id[] = [];
    for (let at = 0; at < rounds.warm + rounds.timed; at += 1) {
      const side = at % 2 === 0 ? 'technology' : 'need';
      const number = numberOf(side, size + at);
      // The lists that it enters were ranked and not yet proposed: a twin that comes and goes has that done first.
      const twin = await publish(db, market, side, number);
      await matchListing(twin, { quiet: true });
      await withdraw(db, twin);
      await matchListing(twin, { quiet: true });
      const id = await publish(db, market, side, number);
      const start = performance.now();
      await matchListing(id, { quiet: false });
      if (at < rounds.warm) continue;
      times.push(performance.now() - start);
      ids.push(id);
    }
    const { rows } = await db.raw<{ rows: [{ matches: number; reasons: number }] }>(
      `select count(*) as matches, avg(jsonb_array_length(reasons)) as reasons from matches
       where technology_id = any (:ids) or need_id = any (:ids)`,
      { ids },
    );
    const { matches, reasons } = rows[0];
    return {
      ...{ listings: times.length, commitToStored: spread(times) },
      ...{ matchesStoredForEach: round(matches / ids.length, 1), reasonsOfEach: round(reasons, 1) },
    };
  }
}
