import { z } from 'zod';
import type { Endpoints, FactSpecs, JobSpecs } from '../../../kernel/contract.ts';
import { Id } from '../../../kernel/id.ts';
import { Answer, Channel, JointStatus, JointText, MemberStatus, Share } from './joint-need.ts';
import { Likenesses } from './likeness-contract.ts';

const JointFact = z.object({ jointNeedId: Id, needId: Id.nullable(), version: z.int() });

export const facts = {
  /** A village asks its organizers to gather it with those who ask the same. */
  'joint-need.asked': JointFact,
  /** An organizer named it and wrote its text: every member is asked for its consent to this text. */
  'joint-need.gathered': JointFact,
  'joint-need.joined': JointFact,
  'joint-need.left': JointFact,
  /** A share, or what is shown of it, is another. */
  'joint-need.changed': JointFact,
  'joint-need.published': JointFact,
  'joint-need.closed': JointFact,
} as const satisfies FactSpecs;

export const jobs = {
  'find-likenesses': { queue: 'matching', payload: z.object({ listingId: Id }) },
  /** Brings the listing of a joint need into line with its members. */
  'keep-joint-need': { queue: 'matching', payload: z.object({ jointNeedId: Id }) },
  /** What follows for joint needs when a listing is no longer public. */
  'tend-joint-needs': { queue: 'matching', payload: z.object({ listingId: Id }) },
} as const satisfies JobSpecs;

const params = z.object({ jointNeedId: Id });
const Standing = z.object({ status: JointStatus, version: z.int() });
const Village = z.object({
  needId: Id,
  title: z.string(),
  organization: z.string().nullable(),
  place: z.string().nullable(),
  status: MemberStatus,
  /** Only of those who show it, and to members and organizers. */
  share: Share.nullable(),
});

export const JointNeedView = z.object({
  jointNeedId: Id,
  status: JointStatus,
  title: z.string(),
  problem: z.string(),
  place: z.string(),
  version: z.int(),
  /** Which text a yes is said to. */
  textVersion: z.int(),
  total: Share,
  members: z.array(Village),
});

export const api = {
  ...Likenesses,
  getJointNeed: {
    method: 'get',
    path: '/joint-needs/:jointNeedId',
    summary:
      'One joint need: its villages and the sum of their shares; no contacts, and no share of a village that does not show it',
    access: 'anyone',
    params,
    reply: JointNeedView,
  },
  askToPool: {
    method: 'post',
    path: '/needs/:listingId/pooling',
    summary: 'Ask the organizers to gather your need with those that ask the same',
    access: 'signed-in',
    params: z.object({ listingId: Id }),
    reply: z.object({ jointNeedId: Id }),
    status: 201,
  },
  gatherJointNeed: {
    method: 'post',
    path: '/joint-needs',
    summary:
      'Gather alike needs of your region: name them, write the common text, choose who leads; each is asked for its consent',
    access: ['organizer', 'admin'],
    body: JointText.extend({ needId: Id, needIds: z.array(Id).min(2).max(12), leadNeedId: Id }),
    reply: z.object({ jointNeedId: Id }),
    status: 201,
  },
  answerJointNeed: {
    method: 'post',
    path: '/joint-needs/:jointNeedId/answer',
    summary:
      'Consent with your share to the text you have read, or decline or leave; an organizer may write down what was said on paper or by telephone',
    access: 'signed-in',
    params,
    body: z.object({ needId: Id, channel: Channel.default('web'), answer: Answer }),
    reply: Standing,
  },
  publishJointNeed: {
    method: 'post',
    path: '/joint-needs/:jointNeedId/publication',
    summary: 'Publish it as a need, once two members have consented',
    access: ['organizer', 'admin'],
    params,
    reply: Standing,
  },
  closeJointNeed: {
    method: 'post',
    path: '/joint-needs/:jointNeedId/closure',
    summary: 'End it; the needs of its members stay as they are',
    access: ['organizer', 'admin'],
    params,
    reply: Standing,
  },
} as const satisfies Endpoints;
