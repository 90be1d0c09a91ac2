/** How much a word weighs by where it stands, as PostgreSQL's tsvector names it: A the title … D the small print. */
export type Weight = 'A' | 'B' | 'C' | 'D';
export const weights: readonly Weight[] = ['A', 'B', 'C', 'D'];

/** How often a word stands in the parts of each weight. */
export type Word = Record<Weight, number>;
export type Words = ReadonlyMap<string, Word>;

/** What PostgreSQL keeps of one lexeme; more says nothing new. */
const mostPositions = 255;
const lastPosition = 16_383;

/** A tsvector literal of words that we cut ourselves: PostgreSQL's own parser does not know where Chinese words end. */
export function writeVector(parts: Readonly<Record<Weight, readonly string[]>>): string {
  const positions = new Map<string, string[]>();
  let position = 0;
  for (const weight of weights) {
    for (const word of parts[weight]) {
      position = Math.min(position + 1, lastPosition);
      const list = positions.get(word) ?? [];
      // At the last position a word would stand twice in one place, which PostgreSQL merges.
      if (list.length < mostPositions && !list.includes(`${position}${weight}`)) list.push(`${position}${weight}`);
      positions.set(word, list);
    }
  }
  return [...positions].map(([word, list]) => `${quote(word)}:${list.join(',')}`).join(' ');
}

/** Reads the text of a tsvector back; the weight D goes without saying in it. */
export function readVector(text: string): Words {
  const words = new Map<string, Word>();
  for (const [, quoted = '', list = ''] of text.matchAll(/'((?:[^']|'')+)'(?::([\dABC,]+))?/g)) {
    const word: Word = { A: 0, B: 0, C: 0, D: 0 };
    for (const place of list.split(',')) {
      const weight = /[ABC]$/.exec(place)?.[0] as Weight | undefined;
      word[weight ?? 'D'] += 1;
    }
    words.set(quoted.replace(/''/g, "'").replace(/\\\\/g, '\\'), word);
  }
  return words;
}

/** A tsquery literal: all of the words (`&`) or any of them (`|`). Empty when there is no word, which finds nothing. */
export function writeQuery(words: Iterable<string>, join: '&' | '|'): string {
  return [...new Set(words)].map(quote).join(` ${join} `);
}

function quote(word: string): string {
  return `'${word.replace(/\\/g, '\\\\').replace(/'/g, "''")}'`;
}
