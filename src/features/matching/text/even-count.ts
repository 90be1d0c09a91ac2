import type { Side } from '../match.ts';

/**
 * In how many listings a term stands, as if there were as many of one side as of the other. Each side has manners of its own
 * (needs ask, technologies praise): what one side always says tells nothing, however few listings that side has.
 */
export function evenCount(found: Readonly<Record<Side, number>>, listings: Readonly<Record<Side, number>>): number {
  const all = listings.technology + listings.need;
  if (listings.technology === 0 || listings.need === 0) return found.technology + found.need;
  return Math.round((all / 2) * (found.technology / listings.technology + found.need / listings.need));
}
