import type { Id } from '../../../kernel/id.ts';
import type { Transact } from '../../../kernel/transact.ts';
import type { Segment } from '../text/segment.ts';
import { termsOf, type Cut } from '../text/terms.ts';
import { wordsOf } from '../text/words-of.ts';
import type { WordsStore } from '../words-store.ts';
import type { EntryStore } from './entry-store.ts';
import type { FactsStore } from './facts-store.ts';

type Stores = { words: WordsStore; entries: EntryStore; facts: FactsStore };
type Ports = { transact: Transact<Stores>; segment: Segment; cut: Cut };

/** Brings what matching and search read of one listing up to date. `quiet`: nobody is to be told of what follows. */
export function writeEntry({ transact, segment, cut }: Ports) {
  return (listingId: Id, quiet: boolean): Promise<void> =>
    transact(async ({ words, entries, facts }) => {
      const listing = await words.texts(listingId);
      const known = listing && (await facts.get([listingId])).get(listingId);
      if (!listing || !known) return;
      const { side, version, isPublic, texts } = listing;
      await entries.save(listingId, { side, version, isPublic, terms: termsOf(cut, texts), facts: known }, quiet);
      if (isPublic) await words.save(listingId, listing, wordsOf(segment, texts));
      else await words.remove(listingId);
    });
}
