import type { Id } from '../../kernel/id.ts';
import type { Command, Transact } from '../../kernel/transact.ts';
import type { Outbox } from '../../platform/postgres/outbox.ts';
import type { Caller } from '../people/caller.ts';
import { end } from './listing.ts';
import type { ListingStore } from './listing-store.ts';

type Ports = { transact: Transact<{ listings: ListingStore; outbox: Outbox }> };

/** The author takes the listing back. */
export function withdrawListing(ports: Ports) {
  return endListing(ports, 'withdraw');
}

/** The author says that it found what it was looking for. */
export function closeListing(ports: Ports) {
  return endListing(ports, 'close');
}

function endListing({ transact }: Ports, how: 'withdraw' | 'close') {
  return (caller: Caller, listingId: Id, once?: Command): Promise<{ version: number }> =>
    transact(async ({ listings, outbox }) => {
      const { next, facts } = end(await listings.get(listingId), caller, how);
      await listings.save(next, { action: how === 'close' ? 'closed' : 'withdrawn', by: caller.accountId });
      await outbox.record(facts);
      return { version: next.version };
    }, once);
}
