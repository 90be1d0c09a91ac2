import type { Engine } from '../engine/engine.ts';
import { rankRange } from '../engine/rank-range.ts';
import type { NewRanking } from './ranking-store.ts';

type Threads = Parameters<typeof rankRange>[1];

/** Fewer listings than this are ranked sooner than threads begin. */
const few = 400;

/** Ranks all listings of both sides whose numbers are in a range: a few at once, many in threads. The same comes out. */
export function rankAll(threads: Threads, breathe: () => Promise<void>) {
  return async (engine: Engine, range: { from: number; to: number }): Promise<NewRanking[]> => {
    const rankings: NewRanking[] = [];
    for (const side of ['technology', 'need'] as const) {
      const { numbers, versions } = engine.range(side, range.from, range.to);
      if (numbers.length >= few) {
        const { numbers, versions, sizes, others, scores, most } = await rankRange(engine, threads, side, range);
        numbers.forEach((number, row) => {
          const [from, to] = [row * most, row * most + (sizes[row] as number)];
          const best = { others: others.subarray(from, to), scores: scores.subarray(from, to) };
          rankings.push({ number, side, version: versions[row] as number, ...best });
        });
        continue;
      }
      for (const [row, number] of numbers.entries()) {
        if (row % 50 === 49) await breathe();
        const best = engine.rank(number);
        const others = best.map((one) => one.number);
        rankings.push({ number, side, version: versions[row] as number, others, scores: best.map(({ score }) => score) });
      }
    }
    return rankings;
  };
}
