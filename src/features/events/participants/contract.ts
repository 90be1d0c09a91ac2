import { z } from 'zod';
import type { Endpoints } from '../../../kernel/contract.ts';
import { Id } from '../../../kernel/id.ts';
import { MeetingStatus } from '../meetings/meeting.ts';
import { Answer, ParticipantStatus } from './participant.ts';

const params = z.object({ eventId: Id });
const Time = z.iso.datetime();

/** A person's own place in an event; the code is theirs alone. */
const OwnPart = z.object({
  status: ParticipantStatus,
  code: z.string(),
  meetings: z.array(
    z.object({
      id: Id,
      matchId: Id,
      slot: z.int(),
      table: z.int(),
      status: MeetingStatus,
      startsAt: Time,
      endsAt: Time,
      mine: z.string(),
      theirs: z.string(),
      with: z.string(),
      organization: z.string().nullable(),
    }),
  ),
});

const Participant = z.object({
  id: Id,
  name: z.string(),
  organization: z.string().nullable(),
  status: ParticipantStatus,
  meetings: z.int(),
  listings: z.array(z.object({ id: Id, side: z.enum(['technology', 'need']), title: z.string() })),
});

export const api = {
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
  joinEvent: {
    method: 'post',
    path: '/events/:eventId/join',
    summary: 'Take part without an invitation, with at least one public listing; while registration is open',
    access: 'signed-in',
    params,
    body: z.object({ listingIds: z.array(Id).min(1).max(50) }),
    reply: z.object({ status: ParticipantStatus }),
  },
  getMyEvent: {
    method: 'get',
    path: '/events/:eventId/mine',
    summary: 'Your own answer, personal code and, once it is out, timetable',
    access: 'signed-in',
    params,
    reply: OwnPart,
  },
  listParticipants: {
    method: 'get',
    path: '/events/:eventId/participants',
    summary: 'Who was invited, who comes, and what they bring',
    access: ['organizer', 'admin'],
    params,
    reply: z.object({ participants: z.array(Participant) }),
  },
} as const satisfies Endpoints;
