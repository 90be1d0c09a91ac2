import { z } from 'zod';
import type { Pair } from './profile.ts';
import type { Reason } from './reason.ts';
import { gates, rules } from './rules.ts';
import { scoreWords } from './score-words.ts';
import { grades } from './weights.ts';

export type Scored = { score: number; reasons: Reason[]; isGated: boolean };
export const Grade = z.enum(['strong', 'good', 'possible']);
export type Grade = z.infer<typeof Grade>;

/** How well a pair fits, from 0 to 1, with the reasons whose points are the score. A gate leaves nothing of it. */
export function scorePair(pair: Pair): Scored {
  const against = gates.flatMap((gate) => gate(pair));
  if (against.length > 0) return { score: 0, reasons: against, isGated: true };
  const all = [scoreWords, ...rules].flatMap((rule) => rule(pair));
  const total = all.reduce((sum, { points }) => sum + points, 0);
  const [first] = all.filter(({ kind }) => kind === 'ask');
  const reasons = all.filter((reason) => reason.kind !== 'ask' || reason === first);
  return { score: Math.min(1, Math.max(0, total)), reasons, isGated: false };
}

/** The score in words. */
export function gradeOf(score: number): Grade {
  if (score >= grades.strong) return 'strong';
  return score >= grades.good ? 'good' : 'possible';
}
