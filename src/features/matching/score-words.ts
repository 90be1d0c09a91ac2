import type { Pair } from './profile.ts';
import { reasonFor, type Reason } from './reason.ts';
import type { Word } from './text/word-vector.ts';
import { weights } from './weights.ts';

const { field, repetition, words: part } = weights;

/** How many words a person is shown, and none that says little beside the most telling one. */
const shown = { most: 6, least: 0.1 };

/**
 * What the shared words say, by BM25's two ideas: rare words count more, and repeating one counts less and less. There is
 * no discount for length, so that a word more on either side never lowers it.
 */
export function textStrength({ technology, need, rarity }: Pair): {
  strength: number;
  words: { word: string; strength: number }[];
} {
  const [fewer, more] = technology.words.size < need.words.size ? [technology.words, need.words] : [need.words, technology.words];
  const words: { word: string; strength: number }[] = [];
  for (const [word, here] of fewer) {
    const there = more.get(word);
    if (there && !(isAside(here) && isAside(there)))
      words.push({ word, strength: rarity(word) ** 2 * presence(here) * presence(there) });
  }
  // In one order, whichever side came first: sums of fractions depend on it.
  words.sort((a, b) => b.strength - a.strength || (a.word < b.word ? -1 : 1));
  return { strength: words.reduce((sum, { strength }) => sum + strength, 0), words };
}

export function scoreWords(pair: Pair): Reason[] {
  const { strength, words } = textStrength(pair);
  if (strength === 0) return [];
  const points = part.most * (strength / (strength + part.half));
  const least = shown.least * (words[0]?.strength ?? 0);
  const telling = longest(words.filter((one) => one.strength >= least).map(({ word }) => word));
  return [reasonFor('words', points, { words: telling.slice(0, shown.most).join('、') })];
}

/** From 0 to the weight of the best field that a word stands in, growing with every repetition. */
function presence(word: Word): number {
  const often = field.A * word.A + field.B * word.B + field.C * word.C + field.D * word.D;
  const best = word.A ? field.A : word.B ? field.B : word.C ? field.C : field.D;
  return best * (often / (often + repetition * best)) * (1 + repetition);
}

/** In the small print of both, where the names of industries stand too: those have points of their own. */
function isAside(word: Word): boolean {
  return word.A + word.B + word.C === 0;
}

/** Without the words that stand inside a longer one. */
function longest(words: readonly string[]): string[] {
  return words.filter((word) => !words.some((other) => other !== word && other.includes(word)));
}
