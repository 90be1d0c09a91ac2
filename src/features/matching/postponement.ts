import { z } from 'zod';
import type { Decision } from '../../kernel/decision.ts';
import { refuse } from '../../kernel/error.ts';
import { ownersOf, type Match, type MatchFact, type Side } from './match.ts';

/** When somebody who cannot decide now wants to be asked again. */
export const Later = z.enum(['week', 'month', 'harvest'], 'match-life:errors.later');
export type Later = z.infer<typeof Later>;

/** In the north-east the autumn harvest is in by the end of October. */
const harvestIsIn = '11-01';

/** The day on which the match comes back. */
export function dayOf(later: Later, today: string): string {
  const [year = 0, month = 1, day = 1] = today.split('-').map(Number);
  if (later === 'week') return written(new Date(Date.UTC(year, month - 1, day + 7)));
  if (later === 'month') {
    const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate(); // a month after the 31st is the last day of the next
    return written(new Date(Date.UTC(year, month, Math.min(day, last))));
  }
  return today.slice(5) < harvestIsIn ? `${year}-${harvestIsIn}` : `${year + 1}-${harvestIsIn}`;
}

/** Puts the answer of one side off. Nothing is said to the other side; an answer ends the postponement. */
export function postpone(match: Match, side: Side): Decision<Match, MatchFact> {
  if (match.status === 'lapsed') refuse('conflict', 'matching:errors.lapsed');
  if (match.status !== 'proposed' || match.answers[side] !== null) refuse('conflict', 'match-life:errors.answered-so-not-later');
  const next = { ...match, version: match.version + 1 };
  const accountIds = ownersOf(match).filter((accountId) => accountId === match.parties[side].accountId);
  return { next, facts: [{ name: 'match.postponed', body: { matchId: match.id, side, accountIds, version: next.version } }] };
}

function written(day: Date): string {
  return day.toISOString().slice(0, 10);
}
