import type { Id } from '../../../kernel/id.ts';
import type { Refusal, Side } from '../match.ts';
import { measureNames, type Measures } from '../score/measure-names.ts';
import type { Example } from './logistic.ts';

/** What one side decided about a pair, with the measures that it had then, and what came of the pair. */
export type Decision = {
  matchId: Id;
  side: Side;
  answer: 'yes' | 'no';
  reason: Refusal | null;
  hasMet: boolean;
  hasLetter: boolean;
  at: Date;
  measures: Partial<Measures>;
};

/** How much a no counts, by its reason: some say that the pair does not fit, others little about the pair. */
const refusalCounts: Record<Refusal, number> = {
  'unsuitable-land': 1,
  'too-costly': 1,
  'benefit-unclear': 1,
  'too-early': 0.75,
  'no-capacity': 0.5,
  other: 0.5,
  'badly-described': 0.25,
  'rights-unclear': 0.25,
  'already-solved': 0.25,
};
/** A yes counts for more once something came of it. */
const yesCounts = { yes: 1, met: 2, letter: 4 };

/** The decision as an example to learn from. */
export function exampleOf(decision: Decision): Example {
  const isYes = decision.answer === 'yes';
  return {
    measures: vectorOf(decision.measures),
    outcome: isYes ? 1 : 0,
    weight: isYes ? weightOfYes(decision) : weightOfNo(decision),
  };
}

/** Both outcomes weigh the same in all: yes is rarer than no, or the other way round, and neither is to be drowned. */
export function balance(examples: readonly Example[]): Example[] {
  const sums = [0, 0];
  for (const { outcome, weight } of examples) sums[outcome] = (sums[outcome] as number) + weight;
  return examples.map((one) => ({ ...one, weight: (one.weight * examples.length) / (2 * (sums[one.outcome] as number)) }));
}

function weightOfYes({ hasMet, hasLetter }: Decision): number {
  if (hasLetter) return yesCounts.letter;
  return hasMet ? yesCounts.met : yesCounts.yes;
}

function weightOfNo({ reason }: Decision): number {
  return refusalCounts[reason ?? 'other'];
}

function vectorOf(measures: Partial<Measures>): Float64Array {
  return Float64Array.from(measureNames, (name) => measures[name] ?? 0);
}
