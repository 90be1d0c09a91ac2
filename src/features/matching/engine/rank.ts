import { textMeasure } from '../score/log-odds.ts';
import type { Side } from '../match.ts';
import { accumulate, blocksOf, firstSlot } from './accumulate.ts';
import { leastOf, offer, type Best } from './best.ts';
import { likelyText, sumFor, thousandthsOf } from './estimate.ts';
import { createRows, factorCount, greatestRest, isSilent, lookUp, otherCount } from './factors.ts';
import { otherSide, type Market } from './market.ts';
import { lowest, nthGreatest } from './nth-greatest.ts';
import { blockSlots } from './postings.ts';
import { commonSum, createQuery, fillQuery } from './query.ts';
import { isClosedToAll, isOpen, weigh } from './weigh.ts';

/**
 * Where pairs are looked for. So many, by their rare terms and branches, are estimated with what is looked up of their facts; of a
 * share of them all terms are read; the first of those are weighed in full, and then whatever the facts that are left could still lift
 * to the last place.
 */
export const breadth = { estimated: 2000, read: 0.2, first: 100 };
/** Finds the best of the other side for the listing in a slot. */
export type Rank = (market: Market, side: Side, slot: number, best: Best) => void;

/** Memory for one query at a time, and the queries over it. */
export function createRank(): Rank {
  const query = createQuery();
  const rowOf = createRows();
  const sums = new Uint32Array(blockSlots);
  const sample = new Int32Array(blockSlots >> 4);
  let floors = new Float64Array(0);
  let [slots, shares, estimates, order] = [new Int32Array(0), new Uint32Array(0), new Int32Array(0), new Int32Array(0)];

  function makeRoom(needed: number): void {
    if (needed <= slots.length) return;
    const length = needed + blockSlots;
    [slots, shares, estimates, order] = [
      new Int32Array(length),
      new Uint32Array(length),
      new Int32Array(length),
      new Int32Array(length),
    ];
  }

  /** For each kind of branch, the sum from which an estimate reaches the floor. */
  function setFloors(market: Market, row: Float32Array, floor: number): void {
    if (floors.length < row.length) floors = new Float64Array(row.length);
    for (let kind = 0; kind < row.length; kind += 1) floors[kind] = sumFor(market, (floor - 0.5) / 1000 - row[kind]!);
  }

  return (market, side, slot, best) => {
    best.size = 0;
    if (isClosedToAll(market, side, slot)) return;
    for (let wanted = breadth.estimated; ; wanted *= 16) {
      const isAll = search(market, side, slot, best, wanted);
      if (isAll || best.size === best.most) return;
    }
  };

  /** Answers whether really all were looked at. */
  function search(market: Market, side: Side, slot: number, best: Best, wanted: number): boolean {
    const { vector, half } = market;
    const other = market.tables[otherSide[side]];
    fillQuery(query, market.rarities, market.tables[side], slot);
    makeRoom(other.slots);
    const kinds = other.factors.branches;
    const row = rowOf(market, side, 0, slot);
    for (let kind = 0; kind < other.factors.counts[0]!; kind += 1) lookUp(row, market, side, 0, slot, kind);

    const estimateOf = (sum: number, there: number) =>
      Math.round(1000 * likelyText(market, sum)) + Math.round(1000 * row[kinds[there]!]!);
    let [found, floor] = [0, lowest];
    for (let block = 0; block < blocksOf(other); block += 1) {
      const count = accumulate(sums, query, other, block);
      const first = firstSlot(other, block);
      let reach = floor;
      if (floor === lowest && count >= 4 * wanted) {
        const size = count >> 4;
        for (let at = 0; at < size; at += 1) sample[at] = estimateOf(sums[at << 4]!, first + (at << 4));
        reach = nthGreatest(sample, size, Math.ceil((wanted * 1.3) / 16));
      }
      let taken = gather(reach);
      if (reach > floor && taken - found < wanted) taken = gather(floor);
      found = taken;
      sums.fill(0, 0, count);
      if (found > wanted) floor = keepBest(wanted);

      function gather(from: number): number {
        setFloors(market, row, from);
        let taken = found;
        for (let at = 0; at < count; at += 1) {
          const there = first + at;
          if (sums[at]! < floors[kinds[there]!]! || other.gone[there] === 1) continue;
          const estimate = estimateOf(sums[at]!, there);
          if (estimate < from) continue;
          slots[taken] = there;
          shares[taken] = sums[at]!;
          estimates[taken] = estimate;
          taken += 1;
        }
        return taken;
      }
    }

    for (let factor = 1; factor < factorCount; factor += 1) {
      if (isSilent(market.tables[side].facts, factor, slot)) continue;
      const [row, { kinds }] = [rowOf(market, side, factor, slot), other.factors];
      for (let at = 0; at < found; at += 1) {
        const kind = kinds[slots[at]! * otherCount + factor - 1]!;
        estimates[at]! += Math.round(1000 * lookUp(row, market, side, factor, slot, kind));
      }
    }
    const read = Math.ceil(wanted * breadth.read);
    const isAll = floor === lowest && found <= read;
    const rest = Math.ceil(1000 * greatestRest(market, side, slot)) + factorCount;
    // Facts that are not looked up may still lift a pair, though hardly by all that they could.
    if (found > read) keepBest(read, rest / 2);
    for (let at = 0; at < found; at += 1) {
      const share = shares[at]!;
      const sum = share + commonSum(query, other, slots[at]!);
      estimates[at]! += Math.round(1000 * (vector[0]! * textMeasure(sum, half) - likelyText(market, share)));
      shares[at] = sum;
    }
    best.size = 0;
    order.set(estimates.subarray(0, found));
    const top = nthGreatest(order, found, breadth.first);
    weighAll(top, 2_147_483_647);
    const last = leastOf(best);
    if (top > lowest) weighAll(last === 0 ? lowest : thousandthsOf(last, market) - rest, top);
    return isAll;

    /** Those estimated from one to below another. */
    function weighAll(from: number, below: number): void {
      for (let at = 0; at < found; at += 1) {
        const [estimate, there] = [estimates[at]!, slots[at]!];
        if (estimate < from || estimate >= below || !isOpen(market, side, slot, there)) continue;
        offer(best, other.numbers[there]!, weigh(market, side, slot, there, shares[at]!));
      }
    }

    /** The best so many and what lies less than `lift` below them; the others are let go. */
    function keepBest(most: number, lift = 0): number {
      order.set(estimates.subarray(0, found));
      const floor = nthGreatest(order, found, most) - lift;
      let kept = 0;
      for (let at = 0; at < found; at += 1) {
        if (estimates[at]! < floor) continue;
        slots[kept] = slots[at]!;
        shares[kept] = shares[at]!;
        estimates[kept] = estimates[at]!;
        kept += 1;
      }
      found = kept;
      return floor;
    }
  }
}
