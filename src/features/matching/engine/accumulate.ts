import type { Query } from './query.ts';
import { blockSlots } from './postings.ts';
import type { SideTable } from './side-table.ts';

/**
 * Sums up, for each slot of a block, what its rare terms share with the query. Whole numbers below 2^32: the same whatever the order.
 * The delta is the block after the last one.
 */
export function accumulate(sums: Uint32Array, query: Query, table: SideTable, block: number): number {
  const { postings, delta } = table;
  const blocks = Math.ceil(postings.slots / blockSlots);
  if (block < blocks) {
    const { starts, docs, impacts, terms } = postings;
    const row = block * (terms + 1);
    for (let at = 0; at < query.count; at += 1) {
      const [term, weight] = [query.terms[at]!, query.weights[at]!];
      if (term >= terms || weight === 0) continue;
      const end = starts[row + term + 1]!;
      for (let place = starts[row + term]!; place < end; place += 1) sums[docs[place]!]! += weight * impacts[place]!;
    }
    return Math.min(blockSlots, postings.slots - block * blockSlots);
  }
  const { heads, next, docs, impacts } = delta;
  const count = table.slots - postings.slots;
  for (let at = 0; at < query.count; at += 1) {
    const [term, weight] = [query.terms[at]!, query.weights[at]!];
    if (term >= heads.length) continue;
    for (let link = heads[term]!; link > 0; link = next[link - 1]!) {
      const doc = docs[link - 1]!;
      // One that came while a thread reads is not there yet for it.
      if (doc < count) sums[doc]! += weight * impacts[link - 1]!;
    }
  }
  return count;
}

export function blocksOf({ postings, slots }: SideTable): number {
  return Math.ceil(postings.slots / blockSlots) + (slots > postings.slots ? 1 : 0);
}

export function firstSlot({ postings }: SideTable, block: number): number {
  return Math.min(block * blockSlots, postings.slots);
}
