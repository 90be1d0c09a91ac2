import { hasBeenNight } from './rematch.ts';
import type { SettleAll } from './match-listing.ts';
import type { startRematch } from './start-rematch.ts';
import type { RankingPorts } from './stores.ts';
import type { WriteEntries } from './write-entries.ts';

type Ports = Pick<RankingPorts, 'transact' | 'now' | 'today'> & {
  writeEntries: WriteEntries;
  settleAll: SettleAll;
  startRematch: ReturnType<typeof startRematch>;
  hour: (at: Date) => number;
};

/** Listings without an entry that one run takes in: what is left is for the next. */
const [most, part] = [5_000, 100];

/**
 * Makes good what was left undone: listings that were there before the engine, or whose own job failed for good; and every night
 * a new scale, because words, holders, places and the day have changed.
 */
export function tendRankings({ transact, now, today, writeEntries, settleAll, startRematch: start, hour }: Ports) {
  return async (): Promise<void> => {
    for (let done = 0; done < most; done += part) {
      const missing = await transact(({ entries }) => entries.missing(part));
      if (missing.length > 0) await writeEntries(missing, true);
      if (missing.length < part) break;
    }
    const { current, waits, isOff } = await transact(async ({ scales, entries, rematches }) => ({
      current: await scales.current(),
      waits: await entries.someWait(),
      isOff: await rematches.isNightOff(),
    }));
    if (waits) await settleAll();
    if (current && !isOff && hasBeenNight(current.day, today(), hour(now()))) await start('nightly');
  };
}
