import { z } from 'zod';
import type { Endpoints, FactSpecs, JobSpecs, MessageSpecs } from '../../kernel/contract.ts';
import { Id } from '../../kernel/id.ts';

export const facts = {
  'notification.created': z.object({ notificationId: Id, accountId: Id }),
} as const satisfies FactSpecs;

/** `notify-*` writes the notifications that follow from something; each is written once per account and matter. */
export const jobs = {
  'notify-moderators': { queue: 'notifications', payload: z.object({ listingId: Id }) },
  'notify-returned': { queue: 'notifications', payload: z.object({ listingId: Id, version: z.int() }) },
  'notify-match': { queue: 'notifications', payload: z.object({ matchId: Id }) },
  'notify-answer': { queue: 'notifications', payload: z.object({ matchId: Id, side: z.enum(['technology', 'need']) }) },
  'notify-opened': { queue: 'notifications', payload: z.object({ matchId: Id }) },
  'notify-invitation': { queue: 'notifications', payload: z.object({ eventId: Id, participantId: Id }) },
  'notify-schedule': { queue: 'notifications', payload: z.object({ eventId: Id }) },
  'notify-letter': { queue: 'notifications', payload: z.object({ letterId: Id }) },
  'email-notification': { queue: 'notifications', payload: z.object({ notificationId: Id }), attempts: 8, firstRetrySeconds: 30 },
} as const satisfies JobSpecs;

export const messages = {
  'notification:created': z.object({ notificationId: Id }),
} as const satisfies MessageSpecs;

export const api = {} as const satisfies Endpoints;
