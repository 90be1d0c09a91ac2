import type { Id } from '../../../kernel/id.ts';
import type { Transact } from '../../../kernel/transact.ts';
import type { Segment } from '../text/segment.ts';
import { termsOf, type Cut } from '../text/terms.ts';
import type { WordsStore } from '../words-store.ts';
import { keepWords } from '../write-words.ts';
import type { EntryContent } from './entry.ts';
import type { EntryStore } from './entry-store.ts';
import type { FactsStore } from './facts-store.ts';

type Stores = { words: WordsStore; entries: EntryStore; facts: FactsStore };
type Ports = { transact: Transact<Stores>; segment: Segment; cut: Cut; breathe: () => Promise<void> };
export type WriteEntries = ReturnType<typeof writeEntries>;

/** Brings what matching and search read of listings up to date. `quiet`: nobody is to be told of what follows. */
export function writeEntries({ transact, segment, cut, breathe }: Ports) {
  return (listingIds: readonly Id[], quiet: boolean): Promise<void> =>
    transact(async ({ words, entries, facts }) => {
      const listings = await words.textsOf(listingIds);
      const known = await facts.get([...listings.keys()]);
      const contents = new Map<Id, EntryContent>();
      for (const [id, { side, version, isPublic, texts }] of listings) {
        const fact = known.get(id);
        if (fact) contents.set(id, { side, version, isPublic, terms: termsOf(cut, texts), facts: fact });
        await breathe();
      }
      await entries.save(contents, quiet);
      for (const [id, listing] of listings) await keepWords(words, segment, id, listing);
    });
}
