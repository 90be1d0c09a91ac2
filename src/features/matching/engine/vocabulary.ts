import { rarityOf, type Statistics } from '../text/terms.ts';
import { shared, withRoom } from './shared-array.ts';

/**
 * Numbers for terms. A common term, by the scale's own count, is told apart: it is in so many listings that looking through
 * all of them costs more than it says, so it is weighed only for listings that have rarer terms in common.
 */
export type Vocabulary = {
  /** A rare term's number, or -1 - the number of a common one. */
  idOf: (term: string) => number;
  rarities: () => Rarities;
  size: () => number;
};
export type Rarities = { rare: Uint8Array; common: Uint8Array };

/** More common terms than this would not fit 16 bits; no text has so many. */
const mostCommon = 65_536;
/** In more than this share of the listings, and in more than so many. */
const commonFrom = { share: 0.03, listings: 300 };

export function createVocabulary(statistics: Statistics): Vocabulary {
  const ids = new Map<string, number>();
  const limit = Math.max(commonFrom.listings, commonFrom.share * statistics.listings);
  let [rare, common] = [shared.bytes(4096), shared.bytes(1024)];
  let [rareCount, commonCount] = [0, 0];

  function add(term: string): number {
    const rarity = rarityOf(term, statistics);
    if (statistics.count(term) > limit && commonCount < mostCommon) {
      common = withRoom(common, commonCount + 1);
      common[commonCount] = rarity;
      commonCount += 1;
      ids.set(term, -commonCount);
      return -commonCount;
    }
    rare = withRoom(rare, rareCount + 1);
    rare[rareCount] = rarity;
    ids.set(term, rareCount);
    rareCount += 1;
    return rareCount - 1;
  }

  return {
    idOf: (term) => ids.get(term) ?? add(term),
    rarities: () => ({ rare, common }),
    size: () => rareCount,
  };
}
