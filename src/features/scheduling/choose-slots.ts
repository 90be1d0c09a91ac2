import type { Attendee, Pair, Problem } from './schedule.ts';

export type Timed = { pair: Pair; slot: number };

/** The worthiest pairs first, each in the earliest slot in which both are free and a table is left. */
export function chooseSlots({ slots, tables, attendees, pairs }: Problem): Timed[] {
  const days = new Map(attendees.map((attendee) => [attendee.id, openDay(attendee)]));
  const used = new Array<number>(slots + 1).fill(0);
  const chosen: Timed[] = [];

  for (const pair of [...pairs].sort(worthiestFirst)) {
    const a = days.get(pair.a);
    const b = days.get(pair.b);
    if (!a || !b || a === b || a.left === 0 || b.left === 0) continue;
    const slot = firstSlot(slots, (n) => !a.taken.has(n) && !b.taken.has(n) && (used[n] ?? 0) < tables);
    if (slot === undefined) continue;

    for (const day of [a, b]) {
      day.taken.add(slot);
      day.left -= 1;
    }
    used[slot] = (used[slot] ?? 0) + 1;
    chosen.push({ pair, slot });
  }
  return chosen;
}

type Day = { left: number; taken: Set<number> };

function openDay({ most, busy }: Attendee): Day {
  return { left: most, taken: new Set(busy) };
}

/** Equal weights fall back to the id, so that the order of the input does not matter. */
function worthiestFirst(one: Pair, other: Pair): number {
  return other.weight - one.weight || (one.id < other.id ? -1 : Number(one.id > other.id));
}

function firstSlot(slots: number, fits: (slot: number) => boolean): number | undefined {
  for (let slot = 1; slot <= slots; slot += 1) if (fits(slot)) return slot;
  return undefined;
}
