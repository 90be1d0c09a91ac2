import type { Id } from '../../kernel/id.ts';
import type { Words } from './text/word-vector.ts';

/** What the score reads of either listing. */
type Common = {
  id: Id;
  version: number;
  accountId: Id;
  isPublic: boolean;
  regionCode: string | null;
  industries: readonly string[];
  expiresOn: string | null;
  words: Words;
};
export type TechnologyProfile = Common & {
  side: 'technology';
  kind: 'variety' | 'technology' | 'product';
  costUnit: 'mu' | 'head' | 'unit' | null;
  costFen: number | null;
  frostFreeDays: number | null;
  accumulatedTemperature: number | null;
  soils: readonly string[];
  waters: readonly string[];
  seasonFrom: number | null;
  seasonTo: number | null;
  approvals: number;
};
export type NeedProfile = Common & {
  side: 'need';
  scaleMu: number | null;
  scaleHeads: number | null;
  soil: string | null;
  water: string | null;
  seasonFrom: number | null;
  seasonTo: number | null;
  deadline: string | null;
  budgetFen: number | null;
};
export type Profile = TechnologyProfile | NeedProfile;

/** One of each side, with the day on which they are compared and how rare each word is. */
export type Pair = { technology: TechnologyProfile; need: NeedProfile; today: string; rarity: Rarity };

/** How much the sharing of a word says: its inverse document frequency over both sides. */
export type Rarity = (word: string) => number;

/** As if so many more listings without the word were there: in a small market one shared word must not pass for common. */
const unseen = 300;

/** Robertson and Spärck Jones's weight, kept above zero (Lucene's form), of a word in `found` of `all` listings. */
export function rarityOf(found: ReadonlyMap<string, number>, all: number): Rarity {
  return (word) => {
    const count = Math.min(found.get(word) ?? 0, all);
    return Math.log(1 + (all + unseen - count + 0.5) / (count + 0.5));
  };
}

/** Puts two listings of different sides in their places; undefined when they are of one side. */
export function pairOf(one: Profile, other: Profile): Pick<Pair, 'technology' | 'need'> | undefined {
  if (one.side === 'technology' && other.side === 'need') return { technology: one, need: other };
  return one.side === 'need' && other.side === 'technology' ? { technology: other, need: one } : undefined;
}
