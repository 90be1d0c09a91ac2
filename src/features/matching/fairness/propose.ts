import type { Fairness } from './fairness.ts';

/** The best of the other side for one listing, best first: their numbers, and the scores from 0 to 10,000 beside them. */
export type RankingRow = { number: number; others: ArrayLike<number>; scores: ArrayLike<number> };
export type IsPoor = (need: number) => boolean;
export type RankingOf = (technology: number) => RankingRow | undefined;

/**
 * The technologies that a need is proposed, best first: the first of its ranking that have a place for it. A technology has
 * `exposure` places, for the first needs of its own ranking, so what is famous does not stand in every list, and a need goes
 * further down its own instead. It rests on rankings alone: which need comes first changes nothing. Pairs that score less
 * than `least` neither are proposed nor take a place.
 */
export function proposedFor(need: RankingRow, rankingOf: RankingOf, isPoor: IsPoor, fairness: Fairness, least = 0): number[] {
  const proposed: number[] = [];
  for (let at = 0; at < need.others.length && proposed.length < fairness.best; at += 1) {
    if ((need.scores[at] as number) < least) break;
    const number = need.others[at] as number;
    if (fairness.exposure === null) {
      proposed.push(number);
      continue;
    }
    const technology = rankingOf(number);
    if (technology && placeIn(technology, need.number, isPoor, fairness, least) < fairness.exposure) proposed.push(number);
  }
  return proposed;
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
