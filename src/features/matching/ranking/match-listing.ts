import type { Id } from '../../../kernel/id.ts';
import type { EntryStore } from './entry-store.ts';
import { hasOutgrown, type RematchReason } from './rematch.ts';
import type { Outcome } from './settle-listings.ts';
import type { RankingPorts } from './stores.ts';
import type { WriteEntries } from './write-entries.ts';

type Ports = Pick<RankingPorts, 'keeper'> & {
  reads: { entries: EntryStore };
  writeEntries: WriteEntries;
  settleListings: (state: { isComplete: boolean }) => Promise<Outcome>;
  startRematch: (reason: RematchReason) => Promise<unknown>;
  checkEngine: (scaleId: number) => Promise<void>;
};

/** Listings from a file or the starter data come in floods: so many are taken in with one of them. */
const manyToCome = 50;

/** A scale may come into force between a look and the next; when it does so this often, the job is tried again later. */
const attempts = 5;

/**
 * Brings the rankings and matches of one listing up to date, for both sides. What the engine reads of it is committed first: of
 * two listings published at one moment, whichever run comes second finds the other. `quiet` tells nobody of what is found, and
 * takes in others that come from a file with it.
 */
export function matchListing(ports: Ports) {
  const { reads, writeEntries } = ports;
  const settle = settleAll(ports);
  return async (listingId: Id, { quiet }: { quiet: boolean }): Promise<void> => {
    await writeEntries([listingId], quiet);
    if (quiet) {
      const others = await reads.entries.missing(manyToCome, { loaded: true });
      // Whichever of their jobs comes when none is left matches them all.
      if (others.length > 0) await writeEntries(others, quiet);
      if (others.length === manyToCome) return;
    }
    await settle();
  };
}

export type SettleAll = ReturnType<typeof settleAll>;

/** Lets every change take effect, and has everything matched anew when the market has grown too much for its scale. */
export function settleAll({ reads, writeEntries, keeper, settleListings, startRematch, checkEngine }: Ports) {
  return async (): Promise<void> => {
    let isComplete = false;
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const outcome = await settleListings({ isComplete });
      if ('first' in outcome) {
        await takeInAll();
        isComplete = true;
        continue;
      }
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

  /** Those from files and the starter data, so that the first scale knows their words. */
  async function takeInAll(): Promise<void> {
    let before: Id | undefined;
    for (;;) {
      const missing = await reads.entries.missing(manyToCome, { loaded: true });
      if (missing.length === 0 || missing[0] === before) return;
      before = missing[0];
      await writeEntries(missing, true);
    }
  }
}
