import { z } from 'zod';
import { newId, type Id } from '../../kernel/id.ts';

export const NoticeKind = z.enum([
  'listing-submitted',
  'listing-returned',
  'match-found',
  'match-accepted',
  'match-refused',
  'match-opened',
  'match-asked',
  'match-told',
  'match-later',
  'refusals-summed',
  'event-invitation',
  'event-schedule',
  'event-cancelled',
  'letter-recorded',
  'need-assessed',
  'read-back-asked',
  'read-back-objected',
  'joint-asked',
  'joint-invited',
  'joint-joined',
  'joint-left',
  'joint-published',
  'joint-closed',
  'joint-match',
  'joint-opened',
]);
export type NoticeKind = z.infer<typeof NoticeKind>;

/** The titles and times that the words of a kind take; never a phone number or an address. */
export type NoticeParams = Record<string, string>;

/** What one person is told about one matter; `about` names the matter, so that it is told once however often it is tried. */
export type Notice = { id: Id; accountId: Id; about: string; kind: NoticeKind; params: NoticeParams; link: string };

/** The same matter for each of these people, each of them once. */
export function noticesTo(accountIds: readonly Id[], matter: Omit<Notice, 'id' | 'accountId'>): Notice[] {
  return [...new Set(accountIds)].map((accountId) => ({ id: newId(), accountId, ...matter }));
}
