import type { Id } from '../../kernel/id.ts';
import type { Command, Transact } from '../../kernel/transact.ts';
import type { Outbox } from '../../platform/postgres/outbox.ts';
import type { Caller } from '../people/caller.ts';
import { requireFit } from './clinic/assessment.ts';
import type { ClinicStore } from './clinic/clinic-store.ts';
import { publish, type Moment } from './listing.ts';
import type { ListingStore } from './listing-store.ts';

type Stores = { listings: ListingStore; clinic: ClinicStore; outbox: Outbox };
type Ports = { transact: Transact<Stores>; moment: () => Moment };

/** Shows a listing to everybody, in the version that the organizer has read; a need only when nothing is wholly missing from it. Matching follows from the fact. */
export function publishListing({ transact, moment }: Ports) {
  return (caller: Caller, listingId: Id, version: number, once?: Command): Promise<{ version: number }> =>
    transact(async ({ listings, clinic, outbox }) => {
      const { next, facts } = publish(await listings.get(listingId), caller, version, moment());
      requireFit(next, await clinic.latestAssessment(listingId));
      await listings.save(next, { action: 'published', by: caller.accountId });
      await outbox.record(facts);
      return { version: next.version };
    }, once);
}
