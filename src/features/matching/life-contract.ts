import { z } from 'zod';
import type { Endpoints, FactSpecs, JobSpecs } from '../../kernel/contract.ts';
import { Id } from '../../kernel/id.ts';
import { Refusal, Side } from './match.ts';
import { Later } from './postponement.ts';
import { Reason } from './score/reason.ts';

const Told = z.object({ matchId: Id, questionId: Id, accountIds: z.array(Id), version: z.int() });
const OneSide = z.object({ matchId: Id, side: Side });

export const lifeFacts = {
  'match.seen': OneSide,
  'match.asked': Told,
  'match.question-answered': Told,
  'match.postponed': OneSide.extend({ accountIds: z.array(Id), version: z.int() }),
  'match.came-back': OneSide,
  /** Refusals of a listing add up to something its holder can act on; the week is named by its Monday. */
  'refusals.summed': z.object({ listingId: Id, week: z.iso.date() }),
} as const satisfies FactSpecs;

export const lifeJobs = {
  'wake-matches': { queue: 'housekeeping', payload: z.object({}), everySeconds: 3600 },
  'sum-refusals': { queue: 'housekeeping', payload: z.object({}), everySeconds: 6 * 3600 },
} as const satisfies JobSpecs;

/** `about` is the key of a question among the reasons; without it the question is in one's own words. */
export const QuestionForm = z.object({
  text: z.string().trim().max(300, 'match-life:errors.too-long').default(''),
  about: z.string().max(60).default(''),
});
export const ToldForm = z.object({ text: z.string().trim().max(600, 'match-life:errors.too-long').default('') });
export const LaterForm = z.object({ later: Later });

const MatchId = z.object({ matchId: Id });
export const Question = z.object({
  questionId: Id,
  side: Side,
  /** In the language of the request. */
  text: z.string(),
  askedAt: z.iso.datetime(),
  answer: z.string().nullable(),
  answeredAt: z.iso.datetime().nullable(),
});
export const Moment = z.object({
  what: z.enum(['proposed', 'seen', 'asked', 'told', 'yes', 'no', 'open', 'meeting', 'letter', 'ended']),
  side: Side.nullable(),
  at: z.iso.datetime(),
});
/** What a match has beside its score on its own page. */
export const Life = {
  question: Reason.nullable(),
  questions: z.array(Question),
  timeline: z.array(Moment),
};

export const lifeApi = {
  askQuestion: {
    method: 'post',
    path: '/matches/:matchId/questions',
    summary: 'Ask the other side before contacts are open; contact data are refused',
    access: 'signed-in',
    params: MatchId,
    body: QuestionForm,
    reply: z.object({ questionId: Id }),
    status: 201,
  },
  answerQuestion: {
    method: 'post',
    path: '/matches/:matchId/questions/:questionId/answer',
    summary: 'Answer what the other side asked, once; contact data are refused',
    access: 'signed-in',
    params: MatchId.extend({ questionId: Id }),
    body: ToldForm,
    reply: z.object({ questionId: Id }),
  },
  postponeMatch: {
    method: 'post',
    path: '/matches/:matchId/postponement',
    summary: 'Answer later: in a week, in a month or after the harvest; the match comes back on that day with a notice',
    access: 'signed-in',
    params: MatchId,
    body: LaterForm,
    reply: z.object({ until: z.iso.date() }),
  },
  getRefusals: {
    method: 'get',
    path: '/listings/:listingId/refusals',
    summary: 'Why others said no to a listing: counts by reason, and notes without names once two or more have said no',
    access: 'signed-in',
    params: z.object({ listingId: Id }),
    reply: z.object({
      answered: z.int(),
      yes: z.int(),
      refusals: z.array(z.object({ reason: Refusal, count: z.int() })),
      notes: z.array(z.object({ reason: Refusal, note: z.string() })),
    }),
  },
} as const satisfies Endpoints;
