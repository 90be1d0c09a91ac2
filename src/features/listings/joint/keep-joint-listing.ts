import type { Id } from '../../../kernel/id.ts';
import type { Transact } from '../../../kernel/transact.ts';
import type { Outbox } from '../../../platform/postgres/outbox.ts';
import type { Moment } from '../listing.ts';
import type { ListingStore } from '../listing-store.ts';
import { beginJoint, followJoint, type JointListing } from './joint-listing.ts';
import type { JointListingStore } from './joint-listing-store.ts';

type Stores = { listings: ListingStore; joints: JointListingStore; outbox: Outbox };
type Ports = { transact: Transact<Stores>; moment: () => Moment };

/** Brings the listing of a joint need into line with what its members agreed to; null ends it. Safe to repeat. */
export function keepJointListing({ transact, moment }: Ports) {
  return (id: Id, wish: JointListing | null): Promise<void> =>
    transact(async ({ listings, joints, outbox }) => {
      if (!(await joints.isThere(id))) {
        if (!wish) return;
        const { next, facts } = beginJoint(id, wish, moment());
        await listings.add(next, { action: 'published', by: null });
        await outbox.record(facts);
        return;
      }
      const decision = followJoint(await listings.get(id), wish);
      if (!decision) return;
      await listings.save(decision.next, { action: wish ? 'saved' : 'closed', by: null });
      await outbox.record(decision.facts);
    });
}
