import type { Side } from '../match.ts';
import { accumulate, blocksOf, firstSlot } from './accumulate.ts';
import { offer, type Best } from './best.ts';
import { otherSide, type Market } from './market.ts';
import { blockSlots } from './postings.ts';
import { commonSum, createQuery, fillQuery } from './query.ts';
import { isOpen, weigh } from './weigh.ts';

/** So many listings of the other side, those whose rare terms share most, are weighed in full. */
export const candidates = 1000;

export type Ranker = {
  rank: (market: Market, side: Side, slot: number, best: Best) => void;
  /** Tells of every pair whose score reaches what the other listing's ranking asks for. */
  enter: (market: Market, side: Side, slot: number, tell: (number: number, score: number) => void) => void;
};

/** Memory for one query at a time, and the queries over it. */
export function createRanker(): Ranker {
  const query = createQuery();
  const sums = new Uint32Array(blockSlots);
  let [slots, shares] = [new Int32Array(blockSlots), new Uint32Array(blockSlots)];
  let order = new Uint32Array(blockSlots);

  /** Takes every open slot whose sum reaches the floor. */
  function gather(
    market: Market,
    side: Side,
    slot: number,
    floor: number,
    range: { first: number; count: number },
    found: number,
  ) {
    const { gone } = market.tables[otherSide[side]];
    let taken = found;
    for (let at = 0; at < range.count; at += 1) {
      if (sums[at]! < floor) continue;
      const other = range.first + at;
      if (gone[other] === 1 || !isOpen(market, side, slot, other)) continue;
      slots[taken] = other;
      shares[taken] = sums[at]!;
      taken += 1;
    }
    return taken;
  }

  /** The floor over which there are at least so many, and what lies below it let go. */
  function keepBest(found: number): { kept: number; floor: number } {
    order.set(shares.subarray(0, found));
    const floor = nthGreatest(order, found, candidates);
    let kept = 0;
    for (let at = 0; at < found; at += 1) {
      if (shares[at]! < floor) continue;
      slots[kept] = slots[at]!;
      shares[kept] = shares[at]!;
      kept += 1;
    }
    return { kept, floor };
  }

  return {
    rank(market, side, slot, best) {
      const other = market.tables[otherSide[side]];
      fillQuery(query, market.rarities, market.tables[side], slot);
      if (other.slots > slots.length - blockSlots) {
        slots = new Int32Array(other.slots + blockSlots);
        shares = new Uint32Array(slots.length);
        order = new Uint32Array(slots.length);
      }
      let [found, floor] = [0, 0];
      for (let block = 0; block < blocksOf(other); block += 1) {
        const count = accumulate(sums, query, other, block);
        const range = { first: firstSlot(other, block), count };
        let reach = floor === 0 ? guessFloor(sums, count, candidates) : floor;
        let taken = gather(market, side, slot, reach, range, found);
        while (reach > floor && taken - found < candidates) {
          reach = lower(reach, floor);
          taken = gather(market, side, slot, reach, range, found);
        }
        found = taken;
        sums.fill(0, 0, count);
        if (found > candidates) ({ kept: found, floor } = keepBest(found));
      }
      best.size = 0;
      for (let at = 0; at < found; at += 1) {
        const sum = shares[at]! + commonSum(query, other, slots[at]!);
        offer(best, other.numbers[slots[at]!]!, weigh(market, side, slot, slots[at]!, sum));
      }
    },
    enter(market, side, slot, tell) {
      const other = market.tables[otherSide[side]];
      fillQuery(query, market.rarities, market.tables[side], slot);
      for (let block = 0; block < blocksOf(other); block += 1) {
        const count = accumulate(sums, query, other, block);
        const first = firstSlot(other, block);
        for (let at = 0; at < count; at += 1) {
          const there = first + at;
          if (other.gone[there] === 1 || !isOpen(market, side, slot, there)) continue;
          const score = weigh(market, side, slot, there, sums[at]! + commonSum(query, other, there));
          if (score >= other.least[there]!) tell(other.numbers[there]!, score);
        }
        sums.fill(0, 0, count);
      }
    },
  };
}

/** When too few reach a guessed floor: all that share anything, and then all. */
function lower(reach: number, floor: number): number {
  return reach > 1 ? Math.max(1, floor) : floor;
}

const sample = new Uint32Array(4096);

/** From every sixteenth sum, a floor over which there are probably twice as many as wanted. */
function guessFloor(sums: Uint32Array, count: number, wanted: number): number {
  const step = 16;
  const size = Math.floor(count / step);
  if (size < 256) return 0;
  for (let at = 0; at < size; at += 1) sample[at] = sums[at * step]!;
  return nthGreatest(sample, size, Math.ceil((wanted * 2) / step));
}

/** Hoare's selection; the order of the values is lost. */
function nthGreatest(values: Uint32Array, size: number, nth: number): number {
  if (nth >= size) return 0;
  let [low, high] = [0, size - 1];
  const wanted = nth - 1;
  while (low < high) {
    const pivot = values[(low + high) >> 1]!;
    let [i, j] = [low, high];
    while (i <= j) {
      while (values[i]! > pivot) i += 1;
      while (values[j]! < pivot) j -= 1;
      if (i > j) break;
      const held = values[i]!;
      values[i] = values[j]!;
      values[j] = held;
      i += 1;
      j -= 1;
    }
    if (wanted <= j) high = j;
    else if (wanted >= i) low = i;
    else break;
  }
  return values[wanted]!;
}
