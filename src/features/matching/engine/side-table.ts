import { createFactTable, growFactTable, type FactTable } from '../score/fact-table.ts';
import type { Facts } from '../score/facts.ts';
import { putFacts } from '../score/put-facts.ts';
import type { Surroundings } from '../score/scale.ts';
import { createFactors, putFactors, type FactorKeys, type Factors } from './factors.ts';
import { addToDelta, createDelta, type Delta } from './delta.ts';
import { buildPostings, type Postings } from './postings.ts';
import { shared, withRoom } from './shared-array.ts';
import { createVectors, putVector, type Vector, type Vectors } from './vectors.ts';

/** All listings of one side, a slot for each version of each. Arrays are over shared memory, so that threads read them in place. */
export type SideTable = {
  /** Slots in use; those before `postings.slots` are in the postings, the others in the delta. */
  slots: number;
  numbers: Int32Array;
  versions: Int32Array;
  /** 1 for a slot whose listing has changed or gone. */
  gone: Uint8Array;
  /** The score that a pair must reach to enter the listing's full ranking; -1 while there is room in it. */
  least: Int32Array;
  facts: FactTable;
  factors: Factors;
  vectors: Vectors;
  postings: Postings;
  delta: Delta;
};

export type Stored = { number: number; version: number; facts: Facts; rare: Vector; common: Vector };

export function createSideTable(side: 'technology' | 'need', slots = 1024): SideTable {
  const vectors = createVectors(slots);
  return {
    slots: 0,
    numbers: shared.numbers(slots),
    versions: shared.numbers(slots),
    gone: shared.bytes(slots),
    least: shared.numbers(slots),
    facts: createFactTable(side, slots),
    factors: createFactors(slots),
    vectors,
    postings: buildPostings(vectors, 0, 0, 0),
    delta: createDelta(0),
  };
}

/** Writes a listing into the next slot; the slot counts only when all of it is there. */
export function append(
  table: SideTable,
  stored: Stored,
  surroundings: Surroundings,
  keys: FactorKeys,
  vocabulary: number,
): number {
  const slot = table.slots;
  table.numbers = withRoom(table.numbers, slot + 1);
  table.versions = withRoom(table.versions, slot + 1);
  table.gone = withRoom(table.gone, slot + 1);
  table.least = withRoom(table.least, slot + 1);
  if (slot >= table.facts.capacity) table.facts = growFactTable(table.facts, table.numbers.length);
  table.numbers[slot] = stored.number;
  table.versions[slot] = stored.version;
  table.gone[slot] = 0;
  table.least[slot] = -1;
  putFacts(table.facts, slot, stored.facts, surroundings);
  putFactors(table.factors, keys, table.facts, slot);
  putVector(table.vectors, slot, stored.rare, stored.common);
  addToDelta(table.delta, slot - table.postings.slots, stored.rare, vocabulary);
  table.slots = slot + 1;
  return slot;
}
