import { z } from 'zod';
import { refuse } from '../../../kernel/error.ts';
import type { Id } from '../../../kernel/id.ts';

export const ParticipantStatus = z.enum(['invited', 'accepted', 'declined']);
export type ParticipantStatus = z.infer<typeof ParticipantStatus>;

export type Participant = { id: Id; eventId: Id; accountId: Id; status: ParticipantStatus; code: string };

/** A listing that an invited person could bring. */
export type Bringable = { id: Id; status: string; accountId: Id };

export const Answer = z.discriminatedUnion('answer', [
  z.object({ answer: z.literal('accepted'), listingIds: z.array(z.uuid()).max(50) }),
  z.object({ answer: z.literal('declined') }),
]);
export type Answer = z.infer<typeof Answer>;

/** What the person brings from now on; only own listings that are public can be brought. */
export function answerInvitation(
  participant: Participant,
  answer: Answer,
  own: readonly Bringable[],
): { next: Participant; brings: Id[] } {
  if (answer.answer === 'declined') return { next: { ...participant, status: 'declined' }, brings: [] };
  const brings = [...new Set(answer.listingIds)];
  const known = own.filter(({ accountId }) => accountId === participant.accountId);
  for (const id of brings) {
    const listing = known.find((one) => one.id === id);
    if (!listing) refuse('invalid', 'events:errors.not-your-listing');
    if (!isPublic(listing.status)) refuse('invalid', 'events:errors.listing-not-public');
  }
  return { next: { ...participant, status: 'accepted' }, brings };
}

/** Who was not asked brings at least one listing: the meetings are about listings. */
export function join(
  participant: Participant,
  listingIds: readonly Id[],
  own: readonly Bringable[],
): { next: Participant; brings: Id[] } {
  if (listingIds.length === 0) refuse('invalid', 'events:errors.bring-something');
  return answerInvitation(participant, { answer: 'accepted', listingIds: [...listingIds] }, own);
}

export function isPublic(status: string): boolean {
  return status === 'published' || status === 'matched';
}
