import type { Side } from '../match.ts';
import { leastOf, offer, type Best } from './best.ts';
import { thousandthsOf } from './estimate.ts';
import { createRows, factorCount, greatestRest } from './factors.ts';
import { createFound, estimateOfNth, keepFrom, type Found } from './found.ts';
import { createSight, lookAround, lookCloser, readWhole, type Asked } from './look.ts';
import { otherSide, type Market } from './market.ts';
import { lowest } from './nth-greatest.ts';
import { blockSlots } from './postings.ts';
import { createQuery, fillQuery } from './query.ts';
import { isClosedToAll, isOpen, weigh } from './weigh.ts';

/**
 * Where pairs are looked for. So many and no less than a share of all, by their rare terms and branches, are estimated with what is
 * looked up of their facts; of a part of them all terms are read; the first of those are weighed in full, and then whatever the facts
 * that are left could still lift to the last place.
 */
export const breadth = { least: 1500, share: 0.03, read: 0.2, first: 100 };
const highest = 2_147_483_647;

/** Finds the best of the other side for the listing in a slot. */
export type Rank = (market: Market, side: Side, slot: number, best: Best) => void;

/** Memory for one query at a time, and the queries over it. */
export function createRank(): Rank {
  const query = createQuery();
  const sight = createSight(createRows());
  let found = createFound(0);

  return (market, side, slot, best) => {
    best.size = 0;
    if (isClosedToAll(market, side, slot)) return;
    const all = market.tables[otherSide[side]].slots;
    if (found.slots.length < all) found = createFound(all + blockSlots);
    fillQuery(query, market.rarities, market.tables[side], slot);
    const asked = { market, side, slot, query };
    // When gates leave too few, further away.
    for (let wanted = Math.max(breadth.least, Math.ceil(breadth.share * all)); ; wanted *= 16) {
      const isAll = lookAround(asked, sight, found, wanted);
      lookCloser(asked, sight, found);
      const isWhole = choose(asked, found, best, Math.ceil(wanted * breadth.read));
      if (best.size === best.most || (isAll && isWhole)) return;
    }
  };
}

/** The best of what is found; answers whether all of it was looked at with all its terms. */
function choose(asked: Asked, found: Found, best: Best, read: number): boolean {
  const { market, side, slot } = asked;
  const rest = Math.ceil(1000 * greatestRest(market, side, slot)) + factorCount;
  const isWhole = found.size <= read;
  // Facts that are not looked up may still lift a pair, though hardly by all that they could.
  if (!isWhole) keepFrom(found, estimateOfNth(found, read) - rest / 2);
  readWhole(asked, found);
  best.size = 0;
  const top = estimateOfNth(found, breadth.first);
  weighAll(asked, found, best, top, highest);
  const last = leastOf(best);
  if (top > lowest) weighAll(asked, found, best, last === 0 ? lowest : thousandthsOf(last, market) - rest, top);
  return isWhole;
}

/** Weighs in full what is estimated from one to below another. */
function weighAll({ market, side, slot }: Asked, found: Found, best: Best, from: number, below: number): void {
  const { size, slots, shares, estimates } = found;
  const { numbers } = market.tables[otherSide[side]];
  for (let at = 0; at < size; at += 1) {
    const estimate = estimates[at]!;
    if (estimate < from || estimate >= below) continue;
    const there = slots[at]!;
    if (isOpen(market, side, slot, there)) offer(best, numbers[there]!, weigh(market, side, slot, there, shares[at]!));
  }
}
