import type { Id } from '../../../kernel/id.ts';
import type { Transact } from '../../../kernel/transact.ts';
import type { JointListing } from '../../listings/joint/joint-listing.ts';
import type { PoolingPorts, PoolingStores } from './gather-joint-need.ts';
import { close, speakerOf, totalOf, whoIsIn } from './joint-need.ts';
import { leaveEnded } from './membership.ts';
import type { MemberNeedStore } from './member-need-store.ts';

/** Listings are written by their own feature alone. */
export type KeepListing = (id: Id, listing: JointListing | null) => Promise<unknown>;
type Ports = { transact: Transact<PoolingStores & { memberNeeds: MemberNeedStore }>; keepListing: KeepListing };

/**
 * Brings the listing of a joint need into line with its members: its text, the sum of the shares, and who answers for it. The
 * joint need is held meanwhile, so that of two runs the later one writes what is newer. Safe to repeat.
 */
export function keepJointNeed({ transact, keepListing }: Ports) {
  return (jointNeedId: Id): Promise<void> =>
    transact(async ({ joints, memberNeeds }) => {
      const joint = await joints.find(jointNeedId);
      if (!joint?.publishedAt) return;
      if (joint.status === 'closed') {
        await keepListing(joint.id, null);
        return;
      }
      const { mu, heads, households, fen } = totalOf(joint);
      const speaker = speakerOf(joint);
      const holder = await memberNeeds.holder(speaker?.needId ?? null, joint.organizerId);
      const shared = await memberNeeds.shared(whoIsIn(joint).map(({ needId }) => needId));
      const sums = { scaleMu: mu, scaleHeads: heads, households, budgetFen: fen };
      const { accountId, organizationId, ...contact } = holder;
      const content = {
        title: joint.title,
        problem: joint.problem,
        regionCode: joint.regionCode,
        ...sums,
        ...shared,
        ...contact,
      };
      await keepListing(joint.id, { accountId, organizationId, content });
    });
}

/** A member whose need is over takes part no more; a joint need whose own listing is over is closed. Safe to repeat. */
export function tendJointNeeds({ transact }: PoolingPorts) {
  return (listingId: Id): Promise<void> =>
    transact(async ({ joints, outbox }) => {
      for (const id of await joints.ofEnded(listingId)) {
        const joint = await joints.get(id);
        if (joint.status === 'closed') continue;
        const decision = id === listingId ? close(joint) : leaveEnded(joint, listingId);
        if (!decision) continue;
        await joints.save(decision.next);
        await joints.writeConsents(decision.next, decision.consents, { accountId: null, channel: 'web' });
        await outbox.record(decision.facts);
      }
    });
}
