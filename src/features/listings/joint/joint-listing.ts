import type { Id } from '../../../kernel/id.ts';
import { beginContent, mergeContent } from '../content.ts';
import { isPublic, type Listing, type ListingDecision, type Moment } from '../listing.ts';
import type { Need } from '../need.ts';

/** The need of several villages, as pooling composes it from their shares, and who answers for it. */
export type JointListing = {
  accountId: Id;
  organizationId: Id | null;
  content: Partial<Need> & Pick<Need, 'title'>;
};

/** A joint need that is published: there from now on, like any need, without a moderator, who has gathered it already. */
export function beginJoint(id: Id, { accountId, organizationId, content }: JointListing, { now }: Moment): ListingDecision {
  const standing = { status: 'published', returnedReason: null, publishedAt: now, version: 1 } as const;
  const next: Listing = { ...beginContent({ side: 'need', content }), id, accountId, organizationId, ...standing };
  return { next, facts: [{ name: 'listing.published', body: { listingId: id, side: 'need', version: 1 } }] };
}

/** Follows the members while it is public; what its holder or time has ended stays ended. Undefined when nothing is new. */
export function followJoint(listing: Listing, wish: JointListing | null): ListingDecision | undefined {
  if (!isPublic(listing)) return undefined;
  const version = listing.version + 1;
  const body = { listingId: listing.id, side: listing.side, version };
  if (!wish) return { next: { ...listing, status: 'closed', version }, facts: [{ name: 'listing.ended', body }] };
  const { accountId, organizationId } = wish;
  const content = mergeContent(listing, { side: 'need', content: wish.content });
  const isSame =
    accountId === listing.accountId &&
    JSON.stringify(content) === JSON.stringify(mergeContent(listing, { side: 'need', content: {} }));
  if (isSame) return undefined;
  return { next: { ...listing, ...content, accountId, organizationId, version }, facts: [{ name: 'listing.changed', body }] };
}
