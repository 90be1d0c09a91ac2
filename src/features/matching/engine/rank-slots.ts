import type { Side } from '../match.ts';
import { createBest } from './best.ts';
import type { Market } from './market.ts';
import { createRank } from './rank.ts';

export type RankSlots = { side: Side; slots: Int32Array; most: number };
/** Row after row of `most` places: the numbers of the best, with their scores; how many of a row are filled is in `sizes`. */
export type Ranks = { sizes: Uint16Array; others: Int32Array; scores: Uint16Array };

/** In a thread: rankings for slots of one side, by the same code as everywhere. */
export function createThreaded() {
  const rank = createRank();
  let market: Market | undefined;
  return {
    load(shared: Market): void {
      market = shared;
    },
    run({ side, slots, most }: RankSlots): { result: Ranks; transfer: ArrayBuffer[] } {
      const result = {
        sizes: new Uint16Array(slots.length),
        others: new Int32Array(slots.length * most),
        scores: new Uint16Array(slots.length * most),
      };
      const best = createBest(most);
      slots.forEach((slot, row) => {
        if (market) rank(market, side, slot, best);
        result.sizes[row] = best.size;
        result.others.set(best.numbers.subarray(0, best.size), row * most);
        result.scores.set(best.scores.subarray(0, best.size), row * most);
      });
      return { result, transfer: [result.sizes.buffer, result.others.buffer, result.scores.buffer] };
    },
  };
}
