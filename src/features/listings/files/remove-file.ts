import type { Id } from '../../../kernel/id.ts';
import type { Command, Transact } from '../../../kernel/transact.ts';
import type { Outbox } from '../../../platform/postgres/outbox.ts';
import type { Caller } from '../../people/caller.ts';
import { touch } from '../listing.ts';
import type { ListingStore } from '../listing-store.ts';
import type { FileStore } from './file-store.ts';

type Ports = { transact: Transact<{ listings: ListingStore; files: FileStore; outbox: Outbox }> };

/** Takes a file off a listing and deletes it: no copy is left behind. */
export function removeFile({ transact }: Ports) {
  return (caller: Caller, listingId: Id, fileId: Id, once?: Command): Promise<{ version: number }> =>
    transact(async ({ listings, files, outbox }) => {
      const listing = await listings.get(listingId);
      const { next, facts } = touch(listing, caller);
      await files.remove(listingId, fileId);
      await listings.save(next, { action: 'saved', by: caller.accountId });
      await outbox.record(facts);
      return { version: next.version };
    }, once);
}
