import { refuse } from '../../../kernel/error.ts';
import type { Id } from '../../../kernel/id.ts';
import type { Command } from '../../../kernel/transact.ts';
import { mayOrganize, type Caller } from '../../people/caller.ts';
import type { PoolingPorts } from './gather-joint-need.ts';
import type { Answer, Channel, JointNeed } from './joint-need.ts';
import { answer } from './membership.ts';

export type Said = { needId: Id; channel: Channel; answer: Answer };

/** A member consents, changes its share, declines or leaves; an organizer writes down what was said on paper or by telephone. */
export function answerJointNeed({ transact }: PoolingPorts) {
  return (
    caller: Caller,
    jointNeedId: Id,
    { needId, channel, answer: said }: Said,
    once?: Command,
  ): Promise<Pick<JointNeed, 'status' | 'version'>> =>
    transact(async ({ joints, outbox }) => {
      const joint = await joints.get(jointNeedId);
      requireVoice(caller, joint, needId, channel);
      const { next, facts, consents } = answer(joint, needId, said);
      await joints.save(next);
      await joints.writeConsents(next, consents, { accountId: caller.accountId, channel });
      await outbox.record(facts);
      return { status: next.status, version: next.version };
    }, once);
}

/** Whoever has no part in it does not learn of it. Nobody consents on the web in the name of another. */
function requireVoice(caller: Caller, joint: JointNeed, needId: Id, channel: Channel): void {
  const isOwn = joint.members.some((member) => member.needId === needId && member.accountId === caller.accountId);
  if (isOwn && channel === 'web') return;
  if (!mayOrganize(caller, joint.regionCode)) refuse('not-found', 'web:errors.not-found');
  if (channel === 'web') refuse('not-allowed', 'pooling:errors.channel');
}
