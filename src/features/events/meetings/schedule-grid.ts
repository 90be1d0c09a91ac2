import type { Formats } from '../../../web/format.ts';
import type { Translate } from '../../../web/i18n.ts';
import { meetingChip, type Chip } from '../event-words.ts';
import type { MeetingStatus } from './meeting.ts';

type Slot = { number: number; startsAt: Date; endsAt: Date; status: 'waiting' | 'running' | 'done' };
type Person = { name: string; organization: string | null } | null;
export type GridMeeting = {
  id: string;
  slot: number;
  table: number;
  status: MeetingStatus;
  technology: string;
  need: string;
  holder: Person;
  seeker: Person;
};
type Cell = null | { href: string; title: string; text: string; chip: Chip | null };

/** What the partial schedule-grid shows: slots down, the tables that are used across, a meeting where the two cross. */
export function scheduleGrid(
  slots: readonly Slot[],
  tables: number,
  meetings: readonly GridMeeting[],
  t: Translate,
  formats: Formats,
) {
  const at = new Map(meetings.map((meeting) => [`${meeting.slot} ${meeting.table}`, meeting]));
  const used = Math.min(tables, Math.max(0, ...meetings.map(({ table }) => table)));
  const numbers = Array.from({ length: used }, (_, n) => n + 1);
  return {
    tables: numbers.map((number) => ({ label: t('events:table', { number }) })),
    slots: slots.map(({ number, startsAt, endsAt, status }) => ({
      label: t('events:slot', { number }),
      time: `${formats.time(startsAt)}–${formats.time(endsAt)}`,
      status,
      cells: numbers.map((table) => cellOf(at.get(`${number} ${table}`), t)),
    })),
  };
}

function cellOf(meeting: GridMeeting | undefined, t: Translate): Cell {
  if (!meeting) return null;
  const { id, technology, need, holder, seeker, status } = meeting;
  const who = (person: Person): string => person?.organization ?? person?.name ?? '';
  return {
    href: `/organizer/meetings/${id}`,
    title: t('events:schedule.pair', { technology, need }),
    text: [who(holder), who(seeker)].filter(Boolean).join(' ↔ '),
    chip: meetingChip(status, t),
  };
}
