import { measureNames, type MeasureName } from '../score/measure-names.ts';
import type { Weights } from '../score/weights.ts';
import { balance, exampleOf, type Decision } from './decision.ts';
import { holdBack } from './hold-back.ts';
import { fitLogistic, type Belief } from './logistic.ts';
import { isEnough, logOddsOf, tryOut, verdictOn, type Trial, type Verdict } from './trial.ts';

/** By no more than this are learnt weights stretched or shrunk as a whole. */
const most = 4;

export type Refit = { weights: Weights; trial: Trial; verdict: Verdict };

/**
 * Weights learnt from the decisions, drawn towards the priors, and tried beside the current ones on what was held back.
 * Undefined when there are too few decisions.
 */
export function refit(decisions: readonly Decision[], current: Weights, priors: Weights): Refit | undefined {
  if (!isEnough(decisions)) return undefined;
  const examples = balance(holdBack(decisions).learnt.map(exampleOf));
  const [, ...learnt] = fitLogistic(examples, beliefsOf(priors));
  const of = Object.fromEntries(measureNames.map((name, index) => [name, learnt[index] ?? 0])) as Record<MeasureName, number>;
  const weights = atLevelOf(current, { ...current, of }, decisions);
  const trial = tryOut(decisions, current, weights);
  return trial && { weights, trial, verdict: verdictOn(trial) };
}

/**
 * Neither level nor stretch is learnt. There are decisions on pairs that were proposed and on no others, and from such a choice
 * can be learnt which pairs are better, but not how many fit (Prentice & Pyke 1979). So two scores stay what they were: that of a
 * pair of which nothing is known, lest everything or nothing be proposed, and the one that decided pairs have on the whole.
 */
function atLevelOf(current: Weights, next: Weights, decisions: readonly Decision[]): Weights {
  const mean = (weights: Weights) =>
    decisions.reduce((sum, { measures }) => sum + logOddsOf(weights, measures), 0) / decisions.length;
  const [was, is] = [mean(current) - current.bias, mean(next) - next.bias];
  const stretch = was > 0 && is > 0 ? Math.min(most, Math.max(1 / most, was / is)) : 1;
  const of = Object.fromEntries(measureNames.map((name) => [name, round(next.of[name] * stretch)])) as Weights['of'];
  const stretched = { ...next, of };
  return { ...stretched, bias: round(next.bias + mean(current) - mean(stretched)) };
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
