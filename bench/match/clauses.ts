import type { Cut, Terms } from '../../src/features/matching/text/terms.ts';
import { termsOf } from '../../src/features/matching/text/terms.ts';
import type { Texts } from '../../src/features/matching/text/words-of.ts';
import type { Chance } from './chance.ts';

/** A piece of text between two marks, read once: a listing's terms are the sum of its clauses', by field. */
export type Clause = { text: string; terms: [string, number][]; length: number };
export type Field = 'title' | 'problem' | 'body' | 'rest';
const fields: readonly Field[] = ['title', 'problem', 'body', 'rest'];

/** What is said about one branch: clauses of the real listings, and new ones with other words in their places. */
export type Topic = { titles: Clause[]; clauses: Clause[] };

export function splitText(text: string): string[] {
  return text.split(/[。；;，,！？\n]+/).filter((piece) => piece.length >= 4 && piece.length <= 80);
}

export function readClause(cut: Cut, text: string): Clause {
  const { frequencies, length } = termsOf(cut, { title: '', problem: [], body: [], rest: [text] });
  return { text, terms: [...frequencies], length };
}

/**
 * So many clauses in the manner of the real ones: every third word of two signs or more gives way to one of the branch, drawn by
 * Zipf's law from its words in the order of their frequency, one in eight from the words of all branches.
 */
export function inventClauses(
  cut: Cut,
  real: readonly string[],
  words: Record<'own' | 'all', readonly string[]>,
  count: number,
  chance: Chance,
): Clause[] {
  return Array.from({ length: count }, () => {
    const parts = plainWords(cut, chance.pick(real));
    const from = () => (chance.happens(0.125) ? words.all : words.own);
    const changed = parts.map((word) => {
      if (word.length < 2 || !chance.happens(1 / 3)) return word;
      const source = from();
      return source[chance.rank(source.length)]!;
    });
    return readClause(cut, changed.join(''));
  });
}

/** The words of a text in the order of their frequency. */
export function wordsByFrequency(cut: Cut, texts: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const text of texts) {
    for (const word of plainWords(cut, text)) if (word.length >= 2) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([word]) => word);
}

/** Search mode names the parts of a long word before it; without them, the words make up the text. */
function plainWords(cut: Cut, text: string): string[] {
  const words = cut(text);
  const kept: string[] = [];
  for (const word of words) {
    while (kept.length > 0 && word.length > kept.at(-1)!.length && word.includes(kept.at(-1)!)) kept.pop();
    kept.push(word);
  }
  return kept;
}

const weight: Record<Field, number> = { title: 4, problem: 3, body: 2, rest: 1 };

/** What `termsOf` says of the texts that these clauses make up, but for pairs of characters across their borders. */
export function joinTerms(parts: Record<Field, Clause[]>): Terms {
  const frequencies = new Map<string, number>();
  let length = 0;
  for (const field of fields) {
    for (const clause of parts[field]) {
      length += clause.length;
      for (const [term, times] of clause.terms) frequencies.set(term, (frequencies.get(term) ?? 0) + times * weight[field]);
    }
  }
  return { frequencies, length };
}

export function joinTexts(parts: Record<Field, Clause[]>): Texts {
  const text = (field: Field) => parts[field].map((clause) => clause.text).join('，');
  return { title: text('title'), problem: [text('problem')], body: [text('body')], rest: [text('rest')] };
}
