import { refuse } from '../../../kernel/error.ts';
import { newId, type Id } from '../../../kernel/id.ts';
import type { Command, Transact } from '../../../kernel/transact.ts';
import type { Outbox } from '../../../platform/postgres/outbox.ts';
import { requireOrganizer, type Caller } from '../../people/caller.ts';
import { begin, groupOf } from './group.ts';
import { decided, gather, type JointNeed, type JointText } from './joint-need.ts';
import type { JointNeedStore } from './joint-need-store.ts';

export type PoolingStores = { joints: JointNeedStore; outbox: Outbox };
export type PoolingPorts = { transact: Transact<PoolingStores> };
type Gathering = JointText & { needId: Id; needIds: readonly Id[]; leadNeedId: Id };

/** The author of a need asks the organizers to gather it with those that ask the same. Asked again, it answers the same. */
export function askToPool({ transact }: PoolingPorts) {
  return (caller: Caller, needId: Id, once?: Command): Promise<Id> =>
    transact(async ({ joints, outbox }) => {
      const [mine] = await joints.needs([needId]);
      if (!mine) return refuse('conflict', 'pooling:errors.not-public');
      if (mine.accountId !== caller.accountId) return refuse('not-allowed', 'matching:errors.not-yours');
      const living = await joints.livingOf(needId);
      if (living) return living;
      const group = groupOf(mine, await joints.alikeTo(needId));
      if (group.length < 2) return refuse('conflict', 'pooling:errors.nobody');
      const { next, facts } = decided(begin(newId(), group, mine), {}, ['asked'], needId);
      await joints.add(next);
      await outbox.record(facts);
      return next.id;
    }, once);
}

/** An organizer gathers those that ask the same, whether a village asked for it or not. Of two at once, one is told. */
export function gatherJointNeed({ transact }: PoolingPorts) {
  return (caller: Caller, { needId, needIds, ...text }: Gathering, once?: Command): Promise<Id> =>
    transact(async ({ joints, outbox }) => {
      const living = await joints.livingOf(needId);
      const chosen = await chosenFrom(joints, needIds, living, (regionCode) => requireOrganizer(caller, regionCode));
      const { next, facts } = gather(chosen, text, caller.accountId);
      if (living) await joints.save(next);
      else await joints.add(next);
      await outbox.record(facts);
      return next.id;
    }, once);
}

/** Writes the common text or the lead anew while it is being gathered. */
export function rewriteJointNeed({ transact }: PoolingPorts) {
  return (caller: Caller, jointNeedId: Id, text: JointText & { leadNeedId: Id }, once?: Command): Promise<JointNeed['version']> =>
    transact(async ({ joints, outbox }) => {
      const joint = await joints.get(jointNeedId);
      requireOrganizer(caller, joint.regionCode);
      const { next, facts } = gather(joint, text, caller.accountId);
      await joints.save(next);
      await outbox.record(facts);
      return next.version;
    }, once);
}

/** What a village asked for, without those that the organizer leaves out; else the chosen needs, which are alike or refused. */
async function chosenFrom(
  joints: JointNeedStore,
  needIds: readonly Id[],
  living: Id | undefined,
  requireMay: (regionCode: string) => void,
): Promise<JointNeed> {
  if (living) {
    const asked = await joints.get(living);
    requireMay(asked.regionCode);
    if (asked.status !== 'proposed') return refuse('conflict', 'pooling:errors.taken');
    return { ...asked, members: asked.members.filter((member) => needIds.includes(member.needId)) };
  }
  const [firstId] = needIds;
  const [first] = firstId ? await joints.needs([firstId]) : [];
  if (!first) return refuse('conflict', 'pooling:errors.not-public');
  requireMay(first.regionCode);
  const group = groupOf(first, await joints.alikeTo(first.needId)).filter((one) => needIds.includes(one.needId));
  if (group.length < new Set(needIds).size) return refuse('conflict', 'pooling:errors.taken');
  const begun = begin(newId(), group, first);
  requireMay(begun.regionCode);
  return begun;
}
