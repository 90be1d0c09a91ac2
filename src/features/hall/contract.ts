import { z } from 'zod';
import type { Endpoints, FactSpecs, MessageSpecs, RequestSpecs } from '../../kernel/contract.ts';
import { Id } from '../../kernel/id.ts';
import { HallCommand } from './command.ts';
import { LetterTerms } from './letters/letter.ts';
import { HallLog, HallSnapshot } from './snapshot.ts';

export const facts = {
  'hall.commanded': z.object({ eventId: Id, sequence: z.int() }),
  'letter.recorded': z.object({ letterId: Id }),
} as const satisfies FactSpecs;

/** The message is a hint: a page behind `sequence` fetches the log from the number it has. */
export const messages = {
  'hall:changed': z.object({ eventId: Id, sequence: z.int() }),
} as const satisfies MessageSpecs;

/** Asked by a page of an event: to hear its messages from now on. */
export const requests = {
  'event:watch': z.object({ eventId: Id }),
} as const satisfies RequestSpecs;

const params = z.object({ eventId: Id });

const LetterSummary = z.object({
  id: Id,
  serial: z.string(),
  technologyParty: z.string(),
  needParty: z.string(),
  meetingId: Id.nullable(),
  signedAt: z.iso.datetime(),
});

export const api = {
  getHall: {
    method: 'get',
    path: '/events/:eventId/hall',
    summary:
      'The whole hall at one number of its log: in public while it is live, with names and codes for organizers and the desk',
    access: 'anyone',
    params,
    reply: HallSnapshot,
  },
  getHallLog: {
    method: 'get',
    path: '/events/:eventId/hall/log',
    summary: 'What happened after a number; `gap` says that the snapshot must be fetched anew',
    access: 'anyone',
    params,
    query: z.object({ after: z.coerce.number().int().min(0).default(0) }),
    reply: HallLog,
  },
  commandHall: {
    method: 'post',
    path: '/events/:eventId/hall/commands',
    summary: 'Carry out one command, once however often it arrives with the same id; answers its number in the log',
    access: ['organizer', 'desk', 'admin'],
    params,
    body: z.intersection(z.object({ id: Id }), HallCommand),
    reply: z.object({ sequence: z.int() }),
  },
  recordLetter: {
    method: 'post',
    path: '/letters',
    summary: 'Record a signed letter of intent, for a meeting at an event or for an open match',
    access: ['organizer', 'admin'],
    body: z.intersection(z.union([z.object({ meetingId: Id }), z.object({ matchId: Id })]), LetterTerms),
    reply: z.object({ letterId: Id, serial: z.string() }),
    status: 201,
  },
  getLetter: {
    method: 'get',
    path: '/letters/:letterId',
    summary: 'One letter of intent with its text and the hash of the text; for its parties and the organizers',
    access: 'signed-in',
    params: z.object({ letterId: Id }),
    reply: LetterSummary.extend({
      eventId: Id.nullable(),
      matchId: Id,
      body: z.string(),
      sha256: z.string(),
      onScreen: z.boolean(),
    }),
  },
  listLetters: {
    method: 'get',
    path: '/events/:eventId/letters',
    summary: 'The letters of intent signed at an event',
    access: ['organizer', 'admin'],
    params,
    reply: z.object({ letters: z.array(LetterSummary) }),
  },
} as const satisfies Endpoints;
