import { rarityOf, type Statistics } from '../text/terms.ts';
import { shared, withRoom } from './shared-array.ts';

/**
 * Numbers for terms. A common term, by the scale's own count, is told apart: it is in so many listings that looking through
 * all of them costs more than it says, so it is weighed only for listings that share rarer terms.
 */
export type Vocabulary = {
  /** A rare term's number, or -1 - the number of a common one; none for what is too common to say anything. */
  idOf: (term: string) => number | undefined;
  rarities: () => Rarities;
  size: () => number;
};
export type Rarities = { rare: Uint8Array; common: Uint8Array };

/** More common terms than this would not fit 16 bits; no text has so many. */
const mostCommon = 65_536;
/** Terms of less rarity are common: what about every twentieth listing has. */
export const common = { below: 10 };

export function createVocabulary(statistics: Statistics): Vocabulary {
  const ids = new Map<string, number | undefined>();
  let [rare, usual] = [shared.bytes(4096), shared.bytes(1024)];
  let [rareCount, commonCount] = [0, 0];

  function add(term: string): number | undefined {
    const rarity = rarityOf(term, statistics);
    if (rarity === 0) {
      ids.set(term, undefined);
      return undefined;
    }
    if (rarity < common.below && commonCount < mostCommon) {
      usual = withRoom(usual, commonCount + 1);
      usual[commonCount] = rarity;
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
    idOf: (term) => (ids.has(term) ? ids.get(term) : add(term)),
    rarities: () => ({ rare, common: usual }),
    size: () => rareCount,
  };
}
