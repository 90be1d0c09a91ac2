import { refuse } from '../../../kernel/error.ts';
import type { Id } from '../../../kernel/id.ts';
import type { Command, Transact } from '../../../kernel/transact.ts';
import { mayOrganize, type Caller } from '../../people/caller.ts';
import type { LikenessDecision } from './likeness-contract.ts';
import type { LikenessStore } from './likeness-store.ts';

export type ReturnListing = (caller: Caller, listingId: Id, version: number, reason: string) => Promise<unknown>;
type Ports = { transact: Transact<{ likenesses: LikenessStore }>; returnListing: ReturnListing };
type Said = { oneId: Id; otherId: Id; decision: LikenessDecision; reason: string };

/**
 * An organizer says whether two technologies are the same. Of the same, the newer may go back to its author with the reason;
 * that is refused to whoever does not organize its region, and then nothing is decided.
 */
export function decideLikeness({ transact, returnListing }: Ports) {
  return (caller: Caller, { oneId, otherId, decision, reason }: Said, once?: Command): Promise<LikenessDecision> =>
    transact(async ({ likenesses }) => {
      const pair = oneId < otherId ? ([oneId, otherId] as const) : ([otherId, oneId] as const);
      if (!(await likenesses.isPair(pair))) refuse('not-found', 'web:errors.not-found');
      const listings = await likenesses.get(pair);
      if (!listings.some(({ regionCode }) => mayOrganize(caller, regionCode))) refuse('not-found', 'web:errors.not-found');
      if (!(await likenesses.decide(pair, decision, caller.accountId))) refuse('conflict', 'pooling:errors.decided');
      if (decision === 'withdraw-newer') {
        const newer = (await likenesses.newerOf(pair)) ?? refuse('not-found', 'web:errors.not-found');
        await returnListing(caller, newer.id, newer.version, reason);
      }
      return decision;
    }, once);
}
