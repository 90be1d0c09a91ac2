import { z } from 'zod';
import { refuse } from '../../../kernel/error.ts';
import type { Id } from '../../../kernel/id.ts';
import type { Pair, Problem } from '../../scheduling/schedule.ts';

export const MeetingStatus = z.enum(['planned', 'met', 'no-show', 'cancelled']);
export type MeetingStatus = z.infer<typeof MeetingStatus>;

/** A match given a slot and a table. */
export type Meeting = {
  id: Id;
  eventId: Id;
  matchId: Id;
  slot: number;
  table: number;
  status: MeetingStatus;
  technology: Id; // the participant who brings the technology
  need: Id;
};

/** A match whose two listings are brought by people who said that they come. */
export type Candidate = { matchId: Id; technology: Id; need: Id; score: number; yes: number; no: number };

export type SchedulingFacts = {
  slots: number;
  tables: number;
  mostMeetings: number;
  candidates: readonly Candidate[];
  /** Slots in which a participant sits elsewhere, at another event or in a meeting that stays. */
  busy: ReadonlyMap<Id, readonly number[]>;
};

/**
 * What the engine is asked: the best match of every two people who could meet. A no is never overridden; a yes of both
 * comes first, then one of one side, then the score.
 */
export function schedulingProblem({ slots, tables, mostMeetings, candidates, busy }: SchedulingFacts): Problem {
  const best = new Map<string, Pair>();
  for (const candidate of candidates) {
    if (candidate.no > 0 || candidate.technology === candidate.need) continue;
    const pair = { id: candidate.matchId, a: candidate.technology, b: candidate.need, weight: candidate.yes + candidate.score };
    const key = [pair.a, pair.b].sort().join(' ');
    const other = best.get(key);
    if (!other || pair.weight > other.weight || (pair.weight === other.weight && pair.id < other.id)) best.set(key, pair);
  }
  const pairs = [...best.values()];
  const people = [...new Set(pairs.flatMap(({ a, b }) => [a, b]))].sort();
  const attendees = people.map((id) => ({ id, most: mostMeetings, busy: busy.get(id) ?? [] }));
  return { slots, tables, attendees, pairs };
}

/** Gives a meeting another place by hand; whether the place is free, the database says. */
export function relocate(
  meeting: Meeting,
  to: { slot: number; table: number },
  grid: { slots: number; tables: number; over: readonly number[] },
): Meeting {
  if (meeting.status !== 'planned') refuse('conflict', 'events:errors.meeting-over');
  if (to.slot < 1 || to.slot > grid.slots) refuse('invalid', 'events:errors.no-such-slot', { count: grid.slots });
  if (to.table < 1 || to.table > grid.tables) refuse('invalid', 'events:errors.no-such-table', { count: grid.tables });
  if (grid.over.includes(to.slot)) refuse('conflict', 'events:errors.slot-over', { slot: to.slot });
  return { ...meeting, ...to };
}
