import { shared, withRoom } from './shared-array.ts';
import type { Vector } from './vectors.ts';

/** What came after the postings were built: for each term a chain of the slots in which it stands, the newest first. */
export type Delta = {
  /** By term, 1 + the place of its newest link; 0 for none. */
  heads: Int32Array;
  /** By link, 1 + the place of the link before it. */
  next: Int32Array;
  /** By link, the slot counted from the first that is not in the postings. */
  docs: Uint16Array;
  impacts: Uint8Array;
  used: number;
};

export function createDelta(terms: number): Delta {
  return { heads: shared.numbers(terms), next: shared.numbers(0), docs: shared.shorts(0), impacts: shared.bytes(0), used: 0 };
}

/** Links one listing in; its own numbers are there before the head that leads to them. */
export function addToDelta(delta: Delta, doc: number, { terms, impacts }: Vector, vocabulary: number): void {
  const needed = delta.used + terms.length;
  delta.heads = withRoom(delta.heads, vocabulary);
  delta.next = withRoom(delta.next, needed, 1);
  delta.docs = withRoom(delta.docs, needed, 1);
  delta.impacts = withRoom(delta.impacts, needed, 1);
  for (let at = 0; at < terms.length; at += 1) {
    const link = delta.used++;
    delta.docs[link] = doc;
    delta.impacts[link] = impacts[at]!;
    delta.next[link] = delta.heads[terms[at]!]!;
    delta.heads[terms[at]!] = link + 1;
  }
}
