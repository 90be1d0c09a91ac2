import { z } from 'zod';
import { chooseQuestion } from './choose-question.ts';
import { gateReasons } from './gate-reasons.ts';
import { bit } from './gates.ts';
import { chanceOf, logOddsOf, textMeasure } from './log-odds.ts';
import { measureReasons } from './measure-reasons.ts';
import type { Measures } from './measure-names.ts';
import { bonusOf } from './measures.ts';
import { viewPair } from './pair-view.ts';
import type { Pair } from './profile.ts';
import type { Reason } from './reason.ts';
import type { Scale } from './scale.ts';
import { textStrength } from './text-strength.ts';
import { grades, weightVector } from './weights.ts';

export type Scored = {
  /** 0 to 1; 0 when a gate is closed. */
  score: number;
  logOdds: number;
  reasons: Reason[];
  measures: Measures;
  isGated: boolean;
};

export const Grade = z.enum(['strong', 'good', 'possible']);
export type Grade = z.infer<typeof Grade>;

/**
 * How well a pair fits: the chance that it does, from the log-odds, which are the bias and the points of all reasons. A
 * closed gate leaves nothing of it. Of all that is not known, the one question that could change most is asked.
 */
export function scorePair(pair: Pair, scale: Scale): Scored {
  const view = viewPair(pair, scale);
  const text = textStrength(pair, scale);
  const { weights } = scale;
  const measures = { ...view.measures, text: textMeasure(text.strength, weights.half) };
  const bonus = bonusOf(weightVector(weights), view.ts, 0, view.ns, 0, view.today);
  const logOdds = logOddsOf(weights.bias, weights.of.text, weights.half, text.strength, bonus);

  const isPublic = pair.technology.isPublic && pair.need.isPublic;
  const closed = isPublic ? view.closed : view.closed | bit['not-public'];
  if (closed !== 0) return { score: 0, logOdds, reasons: gateReasons(pair, view, scale, closed), measures, isGated: true };
  const reasons = measureReasons(pair, { ...view, measures }, scale, text);
  const question = chooseQuestion(pair, { ...view, measures }, weights, logOdds);
  return { score: chanceOf(logOdds), logOdds, reasons: question ? [...reasons, question] : reasons, measures, isGated: false };
}

/** The score in words. */
export function gradeOf(score: number): Grade {
  if (score >= grades.strong) return 'strong';
  return score >= grades.good ? 'good' : 'possible';
}
