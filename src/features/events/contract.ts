import { z } from 'zod';
import type { Endpoints, FactSpecs, MessageSpecs } from '../../kernel/contract.ts';
import { Id } from '../../kernel/id.ts';
import { breakBetweenSlots, EventMove, EventStatus, PlanFields } from './docking-event.ts';
import { api as meetingsApi } from './meetings/contract.ts';
import { api as participantsApi } from './participants/contract.ts';

/** `sequence` is the number that the change has in the log of the event. */
const Numbered = z.object({ eventId: Id, sequence: z.int() });

export const facts = {
  'event.invited': z.object({ eventId: Id, participantId: Id }),
  'event.answered': Numbered.extend({ participantId: Id }),
  'event.scheduled': Numbered.extend({ meetings: z.int() }),
  'event.moved-on': Numbered.extend({ status: EventStatus }),
  'meeting.moved': Numbered.extend({ meetingId: Id }),
} as const satisfies FactSpecs;

export const messages = {} as const satisfies MessageSpecs;

const params = z.object({ eventId: Id });
const Time = z.iso.datetime();

const EventSummary = z.object({
  id: Id,
  title: z.string(),
  region: z.string(),
  venue: z.string(),
  status: EventStatus,
  startsAt: Time,
  endsAt: Time,
});
const EventDetail = EventSummary.extend({
  about: z.string(),
  slots: z.int(),
  tables: z.int(),
  slotMinutes: z.int(),
  industries: z.array(z.object({ code: z.string(), name: z.string() })),
  organizations: z.array(z.object({ id: Id, name: z.string(), technologies: z.int(), needs: z.int() })),
});
/** A plan as JSON: a moment is written in ISO 8601. */
const PlanBody = PlanFields.extend({ startsAt: Time.transform((text) => new Date(text)) });

export const api = {
  listEvents: {
    method: 'get',
    path: '/events',
    summary: 'Docking events that are open, running or over, by their day, the latest first; pass `older` as `before` to go on',
    access: 'anyone',
    query: z.object({ before: z.string().max(200).optional(), after: z.string().max(200).optional() }),
    reply: z.object({ events: z.array(EventSummary), newer: z.string().nullable(), older: z.string().nullable() }),
  },
  createEvent: {
    method: 'post',
    path: '/events',
    summary: 'Plan a docking event; only its organizers see it until registration opens',
    access: ['organizer', 'admin'],
    body: breakBetweenSlots(PlanBody),
    reply: z.object({ eventId: Id }),
    status: 201,
  },
  editEvent: {
    method: 'put',
    path: '/events/:eventId',
    summary: 'Change a plan; refused when somebody saved it since this version',
    access: ['organizer', 'admin'],
    params,
    body: breakBetweenSlots(PlanBody.extend({ version: z.int() })),
    reply: z.object({ version: z.int() }),
  },
  getEvent: {
    method: 'get',
    path: '/events/:eventId',
    summary: 'One docking event, with the organizations that come',
    access: 'anyone',
    params,
    reply: EventDetail,
  },
  moveEvent: {
    method: 'post',
    path: '/events/:eventId/moves',
    summary: 'Move an event on in its life; a wrong move says what is allowed',
    access: ['organizer', 'admin'],
    params,
    body: z.object({ move: EventMove }),
    reply: z.object({ status: EventStatus }),
  },
  ...participantsApi,
  ...meetingsApi,
} as const satisfies Endpoints;
