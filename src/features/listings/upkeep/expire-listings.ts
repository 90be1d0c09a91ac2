import type { Id } from '../../../kernel/id.ts';
import type { Transact } from '../../../kernel/transact.ts';
import type { Outbox } from '../../../platform/postgres/outbox.ts';
import { expire, type Moment } from '../listing.ts';
import type { ListingStore } from '../listing-store.ts';

type Ports = { transact: Transact<{ listings: ListingStore; outbox: Outbox }>; moment: () => Moment };

/** How many are ended in one transaction: few enough to let others in between. */
const batch = 100;

/** Ends what is over. Each listing is looked at again under its lock, so a second run at the same time finds it ended. */
export function expireListings({ transact, moment }: Ports) {
  return async (): Promise<void> => {
    const { today } = moment();
    let found: Id[];
    do {
      found = await transact(async ({ listings, outbox }) => {
        const due = await listings.due(today, batch);
        for (const id of due) {
          const decision = expire(await listings.get(id), today);
          if (!decision) continue;
          await listings.save(decision.next, { action: 'expired', by: null });
          await outbox.record(decision.facts);
        }
        return due;
      });
    } while (found.length === batch);
  };
}
