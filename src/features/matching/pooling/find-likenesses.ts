import type { Id } from '../../../kernel/id.ts';
import type { Transact } from '../../../kernel/transact.ts';
import { alike, likenedText, likenessOf, weightBy, wordsAmong, type Likened } from './likeness.ts';
import type { LikenedListing, LikenessStore } from './likeness-store.ts';

type Segment = (text: string) => string[];
type Ports = {
  transact: Transact<{ likenesses: LikenessStore }>;
  writeWords: (listingId: Id) => Promise<void>;
  segment: Segment;
};

/**
 * Finds the listings that are like this one. Its words are committed first: of two listings published at one moment, whichever
 * run comes second finds the other. Safe to repeat.
 */
export function findLikenesses({ transact, writeWords, segment }: Ports) {
  return async (listingId: Id): Promise<void> => {
    await writeWords(listingId);
    await transact(async ({ likenesses }) => {
      const mine = await likenesses.hold(listingId);
      if (!mine) return;
      if (!isComparable(mine)) return likenesses.remove(listingId);
      const likened = likenedFrom(mine, segment);
      const { all, found } = await likenesses.counts(wordsAmong(likened.text.all));
      const others = (await likenesses.candidates(mine, found)).filter((other) => isComparable(other) && isOther(mine, other));
      const weight = weightBy(found, all);
      const compared = others.map((other) => ({
        ...{ otherId: other.id, otherVersion: other.version },
        ...likenessOf(mine.side, likened, likenedFrom(other, segment), weight),
      }));
      await likenesses.replace(mine, compared, alike[mine.side]);
    });
  };
}

/** A need is pooled once it is public; a technology is compared as soon as a moderator sees it. */
function isComparable({ side, status }: LikenedListing): boolean {
  return status === 'published' || status === 'matched' || (side === 'technology' && status === 'submitted');
}

/** Two needs of one account are no joint need. */
function isOther(mine: LikenedListing, other: LikenedListing): boolean {
  return mine.side === 'technology' || mine.accountId !== other.accountId;
}

function likenedFrom({ title, more, industries, regionCode }: LikenedListing, segment: Segment): Likened {
  return { text: likenedText(segment, title, more), industries, regionCode };
}
