import type { Translate } from '../../web/i18n.ts';
import { openMoves, type EventMove, type EventStatus } from './docking-event.ts';

export type ConsoleEvent = {
  id: string;
  title: string;
  status: EventStatus;
  accepted: number;
  invited: number;
  meetings: number;
};

/** What every tab of an event's console shows: where it stands and the ways to its parts. */
export function consoleFrame({ id, title }: ConsoleEvent, current: 'overview' | 'people' | 'schedule', t: Translate) {
  const at = `/organizer/events/${id}`;
  const tab = (key: typeof current, href: string) => ({ href, label: t(`events:console.tab.${key}`), current: key === current });
  return {
    breadcrumbs: [
      { href: '/organizer', label: t('ui:nav.organizer') },
      { href: '/organizer/events', label: t('events:organizer.title') },
      ...(current === 'overview' ? [] : [{ href: at, label: title }]),
    ],
    tabs: [tab('overview', at), tab('people', `${at}/people`), tab('schedule', `${at}/schedule`)],
  };
}

const path: EventStatus[] = ['planned', 'registration', 'scheduled', 'live', 'closed'];

/** The states of a day in their order; an event that was called off has no way on. */
export function lifeSteps(status: EventStatus, t: Translate): { label: string; done: boolean; current: boolean }[] {
  const here = path.indexOf(status);
  return path.map((one, n) => ({
    label: t(`events:status.${one}`),
    done: here > n || status === 'closed',
    current: one === status && status !== 'closed',
  }));
}

export type NextStep =
  { kind: 'move'; move: EventMove } | { kind: 'link'; key: string; href: string } | { kind: 'make-schedule' };

/** The one thing to do next. The rest of what this state allows is offered more quietly. */
export function nextStep({ id, status, accepted, meetings }: ConsoleEvent): NextStep | null {
  const at = `/organizer/events/${id}`;
  switch (status) {
    case 'planned':
      return { kind: 'move', move: 'open-registration' };
    case 'registration':
      if (accepted < 2) return { kind: 'link', key: 'invite', href: `${at}/people#invite` };
      return meetings === 0 ? { kind: 'make-schedule' } : { kind: 'move', move: 'release-schedule' };
    case 'scheduled':
      return { kind: 'move', move: 'open-hall' };
    case 'live':
      return { kind: 'link', key: 'hall', href: `/events/${id}/hall` };
    case 'closed':
    case 'cancelled':
      return null;
  }
}

/** What else this state allows, beside the next step and calling off, which stands apart. */
export function otherMoves(event: ConsoleEvent): EventMove[] {
  const next = nextStep(event);
  return openMoves(event.status).filter(
    (move) =>
      move !== 'cancel' &&
      !(next?.kind === 'move' && next.move === move) &&
      !(move === 'release-schedule' && event.meetings === 0),
  );
}
