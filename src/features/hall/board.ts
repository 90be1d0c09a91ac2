import type { HallSnapshot, SnapshotMeeting, SnapshotSlot } from './snapshot.ts';

export type Phase = 'before' | 'running' | 'between' | 'over';

/** Where the day stands: what runs, what came last and what comes next. */
export type Moment = {
  phase: Phase;
  running: SnapshotSlot | null;
  next: SnapshotSlot | null;
  /** The slot that people look at: the one that runs, else the last one, else the first. */
  shown: SnapshotSlot | null;
};

export function momentOf({ slots }: Pick<HallSnapshot, 'slots'>): Moment {
  const running = slots.find(({ status }) => status === 'running') ?? null;
  const next = slots.find(({ status, number }) => status === 'waiting' && (!running || number > running.number)) ?? null;
  const last = slots.findLast(({ status }) => status === 'done') ?? null;
  const phase = running ? 'running' : last === null ? 'before' : next ? 'between' : 'over';
  return { phase, running, next, shown: running ?? last ?? slots[0] ?? null };
}

/**
 * When a slot that waits can begin: as planned, or later by as much as the one that runs began late, so that breaks are kept.
 * One that began early moves nothing: people come at the time on their paper.
 */
export function expectedStart({ running }: Pick<Moment, 'running'>, { startsAt }: Pick<SnapshotSlot, 'startsAt'>): string {
  const late = running?.dueAt ? Date.parse(running.dueAt) - Date.parse(running.endsAt) : 0;
  return new Date(Date.parse(startsAt) + Math.max(0, late)).toISOString();
}

/** The meetings of a slot, by table. */
export function meetingsIn({ meetings }: Pick<HallSnapshot, 'meetings'>, slot: SnapshotSlot | null): SnapshotMeeting[] {
  return meetings.filter((meeting) => meeting.slot === slot?.number).sort((a, b) => a.table - b.table);
}

/** What a table's card says about it, from what is known of its two sides. */
export type Sign = 'signed' | 'met' | 'no-show' | 'both-here' | 'one-here' | 'nobody-here';

export function signOf({ signed, status, technology, need }: SnapshotMeeting): Sign {
  if (signed) return 'signed';
  if (status === 'met' || status === 'no-show') return status;
  if (technology.here && need.here) return 'both-here';
  return technology.here || need.here ? 'one-here' : 'nobody-here';
}

/** Colour and picture of a sign; the words stand beside both. */
export const looks: Record<Sign, { kind: string; icon: string }> = {
  signed: { kind: 'success', icon: 'letter' },
  met: { kind: 'success', icon: 'check' },
  'no-show': { kind: 'danger', icon: 'cross' },
  'both-here': { kind: 'information', icon: 'match' },
  'one-here': { kind: 'warning', icon: 'user' },
  'nobody-here': { kind: '', icon: 'clock' },
};
