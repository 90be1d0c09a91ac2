import { createFactTable, type FactTable } from '../score/fact-table.ts';
import { createDelta } from './delta.ts';
import { kindOf, nobody, otherCount, type Factors } from './factors.ts';
import { buildPostings } from './postings.ts';
import { shared } from './shared-array.ts';
import type { SideTable } from './side-table.ts';
import { longestRare, type Vectors } from './vectors.ts';

/** Room for what comes before the next merge, so that arrays seldom grow. */
const spare = 0.06;

/**
 * The same listings without the slots that are gone, in the order of their numbers, all in the postings. The old table is left as it
 * is for threads that still read it.
 */
export function merged(table: SideTable, terms: number): SideTable {
  const kept = Array.from({ length: table.slots }, (_, slot) => slot).filter((slot) => table.gone[slot] === 0);
  kept.sort((a, b) => table.numbers[a]! - table.numbers[b]!);
  const room = Math.ceil(kept.length * (1 + spare)) + 64;
  const next: SideTable = {
    slots: kept.length,
    numbers: shared.numbers(room),
    versions: shared.numbers(room),
    gone: shared.bytes(room),
    least: shared.numbers(room),
    facts: createFactTable(table.facts.side, room),
    factors: copyFactors(table.factors, kept, room),
    vectors: copyVectors(table.vectors, kept, room),
    postings: table.postings,
    delta: createDelta(0),
  };
  kept.forEach((from, to) => {
    next.numbers[to] = table.numbers[from]!;
    next.versions[to] = table.versions[from]!;
    next.least[to] = table.least[from]!;
  });
  copyFacts(table.facts, next.facts, kept);
  next.postings = buildPostings(next.vectors, kept.length, terms, longestRare(next.vectors, kept.length));
  return next;
}

function copyFacts(from: FactTable, to: FactTable, kept: readonly number[]): void {
  for (const [name, source] of Object.entries(from)) {
    if (!ArrayBuffer.isView(source)) continue;
    const [old, fresh] = [source as Float64Array, to[name as keyof FactTable] as Float64Array];
    const wide = old.length / from.capacity;
    if (wide === 0) continue;
    kept.forEach((slot, at) => {
      for (let index = 0; index < wide; index += 1) fresh[at * wide + index] = old[slot * wide + index]!;
    });
  }
}

function copyFactors(old: Factors, kept: readonly number[], room: number): Factors {
  const [branches, kinds] = [shared.shorts(room), shared.shorts(room * otherCount)];
  kept.forEach((slot, at) => {
    branches[at] = old.branches[slot]!;
    for (let other = 0; other < otherCount; other += 1) kinds[at * otherCount + other] = old.kinds[slot * otherCount + other]!;
  });
  const next = { branches, kinds, examples: [] as Uint32Array[], counts: [...old.counts] };
  next.examples = old.examples.map((_, factor) => {
    const fresh = shared.counts(old.counts[factor]! + 64).fill(nobody);
    for (let at = kept.length - 1; at >= 0; at -= 1) fresh[kindOf(next, factor, at)] = at;
    return fresh;
  });
  return next;
}

function copyVectors(old: Vectors, kept: readonly number[], room: number): Vectors {
  const startsOf = (ends: Uint32Array, slot: number) => (slot === 0 ? 0 : ends[slot - 1]!);
  const total = (ends: Uint32Array) => kept.reduce((sum, slot) => sum + ends[slot]! - startsOf(ends, slot), 0);
  const withSpare = (length: number) => Math.ceil(length * (1 + spare)) + 64;
  const [rare, common] = [total(old.rareEnds), total(old.commonEnds)];
  const next: Vectors = {
    rareEnds: shared.counts(room),
    packed: shared.bytes(withSpare(rare)),
    commonEnds: shared.counts(room),
    commonTerms: shared.shorts(withSpare(common)),
    commonImpacts: shared.bytes(withSpare(common)),
  };
  let [rareEnd, commonEnd] = [0, 0];
  kept.forEach((slot, at) => {
    const bytes = old.packed.subarray(startsOf(old.rareEnds, slot), old.rareEnds[slot]);
    next.packed.set(bytes, rareEnd);
    next.rareEnds[at] = rareEnd += bytes.length;
    const [start, end] = [startsOf(old.commonEnds, slot), old.commonEnds[slot]!];
    next.commonTerms.set(old.commonTerms.subarray(start, end), commonEnd);
    next.commonImpacts.set(old.commonImpacts.subarray(start, end), commonEnd);
    next.commonEnds[at] = commonEnd += end - start;
  });
  return next;
}
