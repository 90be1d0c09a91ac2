import { AppError, refuse } from '../../../kernel/error.ts';
import type { Id } from '../../../kernel/id.ts';
import {
  decided,
  isTooFew,
  noShare,
  type Answer,
  type Consent,
  type JointDecision,
  type JointFactName,
  type JointNeed,
  type Member,
} from './joint-need.ts';

/** A member consents with its share, changes it, declines or leaves; leaving is as easy as joining, until it is closed. */
export function answer(joint: JointNeed, needId: Id, said: Answer): JointDecision {
  if (joint.status === 'proposed') refuse('conflict', 'pooling:errors.not-yet');
  if (joint.status === 'closed') refuse('conflict', 'pooling:errors.closed');
  const member = joint.members.find((one) => one.needId === needId) ?? refuse('not-found', 'web:errors.not-found');
  return said.yes ? join(joint, member, said) : leave(joint, member);
}

/** A need that is over takes part no more. Undefined when it does not anyway. */
export function leaveEnded(joint: JointNeed, needId: Id): JointDecision | undefined {
  const member = joint.members.find((one) => one.needId === needId);
  const isOver = joint.status === 'closed' || !member || member.status === 'left' || member.status === 'declined';
  return isOver ? undefined : leave(joint, member);
}

function join(
  joint: JointNeed,
  member: Member,
  { textVersion, share, showsShare, opensContact }: Extract<Answer, { yes: true }>,
): JointDecision {
  if (textVersion !== joint.textVersion) refuse('stale', 'pooling:errors.text-changed');
  if (share.mu === null && share.heads === null && share.households === null)
    throw new AppError('invalid', 'web:errors.check-fields', {}, { mu: { key: 'pooling:errors.share' } });
  const isNew = member.status !== 'in';
  const consents: Consent[] = [
    ...(isNew ? [consent(member, 'membership', true)] : []),
    ...(showsShare !== member.showsShare || isNew ? [consent(member, 'share', showsShare)] : []),
    ...(opensContact !== member.opensContact || isNew ? [consent(member, 'contact', opensContact)] : []),
  ];
  const next: Member = { ...member, status: 'in', share, showsShare, opensContact };
  return decided(joint, { members: withMember(joint, next) }, [isNew ? 'joined' : 'changed'], member.needId, consents);
}

/** Nothing of a share is kept of who is not in. The last but one to leave ends what is published. */
function leave(joint: JointNeed, member: Member): JointDecision {
  const wasIn = member.status === 'in';
  const next: Member = { ...member, status: wasIn ? 'left' : 'declined', share: noShare, showsShare: false, opensContact: false };
  const members = withMember(joint, next);
  const isOver = isTooFew({ ...joint, members });
  const names: JointFactName[] = [wasIn ? 'left' : 'changed', ...(isOver ? ['closed' as const] : [])];
  const consents = [
    consent(member, 'membership', false),
    ...(member.showsShare ? [consent(member, 'share', false)] : []),
    ...(member.opensContact ? [consent(member, 'contact', false)] : []),
  ];
  return decided(joint, { members, ...(isOver && { status: 'closed' as const }) }, names, member.needId, consents);
}

function withMember({ members }: JointNeed, next: Member): Member[] {
  return members.map((one) => (one.needId === next.needId ? next : one));
}

function consent({ needId }: Member, purpose: Consent['purpose'], given: boolean): Consent {
  return { needId, purpose, given };
}
