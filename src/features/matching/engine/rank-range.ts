import type { Side } from '../match.ts';
import type { Engine } from './engine.ts';
import type { Market } from './market.ts';
import type { Ranks, RankSlots } from './rank-slots.ts';

/** The rankings of listings `numbers`, row after row. */
export type RangeRanks = Ranks & { numbers: Int32Array; versions: Int32Array; most: number };
/** Threads over the arrays of an engine; `platform/threads` has them. */
type Threads = { count: number; load: (market: Market) => void; run: (task: RankSlots) => Promise<Ranks> };
type Wish = { most?: number; signal?: AbortSignal; progress?: (done: number, all: number) => void };

/** So many listings for one task of a thread: enough that asking costs nothing, few enough that stopping is soon. */
const portion = 256;

/**
 * Ranks all listings of a side whose numbers are from `from` up to, not including, `to`, in threads, with the results of
 * `engine.rank`. Listings that change meanwhile are as they were, or as they are.
 */
export async function rankRange(
  engine: Engine,
  threads: Threads,
  side: Side,
  { from, to }: { from: number; to: number },
  { most = 50, signal, progress }: Wish = {},
): Promise<RangeRanks> {
  const { numbers, versions, slots } = engine.range(side, from, to);
  const ranks = {
    sizes: new Uint16Array(slots.length),
    others: new Int32Array(slots.length * most),
    scores: new Uint16Array(slots.length * most),
  };
  threads.load(engine.market());
  let [next, done] = [0, 0];
  const work = async () => {
    while (next < slots.length) {
      signal?.throwIfAborted();
      const start = next;
      next += portion;
      const part = await threads.run({ side, slots: slots.slice(start, next), most });
      ranks.sizes.set(part.sizes, start);
      ranks.others.set(part.others, start * most);
      ranks.scores.set(part.scores, start * most);
      done += part.sizes.length;
      progress?.(done, slots.length);
    }
  };
  // Two tasks for each thread, so that none waits for its next.
  await Promise.all(Array.from({ length: threads.count * 2 }, work));
  signal?.throwIfAborted();
  return { numbers, versions, most, ...ranks };
}
