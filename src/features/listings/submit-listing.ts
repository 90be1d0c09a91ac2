import type { Id } from '../../kernel/id.ts';
import type { Command, Transact } from '../../kernel/transact.ts';
import type { Outbox } from '../../platform/postgres/outbox.ts';
import type { Caller } from '../people/caller.ts';
import { submit, type Moment } from './listing.ts';
import type { ListingStore } from './listing-store.ts';

type Ports = { transact: Transact<{ listings: ListingStore; outbox: Outbox }>; moment: () => Moment };

/** Sends a complete listing to the organizers of its region. */
export function submitListing({ transact, moment }: Ports) {
  return (caller: Caller, listingId: Id, version: number, once?: Command): Promise<{ version: number }> =>
    transact(async ({ listings, outbox }) => {
      const { next, facts } = submit(await listings.get(listingId), caller, version, moment().today);
      await listings.save(next, { action: 'submitted', by: caller.accountId });
      await outbox.record(facts);
      return { version: next.version };
    }, once);
}
