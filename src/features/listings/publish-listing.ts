import type { Id } from '../../kernel/id.ts';
import type { Command, Transact } from '../../kernel/transact.ts';
import type { Outbox } from '../../platform/postgres/outbox.ts';
import type { Caller } from '../people/caller.ts';
import { publish, type Moment } from './listing.ts';
import type { ListingStore } from './listing-store.ts';

type Ports = { transact: Transact<{ listings: ListingStore; outbox: Outbox }>; moment: () => Moment };

/** Shows a listing to everybody, in the version that the organizer has read. Matching follows from the fact. */
export function publishListing({ transact, moment }: Ports) {
  return (caller: Caller, listingId: Id, version: number, once?: Command): Promise<{ version: number }> =>
    transact(async ({ listings, outbox }) => {
      const { next, facts } = publish(await listings.get(listingId), caller, version, moment());
      await listings.save(next, { action: 'published', by: caller.accountId });
      await outbox.record(facts);
      return { version: next.version };
    }, once);
}
