import { refuse } from '../../kernel/error.ts';
import type { EventStatus } from '../events/docking-event.ts';
import type { Caller } from '../people/caller.ts';
import { mayDesk } from './hall.ts';

type Doors = { status: EventStatus; regionCode: string };

/** Organizers and the desk may always look into a hall; everybody else while it is live and afterwards. Answers which of both. */
export function enterHall<E extends Doors>(caller: Caller | null, event: E | undefined): { event: E; staff: boolean } {
  if (!event) refuse('not-found', 'hall:errors.no-event');
  const staff = mayDesk(caller, event.regionCode);
  if (staff) return { event, staff };
  if (event.status === 'planned') refuse('not-found', 'hall:errors.no-event');
  if (event.status !== 'live' && event.status !== 'closed') refuse('conflict', `hall:errors.not-live.${event.status}`);
  return { event, staff };
}

/** For pages that are the organizers' and the desk's alone. */
export function enterAsStaff<E extends Doors>(caller: Caller | null, event: E | undefined): E {
  if (!event) refuse('not-found', 'hall:errors.no-event');
  if (!mayDesk(caller, event.regionCode)) refuse('not-allowed', 'hall:errors.not-yours');
  return event;
}
