import type { FactTable } from '../score/fact-table.ts';
import { writeMeasures } from '../score/measures.ts';
import { measureNames, type MeasureName } from '../score/measure-names.ts';
import { otherSide, type Market } from './market.ts';
import { shared, withRoom } from './shared-array.ts';
import type { Side } from '../match.ts';

/**
 * Listings that are alike in some facts are numbered alike, so that what those facts add is worked out once for two numbers and
 * then looked up. The first factor alone says where to look among all; the others estimate what is worth weighing in full.
 */
const factors: readonly { columns: readonly (keyof FactTable)[]; measures: readonly MeasureName[] }[] = [
  { columns: ['industryCount', 'industries', 'kind'], measures: ['industry', 'branch', 'apart', 'kind'] },
  { columns: ['soils', 'waters'], measures: ['soil', 'water'] },
  { columns: ['saltLimit', 'salinity'], measures: ['salt'] },
  { columns: ['months', 'ways'], measures: ['season', 'nextYear', 'ways'] },
  { columns: ['maturity', 'deadline', 'isPoor', 'months'], measures: ['maturity'] },
  { columns: ['answers', 'room'], measures: ['answers', 'room'] },
  { columns: ['county', 'place', 'reach', 'homeDays', 'homeWarmth'], measures: ['place'] },
  { columns: ['homeDays', 'needsDays'], measures: ['frost'] },
  { columns: ['homeWarmth', 'needsWarmth'], measures: ['warmth'] },
];
export const factorCount = factors.length;
export const otherCount = factorCount - 1;
/** Past so many combinations, further ones are numbered as the last: only estimates suffer. */
const mostKinds = 65_535;

/** No slot has this combination any more. */
export const nobody = 4_294_967_295;

/**
 * The number of each slot's combination: of the first factor by itself, because it is read for all slots; of the others side by
 * side. And by factor, for each number, a slot that has it.
 */
export type Factors = { branches: Uint16Array; kinds: Uint16Array; examples: Uint32Array[]; counts: number[] };
/** Numbers by what the columns hold; kept where listings are put in. */
export type FactorKeys = Map<string, number>[];

export function createFactors(slots: number): Factors {
  return {
    branches: shared.shorts(slots),
    kinds: shared.shorts(slots * otherCount),
    examples: factors.map(() => shared.counts(64)),
    counts: factors.map(() => 0),
  };
}

export function kindOf({ branches, kinds }: Factors, factor: number, slot: number): number {
  return factor === 0 ? branches[slot]! : kinds[slot * otherCount + factor - 1]!;
}

export const createFactorKeys = (): FactorKeys => factors.map(() => new Map<string, number>());

export function putFactors(table: Factors, keys: FactorKeys, facts: FactTable, slot: number): void {
  table.branches = withRoom(table.branches, slot + 1);
  table.kinds = withRoom(table.kinds, (slot + 1) * otherCount);
  factors.forEach(({ columns }, factor) => {
    const known = keys[factor]!;
    const key = columns.map((name) => valuesOf(facts, name, slot)).join(';');
    const kind = known.get(key) ?? Math.min(known.size, mostKinds);
    if (!known.has(key)) known.set(key, kind);
    table.examples[factor] = withRoom(table.examples[factor]!, kind + 1);
    if (factor === 0) table.branches[slot] = kind;
    else table.kinds[slot * otherCount + factor - 1] = kind;
    table.examples[factor][kind] = slot;
    table.counts[factor] = Math.max(table.counts[factor]!, kind + 1);
  });
}

/** Whether a listing says nothing that this factor could compare. */
export function isSilent(facts: FactTable, factor: number, slot: number): boolean {
  return factors[factor]!.columns.every((name) => {
    const column = facts[name] as Int32Array;
    const value = column[(slot * column.length) / facts.capacity];
    return value === undefined || value === 0 || value === -1;
  });
}

function valuesOf(facts: FactTable, name: keyof FactTable, slot: number): string {
  const column = facts[name];
  if (typeof column !== 'object' || column.length === 0) return '';
  const wide = column.length / facts.capacity;
  return column.subarray(slot * wide, slot * wide + wide).join();
}

const at = (name: MeasureName) => measureNames.indexOf(name);
const scratch = new Float64Array(measureNames.length);

/** What a factor adds for the listing in a slot and one of the other side in another. */
export function factorBonus({ tables, vector, today }: Market, side: Side, factor: number, slot: number, other: number): number {
  const [technology, need] = side === 'technology' ? [slot, other] : [other, slot];
  writeMeasures(scratch, tables.technology.facts, technology, tables.need.facts, need, today);
  return factors[factor]!.measures.reduce((sum, name) => sum + vector[at(name)]! * scratch[at(name)]!, 0);
}

/** The most that facts outside the factors can add for a listing, by what it says of itself. */
export function greatestRest({ tables, vector }: Market, side: Side, slot: number): number {
  const { facts } = tables[side];
  const isKnown = (...columns: (keyof FactTable)[]) => columns.some((name) => (facts[name] as Int32Array)[slot]! > 0);
  const knows: Partial<Record<MeasureName, boolean>> =
    side === 'need'
      ? { cost: isKnown('budget'), labour: isKnown('hands'), zone: isKnown('area') }
      : { cost: isKnown('cost', 'capital'), labour: isKnown('labour'), zone: isKnown('areasKnown') };
  return (['cost', 'labour', 'zone'] as const).reduce((sum, name) => sum + (knows[name] ? Math.abs(vector[at(name)]!) : 0), 0);
}

const noRow = new Float32Array(0);

/** Rows of looked-up bonuses, by factor and by the number of the listing that asks; NaN is not yet worked out. */
export function createRows() {
  const fresh = () => factors.map(() => new Map<number, Float32Array>());
  const rows: Record<Side, Map<number, Float32Array>[]> = {
    technology: fresh(),
    need: fresh(),
  };
  let [held, of] = [0, -1];
  const clear = () => {
    for (const maps of Object.values(rows)) for (const map of maps) map.clear();
    held = 0;
  };
  return (market: Market, side: Side, factor: number, slot: number): Float32Array => {
    if (market.of !== of || held > mostHeld) clear();
    of = market.of;
    const kind = kindOf(market.tables[side].factors, factor, slot);
    const size = market.tables[otherSide[side]].factors.counts[factor]!;
    const known = rows[side][factor]!.get(kind) ?? noRow;
    if (known.length >= size) return known;
    const row = new Float32Array(size + (size >> 3)).fill(NaN);
    row.set(known);
    held += row.length;
    rows[side][factor]!.set(kind, row);
    return row;
  };
}
export type Rows = ReturnType<typeof createRows>;
/** Sixteen megabytes of looked-up numbers a thread. */
const mostHeld = 4_194_304;

/** The looked-up bonus for one that is numbered so; worked out at the first look. */
export function lookUp(row: Float32Array, market: Market, side: Side, factor: number, slot: number, kind: number): number {
  const known = row[kind]!;
  if (known === known) return known;
  const example = market.tables[otherSide[side]].factors.examples[factor]![kind]!;
  return example === nobody ? 0 : (row[kind] = factorBonus(market, side, factor, slot, example));
}
