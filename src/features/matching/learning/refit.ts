import { measureNames, type MeasureName } from '../score/measure-names.ts';
import type { Weights } from '../score/weights.ts';
import { balance, exampleOf, type Decision } from './decision.ts';
import { holdBack } from './hold-back.ts';
import { fitLogistic, type Belief } from './logistic.ts';
import { isEnough, logOddsOf, tryOut, verdictOn, type Trial, type Verdict } from './trial.ts';

export type Refit = { weights: Weights; trial: Trial; verdict: Verdict };

/**
 * Weights learnt from the decisions, drawn towards the priors, and tried beside the current ones on what was held back.
 * Undefined when there are too few decisions.
 */
export function refit(decisions: readonly Decision[], current: Weights, priors: Weights): Refit | undefined {
  if (!isEnough(decisions)) return undefined;
  const examples = balance(holdBack(decisions).learnt.map(exampleOf));
  const [, ...learnt] = fitLogistic(examples, beliefsOf(priors));
  const of = Object.fromEntries(measureNames.map((name, index) => [name, round(learnt[index] ?? 0)])) as Record<
    MeasureName,
    number
  >;
  const weights = atLevelOf(current, { ...current, of }, decisions);
  const trial = tryOut(decisions, current, weights);
  return trial && { weights, trial, verdict: verdictOn(trial) };
}

/**
 * The bias is not learnt. There are decisions on pairs that were proposed and on no others, and from such a choice slopes can be
 * learnt but no level (Prentice & Pyke 1979); so what was decided on stays at the level it had, and only the order changes.
 */
function atLevelOf(current: Weights, next: Weights, decisions: readonly Decision[]): Weights {
  const shift = decisions.reduce((sum, { measures }) => sum + logOddsOf(current, measures) - logOddsOf(next, measures), 0);
  return { ...next, bias: round(next.bias + shift / decisions.length) };
}

/** A weight may well be off by half its size, and never means the opposite of what its reason says. */
function beliefsOf({ bias, of }: Weights): Belief[] {
  const level: Belief = { center: bias, spread: 10, sign: 0 };
  return [
    level,
    ...measureNames.map((name): Belief => {
      const center = of[name];
      return { center, spread: Math.max(0.5, Math.abs(center) / 2), sign: center > 0 ? 1 : center < 0 ? -1 : 0 };
    }),
  ];
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
