import type { Id } from '../../kernel/id.ts';
import type { Transact } from '../../kernel/transact.ts';
import type { Segment } from './text/segment.ts';
import { wordsOf } from './text/words-of.ts';
import type { ListingTexts, WordsStore } from './words-store.ts';

type Ports = { transact: Transact<{ words: WordsStore }>; segment: Segment };

/** Brings the words of one listing up to date: written while it is public, gone otherwise. */
export function writeWords({ transact, segment }: Ports) {
  return (listingId: Id): Promise<void> =>
    transact(async ({ words }) => {
      const listing = await words.texts(listingId);
      if (listing) await keepWords(words, segment, listingId, listing);
    });
}

/** The words of a listing while it is public, its trades by name among them: search reads these as text. */
export async function keepWords(words: WordsStore, segment: Segment, listingId: Id, listing: ListingTexts): Promise<void> {
  const { texts, trades, isPublic } = listing;
  if (isPublic) await words.save(listingId, listing, wordsOf(segment, { ...texts, rest: [...texts.rest, ...trades] }));
  else await words.remove(listingId);
}
