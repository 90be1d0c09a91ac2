import { z } from 'zod';
import type { Endpoints, FactSpecs, JobSpecs, MessageSpecs } from '../../kernel/contract.ts';
import { Id } from '../../kernel/id.ts';
import * as fairness from './fairness/contract.ts';
import * as learning from './learning/contract.ts';
import { Life, lifeApi, lifeFacts, lifeJobs } from './life-contract.ts';
import { MatchStatus, Origin, Refusal, Side } from './match.ts';
import { rankingApi, rankingFacts, rankingJobs } from './ranking/contract.ts';
import { Reason } from './score/reason.ts';
import { Grade } from './score/score-pair.ts';

export const facts = {
  'match.found': z.object({ matchId: Id }),
  'match.answered': z.object({ matchId: Id, side: Side, accountIds: z.array(Id), version: z.int() }),
  'match.opened': z.object({ matchId: Id }),
  ...rankingFacts,
  ...lifeFacts,
  ...learning.facts,
  ...fairness.facts,
} as const satisfies FactSpecs;

export const jobs = {
  ...rankingJobs,
  ...lifeJobs,
  ...learning.jobs,
} as const satisfies JobSpecs;

export const messages = {
  'match:changed': z.object({ matchId: Id, version: z.int() }),
} as const satisfies MessageSpecs;

/** What the matches of one person are sorted into: to answer, waiting for the other side, put off, open, over. */
export const Tab = z.enum(['answer', 'waiting', 'later', 'open', 'past']);
export type Tab = z.infer<typeof Tab>;

export const AnswerForm = z.object({
  answer: z.enum(['yes', 'no'], 'matching:errors.answer'),
  reason: z
    .union([z.literal(''), Refusal])
    .optional()
    .transform((reason) => reason || null),
  note: z.string().trim().max(500).default(''),
  /** The version that was looked at: an answer of one's own given since then is not written over. */
  version: z.coerce.number().int().optional(),
});

const Said = z.enum(['yes', 'no']).nullable();
const Party = z.object({
  listingId: Id,
  title: z.string(),
  place: z.string().nullable(),
  organization: z.string().nullable(),
  answer: Said,
  seenAt: z.iso.datetime({ offset: true }).nullable(),
  /** Questions of this side that wait for an answer. */
  asks: z.int(),
  /** The day on which this side wants to be asked again; one's own alone is told. */
  laterUntil: z.iso.date().nullable(),
});
const Contact = z.object({ name: z.string(), organization: z.string().nullable(), phone: z.string(), email: z.string() });
const Match = z.object({
  matchId: Id,
  status: MatchStatus,
  version: z.int(),
  origin: Origin,
  score: z.number(),
  grade: Grade,
  reasons: z.array(Reason),
  mySide: Side.nullable(),
  technology: Party,
  need: Party,
});
const MatchId = z.object({ matchId: Id });

export const api = {
  listMatches: {
    method: 'get',
    path: '/matches',
    summary: 'The matches of my listings, best first',
    access: 'signed-in',
    query: z.object({ tab: Tab.default('answer'), after: Id.optional() }),
    reply: z.object({ matches: z.array(Match), next: Id.nullable() }),
  },
  getMatch: {
    method: 'get',
    path: '/matches/:matchId',
    summary: 'One match with its reasons; contacts are there once both sides said yes',
    access: 'signed-in',
    params: MatchId,
    reply: Match.extend({ ...Life, contacts: z.object({ technology: Contact, need: Contact }).nullable() }),
  },
  answerMatch: {
    method: 'post',
    path: '/matches/:matchId/answer',
    summary: 'Say yes, or no with a reason, for my side; both yes opens the contacts',
    access: 'signed-in',
    params: MatchId,
    body: AnswerForm,
    reply: z.object({ status: MatchStatus }),
  },
  proposeMatch: {
    method: 'post',
    path: '/matches',
    summary: 'Bring a technology and a need together by hand',
    access: ['organizer', 'broker', 'admin'],
    body: z.object({ technologyId: Id, needId: Id }),
    reply: MatchId,
    status: 201,
  },
  showInterest: {
    method: 'post',
    path: '/listings/:listingId/interest',
    summary: 'Say that one of my listings would go with this one: a match with my yes',
    access: 'signed-in',
    params: z.object({ listingId: Id }),
    body: z.object({ mine: Id }),
    reply: MatchId,
    status: 201,
  },
  ...lifeApi,
  ...rankingApi,
} as const satisfies Endpoints;
