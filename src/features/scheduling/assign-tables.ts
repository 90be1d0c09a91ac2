import type { Placed, Problem } from './schedule.ts';
import type { Timed } from './choose-slots.ts';

/** Slot by slot; whoever has sat at a table stays there when it is free, the first of a pair before the second. */
export function assignTables({ slots, tables }: Problem, timed: readonly Timed[]): Placed[] {
  const last = new Map<string, number>();
  const placed: Placed[] = [];

  for (let slot = 1; slot <= slots; slot += 1) {
    const free = new Set(Array.from({ length: tables }, (_, n) => n + 1));
    const now = timed.filter((meeting) => meeting.slot === slot);
    const settled = new Map<Timed, number>();

    for (const side of ['a', 'b'] as const) {
      for (const meeting of now) {
        const table = last.get(meeting.pair[side]);
        if (table === undefined || settled.has(meeting) || !free.delete(table)) continue;
        settled.set(meeting, table);
      }
    }
    for (const meeting of now) {
      const table = settled.get(meeting) ?? takeLowest(free);
      last.set(meeting.pair.a, table).set(meeting.pair.b, table);
      placed.push({ pair: meeting.pair.id, slot, table });
    }
  }
  return placed;
}

function takeLowest(free: Set<number>): number {
  const [table] = free;
  if (table === undefined) throw new Error('More meetings than tables were put into one slot.');
  free.delete(table);
  return table;
}
