import type { Side } from '../match.ts';
import { accumulate, blocksOf, firstSlot } from './accumulate.ts';
import { likelyText, textSlack, thousandthsOf } from './estimate.ts';
import { createRows, factorCount, greatestRest, kindOf, lookUp } from './factors.ts';
import { otherSide, type Market } from './market.ts';
import { blockSlots } from './postings.ts';
import { commonSum, createQuery, fillQuery } from './query.ts';
import { isOpen, weigh } from './weigh.ts';

/** Tells of every pair of this listing whose score reaches what the other listing's ranking asks for. */
export type Enter = (market: Market, side: Side, slot: number, tell: (number: number, score: number) => void) => void;

/** Memory for one listing at a time. What cannot reach the ranking by its estimate is not weighed. */
export function createEnter(): Enter {
  const query = createQuery();
  const rowOf = createRows();
  const sums = new Uint32Array(blockSlots);
  const needed = new Float64Array(10_001);
  let of = -1;

  return (market, side, slot, tell) => {
    if (of !== market.of) for (let score = 0; score <= 10_000; score += 1) needed[score] = thousandthsOf(score, market) / 1000;
    of = market.of;
    const other = market.tables[otherSide[side]];
    fillQuery(query, market.rarities, market.tables[side], slot);
    const rows = Array.from({ length: factorCount }, (_, factor) => rowOf(market, side, factor, slot));
    const slack = textSlack / 1000 + greatestRest(market, side, slot) + 0.001 * factorCount;
    for (let block = 0; block < blocksOf(other); block += 1) {
      const count = accumulate(sums, query, other, block);
      const first = firstSlot(other, block);
      for (let at = 0; at < count; at += 1) {
        const there = first + at;
        if (other.gone[there] === 1) continue;
        const least = other.least[there]!;
        if (least > 0 && !mayReach(market, side, slot, there, sums[at]!, rows, needed[least]! - slack)) continue;
        if (!isOpen(market, side, slot, there)) continue;
        const score = weigh(market, side, slot, there, sums[at]! + commonSum(query, other, there));
        if (score >= least) tell(other.numbers[there]!, score);
      }
      sums.fill(0, 0, count);
    }
  };
}

function mayReach(
  market: Market,
  side: Side,
  slot: number,
  there: number,
  sum: number,
  rows: Float32Array[],
  least: number,
): boolean {
  const { factors } = market.tables[otherSide[side]];
  let estimate = likelyText(market, sum);
  for (let factor = 0; factor < factorCount; factor += 1) {
    estimate += lookUp(rows[factor]!, market, side, factor, slot, kindOf(factors, factor, there));
    // The first factor tells most: without it the others seldom reach so far.
    if (factor === 0 && estimate + othersAtMost < least) return false;
  }
  return estimate >= least;
}

/** Log-odds that the factors after the first hardly ever give together. */
const othersAtMost = 1.6;
