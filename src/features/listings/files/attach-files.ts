import { newId, type Id } from '../../../kernel/id.ts';
import type { Command, Transact } from '../../../kernel/transact.ts';
import type { Outbox } from '../../../platform/postgres/outbox.ts';
import type { Caller } from '../../people/caller.ts';
import { touch } from '../listing.ts';
import type { ListingStore } from '../listing-store.ts';
import type { FileStore } from './file-store.ts';
import { takeFiles, type GivenFile } from './listing-file.ts';

type Ports = { transact: Transact<{ listings: ListingStore; files: FileStore; outbox: Outbox }> };

/** Adds pictures and papers. Nobody's words are written over, so the version on the page does not matter. */
export function attachFiles({ transact }: Ports) {
  return (caller: Caller, listingId: Id, given: readonly GivenFile[], once?: Command): Promise<{ version: number }> =>
    transact(async ({ listings, files, outbox }) => {
      const listing = await listings.get(listingId);
      const { next, facts } = touch(listing, caller);
      const taken = takeFiles(given, await files.count(listingId));
      for (const file of taken) await files.add(listingId, { ...file, id: newId(), uploadedBy: caller.accountId });
      await listings.save(next, { action: 'saved', by: caller.accountId });
      await outbox.record(facts);
      return { version: next.version };
    }, once);
}
