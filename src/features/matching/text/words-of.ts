import type { Segment } from './segment.ts';
import { writeVector } from './word-vector.ts';

/** What of a listing is read for its words, by how much it says of what the listing is about. */
export type Texts = { title: string; problem: string[]; body: string[]; rest: string[] };

/** Longer texts say little more, and one listing must not fill the index. */
const longestText = 20_000;

/** The words of a listing as a tsvector literal. */
export function wordsOf(segment: Segment, { title, problem, body, rest }: Texts): string {
  const cut = (texts: readonly string[]) => segment(texts.join('\n').slice(0, longestText));
  return writeVector({ A: cut([title]), B: cut(problem), C: cut(body), D: cut(rest) });
}
