import { measureNames } from '../score/measure-names.ts';
import type { Weights } from '../score/weights.ts';
import type { Decision } from './decision.ts';
import { calibrationFor, figuresOf, logLossOf, type Figures, type Foretold } from './figures.ts';
import { holdBack } from './hold-back.ts';

export type Verdict = 'better' | 'not-better';
/** What weights foretell of decisions that they were not learnt from, beside what the ones before foretell of the same. */
export type Trial = {
  counts: { yes: number; no: number; learnt: number; aside: number; later: number };
  before: Figures;
  after: Figures;
  /** By how much the log-loss fell, on all that was held back and on its later part, and the standard error of the first. */
  gain: number;
  gainLater: number;
  error: number;
};

/** Fewer decisions than this, or fewer of one kind, say nothing yet. */
export const enough = { decisions: 40, ofEach: 8, heldBackOfEach: 2 } as const;

/** The least by which the log-loss must fall, also in standard errors (one chance in twenty), and how much of the ranking may be lost over it. */
const margin = { gain: 0.005, errors: 1.645, auc: 0.01 };

/** Undefined when there are too few decisions to tell. */
export function tryOut(decisions: readonly Decision[], before: Weights, after: Weights): Trial | undefined {
  const { learnt, aside, later } = holdBack(decisions);
  const held = [...aside, ...later];
  if (!isEnough(decisions)) return undefined;

  const [told, tells] = [fitted(before, learnt), fitted(after, learnt)];
  const gains = held.map((decision) => logLossOf(told(decision)) - logLossOf(tells(decision)));
  const gain = mean(gains);
  return {
    counts: {
      yes: yesOf(decisions),
      no: decisions.length - yesOf(decisions),
      learnt: learnt.length,
      aside: aside.length,
      later: later.length,
    },
    ...{ before: figuresOf(held.map(told)), after: figuresOf(held.map(tells)) },
    ...{ gain, gainLater: mean(gains.slice(aside.length)) },
    error: Math.sqrt(mean(gains.map((one) => (one - gain) ** 2)) / (gains.length - 1)),
  };
}

export function isEnough(decisions: readonly Decision[]): boolean {
  const { learnt, aside, later } = holdBack(decisions);
  if (decisions.length < enough.decisions || fewest(decisions) < enough.ofEach) return false;
  return fewest([...aside, ...later]) >= enough.heldBackOfEach && learnt.length > 0 && later.length > 0;
}

/** Better by more than chance, no worse on what came last, and no worse at telling a yes from a no. */
export function verdictOn({ gain, gainLater, error, before, after }: Trial): Verdict {
  const isBetter = gain >= Math.max(margin.gain, margin.errors * error) && gainLater >= 0 && after.auc >= before.auc - margin.auc;
  return isBetter ? 'better' : 'not-better';
}

/** The log-odds that these weights give a pair with these measures. */
export function logOddsOf({ bias, of }: Weights, measures: Decision['measures']): number {
  return measureNames.reduce((sum, name) => sum + of[name] * (measures[name] ?? 0), bias);
}

/**
 * Each is tried at the level and with the stretch that fit what was learnt from: what is asked is which pairs are better, and not
 * how many fit or how sure one sounds.
 */
function fitted(weights: Weights, learnt: readonly Decision[]): (decision: Decision) => Foretold {
  const told = (decision: Decision): Foretold => ({
    z: logOddsOf(weights, decision.measures),
    outcome: decision.answer === 'yes' ? 1 : 0,
  });
  const { level, stretch } = calibrationFor(learnt.map(told));
  return (decision) => ({ ...told(decision), z: level + stretch * told(decision).z });
}

function yesOf(decisions: readonly Decision[]): number {
  return decisions.filter(({ answer }) => answer === 'yes').length;
}

function fewest(decisions: readonly Decision[]): number {
  return Math.min(yesOf(decisions), decisions.length - yesOf(decisions));
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
}
