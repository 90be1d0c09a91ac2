import type { Side } from '../match.ts';
import type { Ranked } from '../engine/engine.ts';
import type { Fairness } from '../fairness/fairness.ts';
import { inOrder, ownBest } from '../fairness/propose.ts';
import { withOne, type Ranking, type Rankings } from './rankings.ts';

export type Change = { number: number; side: Side; version: number; isPublic: boolean };
/** What the engine answers here; all of it depends on the listings alone. */
export type Ranker = {
  rank: (number: number) => Ranked[];
  /** The listings of the other side whose rankings it enters, with the score of the pair. */
  entered: (number: number) => Ranked[];
  setLeast: (number: number, score: number) => void;
};
/** Rankings that changed, and those whose proposals may follow: needs, and technologies by their own best. */
export type Settled = { rankings: { number: number; side: Side }[]; needs: Set<number>; technologies: Set<number> };

type Known = { ranker: Ranker; rankings: Rankings; isPoor: (need: number) => boolean; fairness: Fairness; least: number };

const otherSide: Record<Side, Side> = { technology: 'need', need: 'technology' };

/**
 * Lets changed listings take effect on the rankings, which the engine knows in their new state: their own rankings are made
 * anew, they leave the rankings that hold them, which are asked anew, and enter those where they belong. What comes out is the
 * same as if every ranking had been made anew.
 */
export function settleRankings(changes: readonly Change[], known: Known): Settled {
  const { ranker, rankings } = known;
  const changed = new Map(changes.map((change) => [change.number, change]));
  const sides = new Map<number, Side>(changes.map(({ number, side }) => [number, side]));
  const before = new Map<number, Ranking>();
  const put = (number: number, side: Side, others: ArrayLike<number>, scores: ArrayLike<number>): void => {
    if (!before.has(number)) before.set(number, copyOf(rankings.get(number), number));
    sides.set(number, side);
    rankings.set(number, others, scores, changed.get(number)?.version ?? rankings.versionOf(number));
    ranker.setLeast(number, rankings.leastOf(number));
  };
  const ask = (number: number, side: Side): void => {
    const best = ranker.rank(number);
    put(number, side, best.map((one) => one.number), best.map(({ score }) => score)); // prettier-ignore
  };

  const holders = new Map<number, Side>();
  for (const side of ['technology', 'need'] as const) {
    const sought = new Set(changes.filter((change) => change.side === side).map(({ number }) => number));
    for (const number of rankings.holdersOf(sought)) holders.set(number, otherSide[side]);
  }
  for (const [number, side] of holders) if (!changed.has(number)) ask(number, side);
  for (const { number, side, isPublic } of changes) {
    if (isPublic) ask(number, side);
    else put(number, side, [], []);
  }
  for (const { number, side, isPublic } of changes) {
    if (!isPublic) continue;
    for (const { number: other, score } of ranker.entered(number)) {
      if (holders.has(other) || changed.has(other)) continue;
      const ranking = rankings.get(other);
      if (!ranking || ranking.others.includes(number)) continue;
      const { others, scores } = withOne(ranking, number, score);
      if (others.includes(number)) put(other, otherSide[side], others, scores);
    }
  }
  return {
    rankings: [...before.keys()].map((number) => ({ number, side: sides.get(number) as Side })),
    ...affected(before, sides, changed, known),
  };
}

/** A change of a need's ranking concerns that need; one of a technology's concerns the needs that gained or lost a place in it. */
function affected(
  before: ReadonlyMap<number, Ranking>,
  sides: ReadonlyMap<number, Side>,
  changed: ReadonlyMap<number, Change>,
  { rankings, isPoor, fairness, least }: Known,
): Pick<Settled, 'needs' | 'technologies'> {
  const [needs, technologies] = [new Set<number>(), new Set<number>()];
  for (const { number, side } of changed.values()) (side === 'need' ? needs : technologies).add(number);
  for (const [number, was] of before) {
    if (sides.get(number) === 'need') {
      needs.add(number);
      continue;
    }
    const is = rankings.get(number) ?? was;
    const places = (ranking: Ranking) =>
      new Set(inOrder(ranking, isPoor, fairness, least).slice(0, fairness.exposure ?? undefined));
    for (const need of difference(places(was), places(is))) needs.add(need);
    const own = (ranking: Ranking) => new Set(ownBest(ranking, isPoor, fairness, least));
    if (difference(own(was), own(is)).length > 0) technologies.add(number);
  }
  return { needs, technologies };
}

function difference(one: ReadonlySet<number>, other: ReadonlySet<number>): number[] {
  return [...[...one].filter((number) => !other.has(number)), ...[...other].filter((number) => !one.has(number))];
}

function copyOf(ranking: Ranking | undefined, number: number): Ranking {
  return { number, others: Int32Array.from(ranking?.others ?? []), scores: Uint16Array.from(ranking?.scores ?? []) };
}
