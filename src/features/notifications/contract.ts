import { z } from 'zod';
import type { Endpoints, FactSpecs, JobSpecs, MessageSpecs } from '../../kernel/contract.ts';
import { Id } from '../../kernel/id.ts';
import { mostAttempts } from './delivery.ts';
import { jointJobs } from './joint-contract.ts';
import { NoticeKind } from './notice.ts';

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
  'notify-question': { queue: 'notifications', payload: z.object({ questionId: Id }) },
  'notify-question-answer': { queue: 'notifications', payload: z.object({ questionId: Id }) },
  'notify-later': { queue: 'notifications', payload: z.object({ matchId: Id, side: z.enum(['technology', 'need']) }) },
  'notify-refusals': { queue: 'notifications', payload: z.object({ listingId: Id, week: z.iso.date() }) },
  'notify-invitation': { queue: 'notifications', payload: z.object({ eventId: Id, participantId: Id }) },
  'notify-schedule': { queue: 'notifications', payload: z.object({ eventId: Id }) },
  'notify-cancelled': { queue: 'notifications', payload: z.object({ eventId: Id }) },
  'notify-letter': { queue: 'notifications', payload: z.object({ letterId: Id }) },
  'notify-assessed': { queue: 'notifications', payload: z.object({ assessmentId: Id }) },
  'notify-read-back': { queue: 'notifications', payload: z.object({ readBackId: Id }) },
  'notify-objection': { queue: 'notifications', payload: z.object({ readBackId: Id }) },
  ...jointJobs,
  // Looking again while somebody else holds the letter is no attempt of the letter's own.
  'email-notification': {
    queue: 'notifications',
    payload: z.object({ notificationId: Id }),
    attempts: mostAttempts + 2,
    firstRetrySeconds: 30,
  },
} as const satisfies JobSpecs;

export const messages = {
  'notification:created': z.object({ notificationId: Id }),
} as const satisfies MessageSpecs;

const Notification = z.object({
  id: Id,
  kind: NoticeKind,
  text: z.string(),
  link: z.string(),
  createdAt: z.iso.datetime(),
  isRead: z.boolean(),
});
const Unread = z.object({ unread: z.int() });

export const api = {
  listNotifications: {
    method: 'get',
    path: '/notifications',
    summary: 'What the signed-in person was told, the newest first, and how much of it is unread',
    access: 'signed-in',
    query: z.object({ before: z.string().max(200).optional() }),
    reply: Unread.extend({ notifications: z.array(Notification), older: z.string().nullable() }),
  },
  readNotification: {
    method: 'post',
    path: '/notifications/:notificationId/reading',
    summary: 'Mark one notification as read',
    access: 'signed-in',
    params: z.object({ notificationId: Id }),
    reply: Unread,
  },
  readNotifications: {
    method: 'post',
    path: '/notifications/reading',
    summary: 'Mark all notifications as read',
    access: 'signed-in',
    reply: Unread,
  },
} as const satisfies Endpoints;
