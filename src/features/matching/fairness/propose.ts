import type { Fairness } from './fairness.ts';

/** The best of the other side for one listing, best first: their numbers, and the scores from 0 to 10,000 beside them. */
export type RankingRow = { number: number; others: ArrayLike<number>; scores: ArrayLike<number> };
export type IsPoor = (need: number) => boolean;
export type RankingOf = (technology: number) => RankingRow | undefined;

/**
 * The technologies that a need is proposed, best first: the first of its ranking that have a place for it. A technology has
 * `exposure` places, for the first needs of its own ranking, so what is famous does not stand in every list, and a need goes
 * further down its own instead. A need that finds fewer than `own` places is not left without: it gets that many of its first
 * by lot. All of it rests on its ranking and on the places it has, so which need comes first changes nothing, and a need's
 * proposals change only with these. Pairs that score less than `least` neither are proposed nor take a place.
 */
export function proposedFor(need: RankingRow, rankingOf: RankingOf, isPoor: IsPoor, fairness: Fairness, least = 0): number[] {
  const { best, exposure, own } = fairness;
  const [placed, full]: [number[], number[]] = [[], []];
  for (let at = 0; at < need.others.length && placed.length < best && (need.scores[at] as number) >= least; at += 1) {
    const technology = exposure === null ? undefined : rankingOf(need.others[at] as number);
    const hasPlace = exposure === null || (technology && placeIn(technology, need.number, isPoor, fairness, least) < exposure);
    (hasPlace ? placed : full).push(at);
  }
  const missing = Math.min(own, best) - placed.length;
  const drawn = missing > 0 ? byLot(need, full.slice(0, best)).slice(0, missing) : [];
  return [...placed, ...drawn].sort((a, b) => a - b).map((at) => need.others[at] as number);
}

/** In an order that is spread evenly over pairs and never changes, so that what is most famous is not drawn by all. */
function byLot({ number, others }: RankingRow, places: readonly number[]): number[] {
  const lot = (at: number) => {
    const mixed = Math.imul(Math.imul(number, 0x9e3779b1) ^ (others[at] as number), 0x85ebca6b);
    return Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35) >>> 0;
  };
  return [...places].sort((a, b) => lot(a) - lot(b) || a - b);
}

/** The needs that a technology is proposed whatever their own lists hold: the first `own` of its ranking. */
export function ownBest(technology: RankingRow, isPoor: IsPoor, fairness: Fairness, least = 0): number[] {
  return inOrder(technology, isPoor, fairness, least).slice(0, fairness.own);
}

/** A technology's needs by how soon each gets a place: by score, and among equals those of poor villages first. */
export function inOrder({ others, scores }: RankingRow, isPoor: IsPoor, fairness: Fairness, least = 0): number[] {
  const known: { number: number; step: number; poor: number; at: number }[] = [];
  for (let at = 0; at < others.length && (scores[at] as number) >= least; at += 1) {
    const number = others[at] as number;
    known.push({ number, at, step: stepOf(scores[at] as number, fairness), poor: poorOf(number, isPoor, fairness) });
  }
  known.sort((a, b) => b.step - a.step || b.poor - a.poor || a.at - b.at);
  return known.map(({ number }) => number);
}

/**
 * How many needs get a place in this technology's ranking before this one; Infinity when it is not in it. Counted and not
 * sorted, for a whole market asks this millions of times.
 */
function placeIn({ others, scores }: RankingRow, need: number, isPoor: IsPoor, fairness: Fairness, least: number): number {
  let mine = 0;
  while (mine < others.length && others[mine] !== need) mine += 1;
  if (mine === others.length) return Infinity;
  if (!fairness.poorFirst) return mine;
  const step = stepOf(scores[mine] as number, fairness);
  const poor = poorOf(need, isPoor, fairness);
  let before = 0;
  for (let at = 0; at < others.length; at += 1) {
    const other = stepOf(scores[at] as number, fairness);
    if (other < step || (scores[at] as number) < least) break;
    if (other > step) before += 1;
    else if (at !== mine) {
      const ahead = poorOf(others[at] as number, isPoor, fairness) - poor;
      if (ahead > 0 || (ahead === 0 && at < mine)) before += 1;
    }
  }
  return before;
}

function stepOf(score: number, { equalStep }: Fairness): number {
  return Math.floor(score / equalStep);
}

function poorOf(need: number, isPoor: IsPoor, { poorFirst }: Fairness): 0 | 1 {
  return poorFirst && isPoor(need) ? 1 : 0;
}
