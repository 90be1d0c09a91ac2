import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Market } from '../../src/features/matching/engine/market.ts';
import { rankRange, type RangeRanks } from '../../src/features/matching/engine/rank-range.ts';
import type { Ranks, RankSlots } from '../../src/features/matching/engine/rank-slots.ts';
import { besides, createThreads } from '../../src/platform/threads/pool.ts';
import type { Built } from './build.ts';
import { round } from './figures.ts';

const sides = ['technology', 'need'] as const;
/** Listings of one side in a part, which is written while the next is ranked. */
const part = 10_000;

export function startThreads(count: number) {
  const engine = new URL('../../src/features/matching/engine/engine.ts', import.meta.url);
  return createThreads<Market, RankSlots, Ranks>(besides(engine.href, './rank-slots'), count);
}

/** Ranks everything by everything on two threads and writes it, a row for each listing. */
export async function rematch({ engine, size }: Built, url: string): Promise<object> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(
    'create table bench_rankings (scale_id int, number int, side text, listing_version int, others int[], scores smallint[], primary key (scale_id, number))',
  );
  const threads = startThreads(2);
  let most = 0;
  const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 200);
  const start = performance.now();
  let writing = Promise.resolve();
  for (const side of sides) {
    for (let from = 1; from <= 2 * size; from += 2 * part) {
      const ranks = await rankRange(engine, threads, side, { from, to: from + 2 * part });
      await writing;
      writing = write(client, side, ranks);
    }
  }
  await writing;
  const seconds = (performance.now() - start) / 1000;
  clearInterval(watch);
  const { rows } = await client.query<{ rows: number }>('select count(*)::int as rows from bench_rankings');
  await threads.close();
  await client.end();
  return { threads: 2, seconds: round(seconds, 1), rowsWritten: rows[0]?.rows, peakMegabytes: Math.round(most / 1e6) };
}

/** The same part on one thread and on two, in turn. */
export async function speedUp({ engine, size }: Built, rounds = 3): Promise<object> {
  const pools = { one: startThreads(1), two: startThreads(2) };
  const range = { from: 1, to: 2 * Math.min(size, 4000) };
  const seconds: Record<'one' | 'two', number[]> = { one: [], two: [] };
  for (let at = 0; at <= rounds; at += 1) {
    for (const name of ['one', 'two'] as const) {
      const start = performance.now();
      for (const side of sides) await rankRange(engine, pools[name], side, range);
      if (at > 0) seconds[name].push((performance.now() - start) / 1000); // the first warms up
    }
  }
  await Promise.all([pools.one.close(), pools.two.close()]);
  const [one, two] = [Math.min(...seconds.one), Math.min(...seconds.two)];
  return {
    listings: 2 * Math.min(size, 4000),
    oneThread: round(one, 2),
    twoThreads: round(two, 2),
    speedUp: round(one / two, 2),
    allOnTwo: round((two * size) / Math.min(size, 4000), 1),
  };
}

async function write(
  client: pg.Client,
  side: string,
  { numbers, versions, sizes, others, scores, most }: RangeRanks,
): Promise<void> {
  const list = (values: Int32Array | Uint16Array) => `{${values.join()}}`;
  function* rows() {
    for (const [row, number] of numbers.entries()) {
      const [from, to] = [row * most, row * most + sizes[row]!];
      yield `1\t${number}\t${side}\t${versions[row]}\t${list(others.subarray(from, to))}\t${list(scores.subarray(from, to))}\n`;
    }
  }
  await pipeline(Readable.from(rows()), client.query(copyFrom('copy bench_rankings from stdin')));
}
