import { shared } from './shared-array.ts';
import { readRare, type Vectors } from './vectors.ts';

/** A block's slots are counted in 16 bits, and what is summed up for them stays in the processor's own memory. */
export const blockSlots = 65_536;

/**
 * By rare term, the slots in which it stands, with its impact there. Block after block of slots; in each, term after term:
 * those of term t in block b are from starts[b * (terms + 1) + t] to the next.
 */
export type Postings = { slots: number; terms: number; starts: Uint32Array; docs: Uint16Array; impacts: Uint8Array };

export function buildPostings(vectors: Vectors, slots: number, terms: number, longest: number): Postings {
  const blocks = Math.ceil(slots / blockSlots);
  const starts = shared.counts(blocks * (terms + 1));
  const [ids, impactsOf] = [new Int32Array(longest), new Uint8Array(longest)];
  for (let slot = 0; slot < slots; slot += 1) {
    const row = (slot >>> 16) * (terms + 1);
    for (let at = readRare(vectors, slot, ids, impactsOf) - 1; at >= 0; at -= 1) starts[row + ids[at]!]! += 1;
  }
  let total = 0;
  for (let at = 0; at < starts.length; at += 1) {
    const count = starts[at]!;
    starts[at] = total;
    total += count;
  }
  const [docs, impacts] = [shared.shorts(total), shared.bytes(total)];
  const next = starts.slice();
  for (let slot = 0; slot < slots; slot += 1) {
    const row = (slot >>> 16) * (terms + 1);
    for (let at = readRare(vectors, slot, ids, impactsOf) - 1; at >= 0; at -= 1) {
      const place = next[row + ids[at]!]!++;
      docs[place] = slot;
      impacts[place] = impactsOf[at]!;
    }
  }
  return { slots, terms, starts, docs, impacts };
}
