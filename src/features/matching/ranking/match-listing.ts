import type { Id } from '../../../kernel/id.ts';
import type { EntryStore } from './entry-store.ts';
import { hasOutgrown, type RematchReason } from './rematch.ts';
import type { Outcome } from './settle-listings.ts';
import type { RankingPorts } from './stores.ts';

type Ports = Pick<RankingPorts, 'keeper'> & {
  reads: { entries: EntryStore };
  writeEntry: (listingId: Id, quiet: boolean) => Promise<void>;
  settleListings: () => Promise<Outcome>;
  startRematch: (reason: RematchReason) => Promise<unknown>;
  checkEngine: (scaleId: number) => Promise<void>;
};

/** So many public listings without an entry mean that a file or the starter data is being taken in. */
const manyToCome = 20;

/** A scale may come into force between a look and the next; when it does so this often, the job is tried again later. */
const attempts = 5;

/**
 * Brings the rankings and matches of one listing up to date, for both sides. What the engine reads of it is committed first: of
 * two listings published at one moment, whichever run comes second finds the other. `quiet` tells nobody of what is found, and
 * leaves the matching to the last of many that are taken in together.
 */
export function matchListing({ reads, writeEntry, ...ports }: Ports) {
  const settle = settleAll(ports);
  return async (listingId: Id, { quiet }: { quiet: boolean }): Promise<void> => {
    await writeEntry(listingId, quiet);
    if (quiet && (await reads.entries.lacks(manyToCome))) return;
    await settle();
  };
}

export type SettleAll = ReturnType<typeof settleAll>;

/** Lets every change take effect, and has everything matched anew when the market has grown too much for its scale. */
export function settleAll({ keeper, settleListings, startRematch, checkEngine }: Omit<Ports, 'reads' | 'writeEntry'>) {
  return async (): Promise<void> => {
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const outcome = await settleListings();
      if ('open' in outcome) {
        await keeper.open(outcome.open);
        keeper.keepFrom(outcome.open);
        continue;
      }
      if ('flood' in outcome || hasOutgrown(outcome.listings, outcome.counted)) await startRematch('growth');
      if ('scaleId' in outcome) await checkEngine(outcome.scaleId);
      return;
    }
    throw new Error('The scale kept changing while listings were matched.');
  };
}
