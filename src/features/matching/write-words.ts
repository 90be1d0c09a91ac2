import type { Id } from '../../kernel/id.ts';
import type { Transact } from '../../kernel/transact.ts';
import type { Segment } from './text/segment.ts';
import { wordsOf } from './text/words-of.ts';
import type { WordsStore } from './words-store.ts';

type Ports = { transact: Transact<{ words: WordsStore }>; segment: Segment };

/** Brings the words of one listing up to date: written while it is public, gone otherwise. */
export function writeWords({ transact, segment }: Ports) {
  return (listingId: Id): Promise<void> =>
    transact(async ({ words }) => {
      const listing = await words.texts(listingId);
      if (!listing) return;
      if (listing.isPublic) await words.save(listingId, listing, wordsOf(segment, listing.texts));
      else await words.remove(listingId);
    });
}
