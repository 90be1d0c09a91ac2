import type { EventPlan } from './docking-event.ts';

export type Slot = { number: number; startsAt: Date; endsAt: Date };

type Grid = Pick<EventPlan, 'startsAt' | 'slots' | 'slotMinutes' | 'breakMinutes' | 'longBreakAfter' | 'longBreakMinutes'>;

/** The slots of a day, one after the other: the long break stands in for the short one where it falls. */
export function slotGrid({ startsAt, slots, slotMinutes, breakMinutes, longBreakAfter, longBreakMinutes }: Grid): Slot[] {
  let from = startsAt.getTime();
  return Array.from({ length: slots }, (_, n) => {
    const number = n + 1;
    const to = from + slotMinutes * minute;
    const slot = { number, startsAt: new Date(from), endsAt: new Date(to) };
    from = to + (number === longBreakAfter ? Math.max(longBreakMinutes, breakMinutes) : breakMinutes) * minute;
    return slot;
  });
}

const minute = 60_000;
