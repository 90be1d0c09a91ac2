import { hasBeenNight } from './rematch.ts';
import type { SettleAll } from './match-listing.ts';
import type { startRematch } from './start-rematch.ts';
import type { RankingPorts } from './stores.ts';
import type { Id } from '../../../kernel/id.ts';

type Ports = Pick<RankingPorts, 'transact' | 'now'> & {
  writeEntry: (listingId: Id, quiet: boolean) => Promise<void>;
  settleAll: SettleAll;
  startRematch: ReturnType<typeof startRematch>;
  hour: (at: Date) => number;
};

/** Listings without an entry that one run takes in: what is left is for the next. */
const most = 2_000;

/**
 * Makes good what was left undone: listings that were there before the engine, or whose own job failed for good; and every night
 * a new scale, because words, holders, places and the day have changed.
 */
export function tendRankings({ transact, now, writeEntry, settleAll, startRematch: start, hour }: Ports) {
  return async (): Promise<void> => {
    const missing = await transact(({ entries }) => entries.missing(most));
    for (const id of missing) await writeEntry(id, true);
    const { current, waits } = await transact(async ({ scales, entries }) => ({
      current: await scales.current(),
      waits: await entries.someWait(),
    }));
    if (waits) await settleAll();
    if (current && hasBeenNight(current.createdAt, now(), hour(now()))) await start('nightly');
  };
}
