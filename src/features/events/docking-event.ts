import { z } from 'zod';
import { refuse } from '../../kernel/error.ts';
import type { Id } from '../../kernel/id.ts';
import type { Decision } from '../../kernel/decision.ts';
import { mayOrganize, type Caller } from '../people/caller.ts';

export const EventStatus = z.enum(['planned', 'registration', 'scheduled', 'live', 'closed', 'cancelled']);
export type EventStatus = z.infer<typeof EventStatus>;

export const EventMove = z.enum([
  'open-registration',
  'release-schedule',
  'reopen-registration',
  'open-hall',
  'close-hall',
  'cancel',
]);
export type EventMove = z.infer<typeof EventMove>;

/** The life of a docking event: what may be done in each state, and where it leads. */
const lifecycle: Record<EventStatus, Partial<Record<EventMove, EventStatus>>> = {
  planned: { 'open-registration': 'registration', cancel: 'cancelled' },
  registration: { 'release-schedule': 'scheduled', cancel: 'cancelled' },
  scheduled: { 'open-hall': 'live', 'reopen-registration': 'registration', cancel: 'cancelled' },
  live: { 'close-hall': 'closed' },
  closed: {},
  cancelled: {},
};

/** What an organizer types about an event. Times are in minutes, the long break (lunch) comes after a slot of that number. */
export const PlanFields = z.object({
  title: z.string().trim().min(1).max(80),
  regionCode: z.string().regex(/^\d{12}$/, 'web:errors.choice'),
  venue: z.string().trim().max(200),
  about: z.string().trim().max(2000),
  startsAt: z.date(),
  slotMinutes: z.int().min(5).max(240),
  breakMinutes: z.int().min(0).max(240),
  longBreakAfter: z.int().min(1).max(40).nullable(),
  longBreakMinutes: z.int().min(0).max(480),
  slots: z.int().min(1).max(40),
  tables: z.int().min(1).max(200),
  mostMeetings: z.int().min(1).max(40),
  industries: z.array(z.string().regex(/^[A-Z]\d{0,4}$/)).max(12),
});

/** The long break lies between two slots. */
export function breakBetweenSlots<S extends z.ZodType<{ longBreakAfter: number | null; slots: number }>>(plan: S): S {
  return plan.refine(({ longBreakAfter, slots }) => longBreakAfter === null || longBreakAfter < slots, {
    path: ['longBreakAfter'],
    message: 'events:errors.break-after-last',
  });
}

export const EventPlan = breakBetweenSlots(PlanFields);
export type EventPlan = z.infer<typeof EventPlan>;

export type DockingEvent = EventPlan & { id: Id; status: EventStatus; accountId: Id; sequence: number; version: number };

export type MovedOn = { name: 'event.moved-on'; body: { eventId: Id; status: EventStatus } };

/** The moves that are open in this state, in the order in which a day takes them. */
export function openMoves(status: EventStatus): EventMove[] {
  return EventMove.options.filter((move) => move in lifecycle[status]);
}

export function moveOn(event: DockingEvent, move: EventMove, meetings: number): Decision<DockingEvent, MovedOn> {
  const status = lifecycle[event.status][move];
  if (!status) refuseMove(event.status);
  if (move === 'release-schedule' && meetings === 0) refuse('conflict', 'events:errors.nothing-to-release');
  return { next: { ...event, status }, facts: [{ name: 'event.moved-on', body: { eventId: event.id, status } }] };
}

/** Slots and tables stand once meetings lie on them; the rest may change until the hall opens. */
export function changePlan(event: DockingEvent, plan: EventPlan, version: number, meetings: number): DockingEvent {
  if (event.version !== version) refuse('stale', 'events:errors.changed-meanwhile');
  if (!isBefore(event.status, 'live')) refuse('conflict', `events:errors.no-edit.${event.status}`);
  const grid = (it: EventPlan): string =>
    JSON.stringify([it.startsAt, it.slotMinutes, it.breakMinutes, it.longBreakAfter, it.longBreakMinutes, it.slots, it.tables]);
  if (meetings > 0 && grid(event) !== grid(plan)) refuse('conflict', 'events:errors.grid-fixed', { count: meetings });
  return { ...event, ...plan };
}

/** People may be invited and answer from the opening of registration until the hall closes. */
export function requireOpenToPeople(status: EventStatus): void {
  if (status !== 'registration' && status !== 'scheduled' && status !== 'live')
    refuse('conflict', `events:errors.not-open-to-people.${status}`);
}

/** Whoever has something to bring may come without an invitation while people register. */
export function requireRegistration(status: EventStatus): void {
  if (status !== 'registration') refuse('conflict', `events:errors.no-join.${status}`);
}

/**
 * Meetings are laid anew while people register. A released schedule is taken back first, so that everybody is told when
 * it is out again; on the day itself meetings are moved one by one.
 */
export function requireScheduling(status: EventStatus): void {
  if (status !== 'registration') refuse('conflict', `events:errors.no-schedule.${status}`);
}

/** A single meeting may get another place until the hall closes. */
export function requireMovable(status: EventStatus): void {
  if (status !== 'registration' && status !== 'scheduled' && status !== 'live')
    refuse('conflict', `events:errors.no-move.${status}`);
}

/** Events that everybody finds in the list. */
export const publicStatuses: readonly EventStatus[] = ['registration', 'scheduled', 'live', 'closed'];

/** Participants see where they sit once the schedule is out, and not while it is still being laid. */
export function showsTimetable(status: EventStatus): boolean {
  return status === 'scheduled' || status === 'live' || status === 'closed';
}

/** A message of an event says only that something changed, so whoever may see the event may hear it. */
export function mayWatch(caller: Caller | null, event: { status: EventStatus; regionCode: string }): boolean {
  return event.status !== 'planned' || mayOrganize(caller, event.regionCode);
}

function isBefore(status: EventStatus, end: EventStatus): boolean {
  const order: EventStatus[] = ['planned', 'registration', 'scheduled', 'live', 'closed'];
  return order.includes(status) && order.indexOf(status) < order.indexOf(end);
}

/** The words of the refusal name the moves that this state allows. */
function refuseMove(status: EventStatus): never {
  return refuse('conflict', `events:errors.wrong-move.${status}`);
}
