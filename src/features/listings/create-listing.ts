import { newId, type Id } from '../../kernel/id.ts';
import type { Command, Transact } from '../../kernel/transact.ts';
import type { Caller } from '../people/caller.ts';
import { beginContent, type Beginning } from './content.ts';
import type { Listing } from './listing.ts';
import type { ListingStore } from './listing-store.ts';

/** Begins a draft in the caller's name. Nobody else hears of it yet, so there is no fact to record. */
export function createListing({ transact }: { transact: Transact<{ listings: ListingStore }> }) {
  return (caller: Caller, begin: Beginning, once?: Command): Promise<{ id: Id; version: number }> =>
    transact(async ({ listings }) => {
      const { accountId, organizationId } = caller;
      const listing: Listing = {
        ...beginContent(begin),
        ...{ id: newId(), status: 'draft', accountId, organizationId, returnedReason: null, publishedAt: null, version: 1 },
      };
      await listings.add(listing, { action: 'created', by: accountId });
      return { id: listing.id, version: 1 };
    }, once);
}
