import type { Id } from '../../kernel/id.ts';
import type { JointStatus, MemberStatus } from '../matching/pooling/joint-need.ts';
import type { JointChange } from './joint-contract.ts';
import { noticesTo, type Notice } from './notice.ts';

export type JointMatter = {
  id: Id;
  title: string;
  status: JointStatus;
  textVersion: number;
  organizerId: Id | null;
  moderators: Id[];
  members: { needId: Id; accountId: Id; status: MemberStatus; village: string }[];
};
export type JointMatchMatter = {
  id: Id;
  status: string;
  foundAt: Date;
  jointNeedId: Id;
  title: string;
  technology: string;
  speakerId: Id;
  /** Who consented. */
  memberIds: Id[];
};

/** What is no longer so by the time it would be told is told to nobody. */
export function jointNeedChanged(joint: JointMatter, { what, needId, version }: JointChange): Notice[] {
  const { id, title, status, members } = joint;
  const village = members.find((member) => member.needId === needId)?.village ?? '';
  const tell = (to: Id[], kind: Notice['kind'], about: string, link = `/joint-needs/${id}`) =>
    noticesTo(to, { about: `${kind} ${about}`, kind, params: { title, village }, link });
  const those = (...wanted: MemberStatus[]) =>
    members.filter((one) => wanted.includes(one.status) && one.needId !== needId).map(({ accountId }) => accountId);
  const organizer = joint.organizerId ? [joint.organizerId] : [];

  switch (what) {
    case 'asked':
      return status === 'proposed' ? tell(joint.moderators, 'joint-asked', id, '/organizer/joint-needs') : [];
    case 'gathered':
      return status === 'gathering' ? tell(those('invited'), 'joint-invited', `${id} ${joint.textVersion}`) : [];
    case 'joined':
      return status === 'closed' ? [] : tell([...organizer, ...those('in')], 'joint-joined', `${id} ${needId ?? ''} ${version}`);
    case 'left':
      return status === 'closed' ? [] : tell([...organizer, ...those('in')], 'joint-left', `${id} ${needId ?? ''} ${version}`);
    case 'published':
      return status === 'published' ? tell(those('in', 'invited'), 'joint-published', id) : [];
    case 'closed':
      return tell([...organizer, ...those('in', 'invited')], 'joint-closed', id);
  }
}

/** Those of one hour together, as any owner is told; an opened one is told by itself. */
export function jointNeedMatched(match: JointMatchMatter): Notice[] {
  const { id, status, foundAt, jointNeedId, title, technology, speakerId, memberIds } = match;
  if (status !== 'proposed' && status !== 'open') return [];
  const others = memberIds.filter((member) => member !== speakerId);
  const hour = foundAt.toISOString().slice(0, 13);
  const [kind, about] =
    status === 'open'
      ? (['joint-opened', `joint-opened ${id}`] as const)
      : (['joint-match', `joint-matches-of ${jointNeedId} ${hour}`] as const);
  return noticesTo(others, { about, kind, params: { title, technology }, link: `/joint-needs/${jointNeedId}` });
}
