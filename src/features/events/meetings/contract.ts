import { z } from 'zod';
import type { Endpoints } from '../../../kernel/contract.ts';
import { Id } from '../../../kernel/id.ts';
import { MeetingStatus } from './meeting.ts';

const params = z.object({ eventId: Id });

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
    summary: 'Lay the meetings anew from the matches of those who come; while registration is open',
    access: ['organizer', 'admin'],
    params,
    reply: z.object({ meetings: z.int() }),
  },
  discardSchedule: {
    method: 'delete',
    path: '/events/:eventId/schedule',
    summary: 'Take every planned meeting back, so that times and tables may change',
    access: ['organizer', 'admin'],
    params,
    reply: z.object({}),
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
