import type { Id } from '../../../kernel/id.ts';
import type { Measures } from '../score/measure-names.ts';
import { grades, threshold, type Weights } from '../score/weights.ts';
import { chanceOf } from './logistic.ts';
import { logOddsOf } from './trial.ts';

/** A pair as it was last scored, with the measures of that score. */
export type ScoredPair = { matchId: Id; isPoor: boolean; measures: Partial<Measures> };
export const levels = ['strong', 'good', 'possible', 'none'] as const;
/** The grades, and below them `none`: not proposed. */
export type Level = (typeof levels)[number];
export type Moved = { matchId: Id; before: number; after: number; from: Level; to: Level };
export type Group = { pairs: number; up: number; down: number; enters: number; leaves: number };
export type WeightsEffect = {
  /** How many pairs go from each level to each. */
  table: Record<Level, Record<Level, number>>;
  all: Group;
  poor: Group;
  others: Group;
  risers: Moved[];
  fallers: Moved[];
};

const listed = 8;

/** What other weights would make of pairs that are proposed or were: who moves to another grade, comes in or goes out. */
export function effectOf(pairs: readonly ScoredPair[], before: Weights, after: Weights): WeightsEffect {
  const none = () => ({ strong: 0, good: 0, possible: 0, none: 0 });
  const table = { strong: none(), good: none(), possible: none(), none: none() };
  const [poor, others] = [emptyGroup(), emptyGroup()];
  const moved = pairs.map(({ matchId, isPoor, measures }): Moved => {
    const [was, is] = [chanceOf(logOddsOf(before, measures)), chanceOf(logOddsOf(after, measures))];
    const one = { matchId, before: was, after: is, from: levelOf(was), to: levelOf(is) };
    table[one.from][one.to] += 1;
    count(isPoor ? poor : others, one);
    return one;
  });
  moved.sort((a, b) => b.after - b.before - (a.after - a.before) || (a.matchId < b.matchId ? -1 : 1));
  const seen = moved.filter(({ from, to }) => from !== 'none' || to !== 'none');
  return {
    ...{ table, poor, others, all: sum(poor, others) },
    risers: seen.filter((one) => one.after - one.before >= least).slice(0, listed),
    fallers: seen.filter((one) => one.before - one.after >= least).slice(-listed).reverse(), // prettier-ignore
  };
}

/** A change that nobody would see is not listed. */
const least = 0.005;

function levelOf(score: number): Level {
  if (score >= grades.strong) return 'strong';
  if (score >= grades.good) return 'good';
  return score >= threshold ? 'possible' : 'none';
}

function count(group: Group, { from, to }: Moved): void {
  const [was, is] = [levels.indexOf(from), levels.indexOf(to)];
  group.pairs += 1;
  if (from === 'none' && to !== 'none') group.enters += 1;
  else if (to === 'none' && from !== 'none') group.leaves += 1;
  else if (is < was) group.up += 1;
  else if (is > was) group.down += 1;
}

function emptyGroup(): Group {
  return { pairs: 0, up: 0, down: 0, enters: 0, leaves: 0 };
}

function sum(one: Group, other: Group): Group {
  return {
    pairs: one.pairs + other.pairs,
    up: one.up + other.up,
    down: one.down + other.down,
    enters: one.enters + other.enters,
    leaves: one.leaves + other.leaves,
  };
}
