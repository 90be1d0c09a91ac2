import type { Id } from '../../../kernel/id.ts';
import type { Transact } from '../../../kernel/transact.ts';
import { match } from '../listing.ts';
import type { ListingStore } from '../listing-store.ts';

/** Both sides of an opened match are matched from now on; one that is so already, or has ended, stays as it is. */
export function markMatched({ transact }: { transact: Transact<{ listings: ListingStore }> }) {
  return (matchId: Id): Promise<void> =>
    transact(async ({ listings }) => {
      for (const id of await listings.ofOpenMatch(matchId)) {
        const decision = match(await listings.get(id));
        if (decision) await listings.save(decision.next, { action: 'matched', by: null });
      }
    });
}
