import { refuse } from '../../kernel/error.ts';
import type { Id } from '../../kernel/id.ts';
import { covers } from '../../kernel/region-code.ts';
import type { EventStatus } from '../events/docking-event.ts';
import { readShortCode } from '../events/participants/short-code.ts';
import { mayOrganize, type Caller } from '../people/caller.ts';
import type { Change, HallCommand } from './command.ts';

export type HallSlot = {
  number: number;
  startsAt: Date;
  endsAt: Date;
  status: 'waiting' | 'running' | 'done';
  startedAt: Date | null;
  endedAt: Date | null;
};
export type HallMeeting = { id: Id; slot: number; status: 'planned' | 'met' | 'no-show' | 'cancelled'; signed: boolean };
export type HallPerson = { id: Id; code: string; checkedInAt: Date | null };

/** The day as it stands. A use case loads all slots, and of meetings and people those that the command names. */
export type Hall = {
  eventStatus: EventStatus;
  slots: readonly HallSlot[];
  meetings: readonly HallMeeting[];
  people: readonly HallPerson[];
  notice: { text: string; at: Date } | null;
};

/** What the command changes now, or why it cannot. The hall after it is `apply(hall, change)`. */
export function decide(hall: Hall, command: HallCommand, now: Date): Change {
  if (hall.eventStatus !== 'live') refuse('conflict', `hall:errors.not-live.${hall.eventStatus}`);
  const at = now.toISOString();
  switch (command.name) {
    case 'start-slot':
      requireStartable(hall, command.slot);
      return { name: 'start-slot', body: { slot: command.slot, at } };
    case 'end-slot':
      requireRunning(hall, command.slot);
      return { name: 'end-slot', body: { slot: command.slot, at } };
    case 'extend-slot': {
      requireRunning(hall, command.slot);
      const { slot, minutes } = command;
      return { name: 'extend-slot', body: { slot, minutes, slots: shifted(hall.slots, slot, minutes) } };
    }
    case 'check-in':
    case 'check-in-code': {
      const person = 'code' in command ? byCode(hall, command.code) : personOf(hall, command.participantId);
      if (person.checkedInAt) refuse('conflict', 'hall:errors.already-in', { code: person.code });
      return { name: 'check-in', body: { participantId: person.id, at } };
    }
    case 'undo-check-in': {
      const person = personOf(hall, command.participantId);
      if (!person.checkedInAt) refuse('conflict', 'hall:errors.not-in', { code: person.code });
      return { name: 'undo-check-in', body: { participantId: person.id } };
    }
    case 'mark-meeting':
      requireMarkable(hall, command);
      return { name: 'mark-meeting', body: { meetingId: command.meetingId, status: command.status } };
    case 'tell':
      return { name: 'tell', body: { text: command.text, at } };
  }
}

/** The hall after a change. Folding the log over the hall as it opened gives the hall as it is. */
export function apply(hall: Hall, { name, body }: Change): Hall {
  const slots = (number: number, change: Partial<HallSlot>): Hall => ({
    ...hall,
    slots: hall.slots.map((slot) => (slot.number === number ? { ...slot, ...change } : slot)),
  });
  const people = (id: Id, checkedInAt: Date | null): Hall => ({
    ...hall,
    people: hall.people.map((person) => (person.id === id ? { ...person, checkedInAt } : person)),
  });
  switch (name) {
    case 'start-slot':
      return slots(body.slot, { status: 'running', startedAt: new Date(body.at) });
    case 'end-slot':
      return slots(body.slot, { status: 'done', endedAt: new Date(body.at) });
    case 'extend-slot': {
      const moved = new Map(body.slots.map((slot) => [slot.number, slot]));
      const place = (slot: HallSlot): HallSlot => {
        const to = moved.get(slot.number);
        return to ? { ...slot, startsAt: new Date(to.startsAt), endsAt: new Date(to.endsAt) } : slot;
      };
      return { ...hall, slots: hall.slots.map(place) };
    }
    case 'check-in':
      return people(body.participantId, new Date(body.at));
    case 'undo-check-in':
      return people(body.participantId, null);
    case 'mark-meeting': {
      const mark = (meeting: HallMeeting): HallMeeting =>
        meeting.id === body.meetingId ? { ...meeting, status: body.status } : meeting;
      return { ...hall, meetings: hall.meetings.map(mark) };
    }
    case 'tell':
      return { ...hall, notice: body.text === '' ? null : { text: body.text, at: new Date(body.at) } };
  }
}

/** Organizers do everything; the desk checks people in and marks tables. */
export function mayCommand(caller: Caller | null, regionCode: string, name: HallCommand['name']): boolean {
  const forDesk = ['check-in', 'check-in-code', 'undo-check-in', 'mark-meeting'].includes(name);
  return mayOrganize(caller, regionCode) || (forDesk && mayDesk(caller, regionCode));
}

/** Whether this person helps at the event: sees names and codes, and checks people in. */
export function mayDesk(caller: Caller | null, regionCode: string): boolean {
  if (mayOrganize(caller, regionCode)) return true;
  return caller?.roles.some(({ role, region }) => role === 'desk' && covers(region, regionCode)) ?? false;
}

function slotOf(hall: Hall, number: number): HallSlot {
  const slot = hall.slots.find((one) => one.number === number);
  return slot ?? refuse('invalid', 'hall:errors.no-such-slot', { count: hall.slots.length });
}

function requireStartable(hall: Hall, number: number): void {
  const slot = slotOf(hall, number);
  const running = hall.slots.find(({ status }) => status === 'running');
  if (slot.status === 'done') refuse('conflict', 'hall:errors.slot-over', { slot: number });
  if (running === slot) refuse('conflict', 'hall:errors.slot-started', { slot: number });
  if (running) refuse('conflict', 'hall:errors.slot-running', { slot: running.number });
}

function requireRunning(hall: Hall, number: number): void {
  if (slotOf(hall, number).status !== 'running') refuse('conflict', 'hall:errors.slot-not-running', { slot: number });
}

/** This slot ends later, and whatever comes after it begins and ends later by as much; breaks keep their length. */
function shifted(slots: readonly HallSlot[], from: number, minutes: number) {
  const later = (moment: Date): string => new Date(moment.getTime() + minutes * 60_000).toISOString();
  return slots
    .filter(({ number }) => number >= from)
    .map(({ number, startsAt, endsAt }) => ({
      number,
      startsAt: number === from ? startsAt.toISOString() : later(startsAt),
      endsAt: later(endsAt),
    }));
}

function personOf(hall: Hall, id: Id): HallPerson {
  return hall.people.find((person) => person.id === id) ?? refuse('invalid', 'hall:errors.no-such-person');
}

function byCode(hall: Hall, typed: string): HallPerson {
  const code = readShortCode(typed);
  return hall.people.find((person) => person.code === code) ?? refuse('invalid', 'hall:errors.no-such-code', { code: typed });
}

function requireMarkable(hall: Hall, { meetingId, status }: { meetingId: Id; status: string }): void {
  const meeting = hall.meetings.find(({ id }) => id === meetingId);
  if (!meeting || meeting.status === 'cancelled') refuse('invalid', 'hall:errors.no-such-meeting');
  if (slotOf(hall, meeting.slot).status === 'waiting') refuse('conflict', 'hall:errors.not-begun', { slot: meeting.slot });
  if (meeting.signed && status !== 'met') refuse('conflict', 'hall:errors.signed');
}
