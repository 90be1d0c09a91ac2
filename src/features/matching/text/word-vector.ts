/** How much a word weighs by where it stands, as PostgreSQL's tsvector names it: A the title … D the small print. */
type Weight = 'A' | 'B' | 'C' | 'D';
const weights: readonly Weight[] = ['A', 'B', 'C', 'D'];

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

/** A tsquery literal: all of the words (`&`) or any of them (`|`). Empty when there is no word, which finds nothing. */
export function writeQuery(words: Iterable<string>, join: '&' | '|'): string {
  return [...new Set(words)].map(quote).join(` ${join} `);
}

function quote(word: string): string {
  return `'${word.replace(/\\/g, '\\\\').replace(/'/g, "''")}'`;
}
