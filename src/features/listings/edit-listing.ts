import type { Id } from '../../kernel/id.ts';
import type { Command, Transact } from '../../kernel/transact.ts';
import type { Outbox } from '../../platform/postgres/outbox.ts';
import type { Caller } from '../people/caller.ts';
import type { Patch } from './content.ts';
import { change } from './listing.ts';
import type { ListingStore } from './listing-store.ts';

type Ports = { transact: Transact<{ listings: ListingStore; outbox: Outbox }> };

/** Writes some fields anew; refused when somebody saved the listing since the version that the editor was opened with. */
export function editListing({ transact }: Ports) {
  return (caller: Caller, listingId: Id, version: number, patch: Patch, once?: Command): Promise<{ version: number }> =>
    transact(async ({ listings, outbox }) => {
      const { next, facts } = change(await listings.get(listingId), caller, version, patch);
      await listings.save(next, { action: 'saved', by: caller.accountId });
      await outbox.record(facts);
      return { version: next.version };
    }, once);
}
