import type { Id } from '../../kernel/id.ts';
import type { Command, Transact } from '../../kernel/transact.ts';
import type { Outbox } from '../../platform/postgres/outbox.ts';
import type { Caller } from '../people/caller.ts';
import { giveBack } from './listing.ts';
import type { ListingStore } from './listing-store.ts';

type Ports = { transact: Transact<{ listings: ListingStore; outbox: Outbox }> };

/** Gives a listing back to its author with what must change. */
export function returnListing({ transact }: Ports) {
  return (caller: Caller, listingId: Id, version: number, reason: string, once?: Command): Promise<{ version: number }> =>
    transact(async ({ listings, outbox }) => {
      const { next, facts } = giveBack(await listings.get(listingId), caller, version, reason);
      await listings.save(next, { action: 'returned', by: caller.accountId, note: next.returnedReason ?? '' });
      await outbox.record(facts);
      return { version: next.version };
    }, once);
}
