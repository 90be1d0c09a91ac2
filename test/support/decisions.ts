import type { Decision } from '../../src/features/matching/learning/decision.ts';
import { chanceOf } from '../../src/features/matching/learning/logistic.ts';
import { logOddsOf } from '../../src/features/matching/learning/trial.ts';
import { measureNames, type Measures } from '../../src/features/matching/score/measure-names.ts';
import type { Weights } from '../../src/features/matching/score/weights.ts';

/** Numbers between 0 and 1 that look like chance and are the same on every run (Marsaglia's xorshift). */
export function sameChance(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

/** Measures as pairs that are proposed have them: some text in common, and what else is known of them. */
export function someMeasures(chance: () => number): Measures {
  const known = measureNames.map((name) => {
    if (name === 'text') return [name, 0.4 + 0.5 * chance()];
    if (name === 'apart' || name === 'nextYear' || name === 'branch') return [name, chance() < 0.2 ? 1 : 0];
    return [name, chance() < 0.3 ? 0 : name === 'industry' || name === 'place' ? chance() : 2 * chance() - 1];
  });
  return Object.fromEntries(known) as Measures;
}

/** What people decide whose preferences are these weights: so many decisions, two for each pair. */
export function decisionsBy(people: Weights, count: number, seed = 2_463_534_242): Decision[] {
  const chance = sameChance(seed);
  const made = Array.from({ length: Math.ceil(count / 2) }, () => ({ measures: someMeasures(chance), matchId: idFrom(chance) }));
  const odds = made.map(({ measures }) => logOddsOf(people, measures));
  const middle = odds.reduce((sum, one) => sum + one, 0) / odds.length;
  return made
    .flatMap(({ measures, matchId }, pair) =>
      (['technology', 'need'] as const).map((side): Decision => {
        const isYes = chance() < chanceOf((odds[pair] as number) - middle);
        return {
          ...{ matchId, side, measures, hasMet: false, hasLetter: false },
          ...(isYes ? { answer: 'yes', reason: null } : { answer: 'no', reason: 'benefit-unclear' }),
          at: new Date(Date.UTC(2026, 8, 1) + pair * 3_600_000),
        };
      }),
    )
    .slice(0, count);
}

/** Weights of people who look at nothing. */
export function chanceFrom(of: Weights['of']): Weights['of'] {
  return Object.fromEntries(Object.keys(of).map((name) => [name, 0])) as Weights['of'];
}

/** An id that is the same on every run, and with it the part of the decisions that is held back. */
export function idFrom(chance: () => number): string {
  const digits = Array.from({ length: 12 }, () => Math.floor(chance() * 16).toString(16)).join('');
  return `0b0b0b0b-0000-4000-8000-${digits}`;
}
