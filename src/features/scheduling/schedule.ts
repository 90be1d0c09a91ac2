import { chooseSlots } from './choose-slots.ts';
import { assignTables } from './assign-tables.ts';

/** Somebody who may be put into meetings; `busy` are slots that this person cannot use. Slots and tables count from 1. */
export type Attendee = { id: string; most: number; busy: readonly number[] };
/** Two attendees who might meet, and how much that is worth. */
export type Pair = { id: string; a: string; b: string; weight: number };
export type Problem = { slots: number; tables: number; attendees: readonly Attendee[]; pairs: readonly Pair[] };

export type Placed = { pair: string; slot: number; table: number };
export type Schedule = { meetings: Placed[] };

/**
 * Chooses meetings and gives each a slot and a table: nobody in two places, no table twice, only given pairs.
 * The same problem gives the same schedule.
 */
export function schedule(problem: Problem): Schedule {
  return { meetings: assignTables(problem, chooseSlots(problem)) };
}
