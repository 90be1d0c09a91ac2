import { textMeasure } from '../score/log-odds.ts';
import type { Side } from '../match.ts';
import { accumulate, blocksOf, firstSlot } from './accumulate.ts';
import { likelyText, sumFor } from './estimate.ts';
import { factorCount, isSilent, lookUp, otherCount, type Rows } from './factors.ts';
import { estimateOfNth, keepFrom, type Found } from './found.ts';
import { otherSide, type Market } from './market.ts';
import { lowest, nthGreatest } from './nth-greatest.ts';
import { blockSlots } from './postings.ts';
import { commonSum, type Query } from './query.ts';
import type { SideTable } from './side-table.ts';

/** Memory of one thread; nothing of one query is left for the next. */
export type Sight = { sums: Uint32Array; sample: Int32Array; floors: Uint32Array; row: Int32Array; rowOf: Rows };

/** The listing that asks, and by whom it is answered. */
export type Asked = { market: Market; side: Side; slot: number; query: Query };

export function createSight(rowOf: Rows): Sight {
  return {
    sums: new Uint32Array(blockSlots),
    sample: new Int32Array(blockSlots >> 4),
    ...{ floors: new Uint32Array(0), row: new Int32Array(0), rowOf },
  };
}

/**
 * Finds so many of the other side by their rare terms and their branches; answers whether that is all there are. The same are found
 * whatever the order of the slots.
 */
export function lookAround({ market, side, slot, query }: Asked, sight: Sight, found: Found, wanted: number): boolean {
  const other = market.tables[otherSide[side]];
  prepareRow({ market, side, slot, query }, sight);
  const { sums, sample, row } = sight;
  const { branches } = other.factors;
  let floor = lowest;
  found.size = 0;
  for (let block = 0; block < blocksOf(other); block += 1) {
    const count = accumulate(sums, query, other, block);
    const first = firstSlot(other, block);
    const before = found.size;
    if (floor === lowest && count >= 4 * wanted) {
      // From every sixteenth, what probably a few more than wanted reach.
      const size = count >> 4;
      for (let at = 0; at < size; at += 1) {
        sample[at] = Math.round(1000 * likelyText(market, sums[at << 4]!)) + row[branches[first + (at << 4)]!]!;
      }
      gather(market, other, sight, found, { first, count, floor: nthGreatest(sample, size, Math.ceil((wanted * 1.3) / 16)) });
    }
    if (found.size - before < wanted) {
      found.size = before;
      gather(market, other, sight, found, { first, count, floor });
    }
    sums.fill(0, 0, count);
    if (found.size > wanted) keepFrom(found, (floor = estimateOfNth(found, wanted)));
  }
  return floor === lowest;
}

/** By branch, thousandths of log-odds that it adds for this listing. */
function prepareRow({ market, side, slot }: Asked, sight: Sight): void {
  const count = market.tables[otherSide[side]].factors.counts[0]!;
  if (sight.row.length < count) {
    sight.row = new Int32Array(count * 2);
    sight.floors = new Uint32Array(count * 2);
  }
  const known = sight.rowOf(market, side, 0, slot);
  for (let branch = 0; branch < count; branch += 1) {
    sight.row[branch] = Math.round(1000 * lookUp(known, market, side, 0, slot, branch));
  }
}

type Range = { first: number; count: number; floor: number };

function gather(
  market: Market,
  other: SideTable,
  { sums, row, floors }: Sight,
  found: Found,
  { first, count, floor }: Range,
): void {
  const { gone, factors } = other;
  const { branches, counts } = factors;
  const { slots, shares, estimates } = found;
  for (let branch = counts[0]! - 1; branch >= 0; branch -= 1) {
    floors[branch] = Math.min(4_294_967_295, sumFor(market, (floor - 0.5 - row[branch]!) / 1000));
  }
  let size = found.size;
  for (let at = 0; at < count; at += 1) {
    const sum = sums[at]!;
    const there = first + at;
    const branch = branches[there]!;
    if (sum < floors[branch]! || gone[there] === 1) continue;
    const estimate = Math.round(1000 * likelyText(market, sum)) + row[branch]!;
    if (estimate < floor) continue;
    slots[size] = there;
    shares[size] = sum;
    estimates[size] = estimate;
    size += 1;
  }
  found.size = size;
}

/** Adds to the estimates what is looked up of the other facts. */
export function lookCloser({ market, side, slot }: Asked, { rowOf }: Sight, { size, slots, estimates }: Found): void {
  const { kinds } = market.tables[otherSide[side]].factors;
  for (let factor = 1; factor < factorCount; factor += 1) {
    if (isSilent(market.tables[side].facts, factor, slot)) continue;
    const row = rowOf(market, side, factor, slot);
    for (let at = 0; at < size; at += 1) {
      const kind = kinds[slots[at]! * otherCount + factor - 1]!;
      const known = row[kind]!;
      const bonus = known === known ? known : lookUp(row, market, side, factor, slot, kind);
      estimates[at]! += Math.round(1000 * bonus);
    }
  }
}

/** Reads the common terms too, so that the share is what the texts really share. */
export function readWhole({ market, side, query }: Asked, { size, slots, shares, estimates }: Found): void {
  const other = market.tables[otherSide[side]];
  const { vector, half } = market;
  for (let at = 0; at < size; at += 1) {
    const share = shares[at]!;
    const sum = share + commonSum(query, other, slots[at]!);
    estimates[at]! += Math.round(1000 * (vector[0]! * textMeasure(sum, half) - likelyText(market, share)));
    shares[at] = sum;
  }
}
