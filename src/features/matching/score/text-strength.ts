import { impactOf, rarityOf, type Terms } from '../text/terms.ts';
import type { Pair } from './profile.ts';
import type { Scale } from './scale.ts';

/** How strongly two texts meet, and in which terms, the strongest first. */
export type TextStrength = { strength: number; terms: { term: string; strength: number }[] };

/** Over what both say: how rare a term is by how much it says of either. All of it whole numbers, so that no order of adding matters. */
export function textStrength(
  { technology, need }: Pick<Pair, 'technology' | 'need'>,
  { statistics }: Pick<Scale, 'statistics'>,
): TextStrength {
  const terms: TextStrength['terms'] = [];
  const impact = (side: 'technology' | 'need', { frequencies, length }: Terms, term: string) =>
    impactOf(term, frequencies.get(term) ?? 0, length, statistics.averageLength[side]);
  for (const term of technology.terms.frequencies.keys()) {
    if (!need.terms.frequencies.has(term)) continue;
    const both = impact('technology', technology.terms, term) * impact('need', need.terms, term);
    terms.push({ term, strength: rarityOf(term, statistics) * both });
  }
  terms.sort((a, b) => b.strength - a.strength || (a.term < b.term ? -1 : 1));
  return { strength: terms.reduce((sum, { strength }) => sum + strength, 0), terms };
}

/** How many words a person is shown, and none that says little beside the most telling one. */
const shown = { most: 6, least: 0.1 };

/** Words that both use, the most telling first; pairs of characters where they share no word. */
export function tellingWords({ terms }: TextStrength): string[] {
  const words = terms.filter(({ term }) => /^w.*\D/.test(term)); // a bare number tells nothing
  const chosen = words.length > 0 ? words : terms.filter(({ term }) => term.startsWith('b'));
  const least = shown.least * (chosen[0]?.strength ?? 0);
  return longest(chosen.filter(({ strength }) => strength >= least).map(({ term }) => term.slice(1))).slice(0, shown.most);
}

/** Without the words that stand inside a longer one. */
function longest(words: readonly string[]): string[] {
  return words.filter((word) => !words.some((other) => other !== word && other.includes(word)));
}
