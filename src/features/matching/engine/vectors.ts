import { shared, withRoom } from './shared-array.ts';

/**
 * The terms of each listing with their impacts, by slot. Rare terms are packed: the gap to the term before in groups of seven bits,
 * then the impact. Common terms lie open, because they are read for every candidate.
 */
export type Vectors = {
  /** Where the rare terms of a slot end in `packed`; they begin where the slot before ends. */
  rareEnds: Uint32Array;
  packed: Uint8Array;
  commonEnds: Uint32Array;
  commonTerms: Uint16Array;
  commonImpacts: Uint8Array;
};
/** Terms in ascending order, with the impact of each. */
export type Vector = { terms: number[]; impacts: number[] };

export function createVectors(slots: number): Vectors {
  return {
    rareEnds: shared.counts(slots),
    packed: shared.bytes(slots * 64),
    commonEnds: shared.counts(slots),
    commonTerms: shared.shorts(slots * 16),
    commonImpacts: shared.bytes(slots * 16),
  };
}

export function putVector(vectors: Vectors, slot: number, rare: Vector, common: Vector): void {
  let end = slot === 0 ? 0 : vectors.rareEnds[slot - 1]!;
  const packed = (vectors.packed = withRoom(vectors.packed, end + rare.terms.length * 6));
  let last = 0;
  for (let at = 0; at < rare.terms.length; at += 1) {
    let gap = rare.terms[at]! - last;
    last = rare.terms[at]!;
    for (; gap > 127; gap >>>= 7) packed[end++] = (gap & 127) | 128;
    packed[end++] = gap;
    packed[end++] = rare.impacts[at]!;
  }
  vectors.rareEnds = withRoom(vectors.rareEnds, slot + 1);
  vectors.rareEnds[slot] = end;

  const start = slot === 0 ? 0 : vectors.commonEnds[slot - 1]!;
  const length = start + common.terms.length;
  vectors.commonTerms = withRoom(vectors.commonTerms, length);
  vectors.commonImpacts = withRoom(vectors.commonImpacts, length);
  vectors.commonTerms.set(common.terms, start);
  vectors.commonImpacts.set(common.impacts, start);
  vectors.commonEnds = withRoom(vectors.commonEnds, slot + 1);
  vectors.commonEnds[slot] = length;
}

/** Reads the rare terms of a slot into the given arrays, and answers how many they are. */
export function readRare({ packed, rareEnds }: Vectors, slot: number, terms: Int32Array, impacts: Uint8Array): number {
  const end = rareEnds[slot]!;
  let [at, count, last] = [slot === 0 ? 0 : rareEnds[slot - 1]!, 0, 0];
  while (at < end) {
    let [shift, byte] = [0, packed[at++]!];
    for (; byte > 127; byte = packed[at++]!, shift += 7) last += (byte & 127) << shift;
    last += byte << shift;
    terms[count] = last;
    impacts[count++] = packed[at++]!;
  }
  return count;
}

/** How many terms one listing can have: the packed form takes at least two bytes for each. */
export function longestRare({ rareEnds }: Vectors, slots: number): number {
  let longest = 0;
  for (let slot = 0, start = 0; slot < slots; start = rareEnds[slot]!, slot += 1) {
    longest = Math.max(longest, rareEnds[slot]! - start);
  }
  return longest >> 1;
}
