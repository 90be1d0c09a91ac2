import type { Id } from '../../../kernel/id.ts';
import type { Terms } from '../text/terms.ts';
import type { Facts, NeedFacts, TechnologyFacts } from './facts.ts';

/** One listing as the score reads it: its terms, its facts, and who it is. */
export type Profile<F extends Facts = Facts> = { id: Id; version: number; isPublic: boolean; terms: Terms; facts: F };

/** One of each side, and the day on which they are compared. */
export type Pair = { technology: Profile<TechnologyFacts>; need: Profile<NeedFacts>; today: string };

/** Puts two listings of different sides in their places; undefined when they are of one side. */
export function pairOf(one: Profile, other: Profile): Pick<Pair, 'technology' | 'need'> | undefined {
  if (isTechnology(one) && isNeed(other)) return { technology: one, need: other };
  return isNeed(one) && isTechnology(other) ? { technology: other, need: one } : undefined;
}

function isTechnology(profile: Profile): profile is Profile<TechnologyFacts> {
  return profile.facts.side === 'technology';
}
function isNeed(profile: Profile): profile is Profile<NeedFacts> {
  return profile.facts.side === 'need';
}
