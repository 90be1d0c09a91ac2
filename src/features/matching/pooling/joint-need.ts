import { z } from 'zod';
import type { Decision } from '../../../kernel/decision.ts';
import { refuse } from '../../../kernel/error.ts';
import type { Id } from '../../../kernel/id.ts';

export const JointStatus = z.enum(['proposed', 'gathering', 'published', 'closed']);
export type JointStatus = z.infer<typeof JointStatus>;
export const MemberStatus = z.enum(['invited', 'in', 'declined', 'left']);
export type MemberStatus = z.infer<typeof MemberStatus>;
/** How somebody said it: on their own page, or to an organizer who wrote it down. */
export const Channel = z.enum(['web', 'paper', 'phone']);
export type Channel = z.infer<typeof Channel>;

const Count = z.int().min(0).max(100_000_000);
/** What one village brings: area in mu, heads, households, money in fen. */
export const Share = z.object({
  mu: z.number().min(0).max(99_999_999).multipleOf(0.01, 'listings:errors.two-decimals').nullable(),
  heads: Count.nullable(),
  households: Count.nullable(),
  fen: z.int().min(0).max(100_000_000_000).nullable(),
});
export type Share = z.infer<typeof Share>;
export const noShare: Share = { mu: null, heads: null, households: null, fen: null };

export const JointText = z.object({
  title: z.string().trim().min(1, 'web:errors.required').max(120),
  problem: z.string().trim().min(1, 'web:errors.required').max(2000),
});
export type JointText = z.infer<typeof JointText>;

/** A yes is said to one version of the common text, the one that was read. */
const Yes = z.object({
  yes: z.literal(true),
  textVersion: z.int(),
  share: Share,
  showsShare: z.boolean(),
  opensContact: z.boolean(),
});
export const Answer = z.discriminatedUnion('yes', [Yes, z.object({ yes: z.literal(false) })]);
export type Answer = z.infer<typeof Answer>;

/** One village with its own need, what it consented to, and its share. */
export type Member = {
  needId: Id;
  accountId: Id;
  place: number;
  status: MemberStatus;
  share: Share;
  showsShare: boolean;
  opensContact: boolean;
};
/** Several villages, one need. Its listing carries the same id. */
export type JointNeed = JointText & {
  id: Id;
  status: JointStatus;
  regionCode: string;
  textVersion: number;
  leadNeedId: Id | null;
  organizerId: Id | null;
  publishedAt: Date | null;
  version: number;
  members: readonly Member[];
};
export type JointFactName = 'asked' | 'gathered' | 'joined' | 'left' | 'changed' | 'published' | 'closed';
export type JointFact = {
  name: `joint-need.${JointFactName}`;
  body: { jointNeedId: Id; needId: Id | null; version: number };
};
/** What is written down of a consent, given or withdrawn; earlier ones stay. */
export type Consent = { needId: Id; purpose: 'membership' | 'share' | 'contact'; given: boolean };
export type JointDecision = Decision<JointNeed, JointFact> & { consents: readonly Consent[] };

export const mostMembers = 12;
export const fewestMembers = 2;

export function whoIsIn<M extends Pick<Member, 'status'>>({ members }: { members: readonly M[] }): M[] {
  return members.filter(({ status }) => status === 'in');
}

/** The sum of the shares of those who are in; what nobody said stays unsaid. */
export function totalOf(joint: { members: readonly Pick<Member, 'status' | 'share'>[] }): Share {
  const sum = (name: keyof Share): number | null => {
    const said = whoIsIn(joint).flatMap(({ share }) => share[name] ?? []);
    // Area in hundredths, so that no dust of fractions is added up.
    return said.length === 0 ? null : Math.round(said.reduce((total, one) => total + one * 100, 0)) / 100;
  };
  return { mu: sum('mu'), heads: sum('heads'), households: sum('households'), fen: sum('fen') };
}

/** Who answers for it: the chosen lead, else the next member; only who opens its contact. None is the organizer. */
export function speakerOf(joint: Pick<JointNeed, 'members' | 'leadNeedId'>): Member | undefined {
  const ready = whoIsIn(joint).filter(({ opensContact }) => opensContact);
  return ready.find(({ needId }) => needId === joint.leadNeedId) ?? ready[0];
}

export function decided(
  joint: JointNeed,
  changes: Partial<JointNeed>,
  names: readonly JointFactName[],
  needId: Id | null,
  consents: readonly Consent[] = [],
): JointDecision {
  const next = { ...joint, ...changes, version: joint.version + 1 };
  const body = { jointNeedId: joint.id, needId, version: next.version };
  return { next, consents, facts: names.map((name) => ({ name: `joint-need.${name}` as const, body })) };
}

/** An organizer names it and writes its text. Whoever agreed to another text is asked again. */
export function gather(joint: JointNeed, { title, problem, leadNeedId }: JointText & { leadNeedId: Id }, by: Id): JointDecision {
  if (joint.status !== 'proposed' && joint.status !== 'gathering') refuse('conflict', 'pooling:errors.too-late');
  if (joint.members.length < fewestMembers) refuse('invalid', 'pooling:errors.too-few');
  if (!joint.members.some(({ needId }) => needId === leadNeedId)) refuse('invalid', 'pooling:errors.lead');
  const told = { leadNeedId, organizerId: by };
  if (joint.status === 'proposed') return decided(joint, { ...told, title, problem, status: 'gathering' }, ['gathered'], null);
  if (joint.title === title && joint.problem === problem) return decided(joint, told, ['changed'], null);
  const members = joint.members.map((member) => (member.status === 'in' ? askAgain(member) : member));
  return decided(joint, { ...told, title, problem, textVersion: joint.textVersion + 1, members }, ['gathered'], null);
}

export function publish(joint: JointNeed, now: Date): JointDecision {
  if (joint.status !== 'gathering') refuse('conflict', 'pooling:errors.too-late');
  if (whoIsIn(joint).length < fewestMembers) refuse('conflict', 'pooling:errors.too-few');
  return decided(joint, { status: 'published', publishedAt: now }, ['published'], null);
}

export function close(joint: JointNeed): JointDecision {
  if (joint.status === 'closed') refuse('conflict', 'pooling:errors.closed');
  return decided(joint, { status: 'closed' }, ['closed'], null);
}

/** One that is published lives while two are in it. */
export function isTooFew(joint: JointNeed): boolean {
  return joint.status === 'published' && whoIsIn(joint).length < fewestMembers;
}

function askAgain(member: Member): Member {
  return { ...member, status: 'invited', showsShare: false, opensContact: false };
}
