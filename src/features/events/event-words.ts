import type { Formats } from '../../web/format.ts';
import type { Translate } from '../../web/i18n.ts';
import type { EventStatus } from './docking-event.ts';
import type { ParticipantStatus } from './participants/participant.ts';
import type { MeetingStatus } from './meetings/meeting.ts';

export type Chip = { kind: string; label: string; icon: string };

const eventLook: Record<EventStatus, [kind: string, icon: string]> = {
  planned: ['', 'edit'],
  registration: ['information', 'plus'],
  scheduled: ['information', 'calendar'],
  live: ['success', 'screen'],
  closed: ['', 'check'],
  cancelled: ['danger', 'cross'],
};

export function eventChip(status: EventStatus, t: Translate): Chip {
  const [kind, icon] = eventLook[status];
  return { kind, icon, label: t(`events:status.${status}`) };
}

const answerLook: Record<ParticipantStatus, [kind: string, icon: string]> = {
  invited: ['', 'clock'],
  accepted: ['success', 'check'],
  declined: ['warning', 'cross'],
};

export function answerChip(status: ParticipantStatus, t: Translate): Chip {
  const [kind, icon] = answerLook[status];
  return { kind, icon, label: t(`events:answer.${status}`) };
}

/** What became of a meeting; one that is still to come needs no chip. */
export function meetingChip(status: MeetingStatus, t: Translate): Chip | null {
  if (status === 'planned') return null;
  if (status === 'met') return { kind: 'success', icon: 'check', label: t('events:meeting.met') };
  return { kind: 'warning', icon: 'cross', label: t(`events:meeting.${status}`) };
}

/** "2026年3月1日 09:00–16:30". */
export function whenWords({ startsAt, endsAt }: { startsAt: Date; endsAt: Date }, formats: Formats): string {
  return `${formats.dateTime(startsAt)}–${formats.time(endsAt)}`;
}

/** How many come, or came; nothing for nobody. */
export function comingWords({ status, accepted }: { status: EventStatus; accepted: number }, t: Translate): string {
  if (accepted === 0) return '';
  return t(status === 'closed' ? 'events:list.came' : 'events:list.coming-people', { count: accepted });
}

/** A person as a line names them: with the organization when there is one. */
export function personWords({ name, organization }: { name: string; organization: string | null }, t: Translate): string {
  return organization ? t('events:person', { name, organization }) : name;
}
