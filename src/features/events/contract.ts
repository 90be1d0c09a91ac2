import { z } from 'zod';
import type { Endpoints, FactSpecs, MessageSpecs } from '../../kernel/contract.ts';
import { Id } from '../../kernel/id.ts';
import { EventMove, EventStatus } from './docking-event.ts';
import { Answer, ParticipantStatus } from './participants/participant.ts';
import { MeetingStatus } from './meetings/meeting.ts';

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
const Meeting = z.object({
  id: Id,
  slot: z.int(),
  table: z.int(),
  status: MeetingStatus,
  technology: z.string(),
  need: z.string(),
});

/** Slot and table as a form or client names them. */
export const Place = z.object({ slot: z.coerce.number().int(), table: z.coerce.number().int() });

export const api = {
  listEvents: {
    method: 'get',
    path: '/events',
    summary: 'Docking events that are open, planned in public or running, the next one first',
    access: 'anyone',
    reply: z.object({ events: z.array(EventSummary) }),
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
  invitePeople: {
    method: 'post',
    path: '/events/:eventId/invitations',
    summary: 'Invite people; those already invited are left as they are',
    access: ['organizer', 'admin'],
    params,
    body: z.object({ accountIds: z.array(Id).min(1).max(500) }),
    reply: z.object({ invited: z.int() }),
  },
  answerInvitation: {
    method: 'post',
    path: '/events/:eventId/answer',
    summary: 'Accept an invitation with the listings to bring, or decline it',
    access: 'signed-in',
    params,
    body: Answer,
    reply: z.object({ status: ParticipantStatus }),
  },
  getSchedule: {
    method: 'get',
    path: '/events/:eventId/schedule',
    summary: 'Every meeting with its slot and table',
    access: ['organizer', 'admin'],
    params,
    reply: z.object({ meetings: z.array(Meeting) }),
  },
  makeSchedule: {
    method: 'post',
    path: '/events/:eventId/schedule',
    summary: 'Lay the meetings anew from the matches of those who come; until the hall opens',
    access: ['organizer', 'admin'],
    params,
    reply: z.object({ meetings: z.int() }),
  },
  moveMeeting: {
    method: 'post',
    path: '/meetings/:meetingId/place',
    summary: 'Give one meeting another slot and table; refused when a person or a table would be booked twice',
    access: ['organizer', 'admin'],
    params: z.object({ meetingId: Id }),
    body: Place,
    reply: z.object({ sequence: z.int() }),
  },
} as const satisfies Endpoints;
