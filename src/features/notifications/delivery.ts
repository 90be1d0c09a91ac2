import { refuse } from '../../kernel/error.ts';
import type { Id } from '../../kernel/id.ts';

/** One way in which one notification goes out. `attempts` counts the times it was really tried. */
export type Delivery = {
  id: Id;
  notificationId: Id;
  status: 'waiting' | 'sent' | 'failed';
  messageId: string;
  attempts: number;
  claimedUntil: Date | null;
  fileName: string | null;
  error: string | null;
  sentAt: Date | null;
};

/** Longer than a letter may take to be handed over, so that nobody else begins while somebody is at it. */
const claimSeconds = 90;
/** As often as its job is tried; after that a person has to look. */
export const mostAttempts = 8;

/** The name that a letter keeps however often it is tried, by which mail programs know it again. */
export function messageIdOf(id: Id, from: string): string {
  const host = /@([^\s>]+)/.exec(from)?.[1] ?? 'localhost';
  return `<${id}@${host}>`;
}

/** What a worker may do with it now. */
export function toDo(delivery: Delivery, now: Date): 'send' | 'wait' | 'nothing' {
  if (delivery.status !== 'waiting') return 'nothing';
  return delivery.claimedUntil !== null && delivery.claimedUntil > now ? 'wait' : 'send';
}

export function claim(delivery: Delivery, now: Date): Delivery {
  if (toDo(delivery, now) !== 'send') refuse('conflict', 'notifications:errors.not-waiting');
  return { ...delivery, attempts: delivery.attempts + 1, claimedUntil: new Date(now.getTime() + claimSeconds * 1000) };
}

export function sent(delivery: Delivery, fileName: string | null, now: Date): Delivery {
  return { ...delivery, status: 'sent', fileName, error: null, claimedUntil: null, sentAt: now };
}

export function refused(delivery: Delivery, reason: string): Delivery {
  return { ...delivery, status: 'failed', error: reason, claimedUntil: null };
}

/** It did not go this time; the last attempt was the last. */
export function postponed(delivery: Delivery, reason: string): Delivery {
  const status = delivery.attempts >= mostAttempts ? 'failed' : 'waiting';
  return { ...delivery, status, error: reason, claimedUntil: null };
}
