import { z } from 'zod';
import type { Endpoints, FactSpecs } from '../../../kernel/contract.ts';
import { Id } from '../../../kernel/id.ts';
import { Finding } from './assessment.ts';
import { ReadBackAnswer } from './read-back.ts';

export const clinicFacts = {
  'need.assessed': z.object({ listingId: Id, assessmentId: Id }),
  'need.read-back-asked': z.object({ listingId: Id, readBackId: Id }),
  'need.read-back-answered': z.object({ listingId: Id, readBackId: Id }),
} as const satisfies FactSpecs;

const params = z.object({ listingId: Id });
const Point = z.object({ name: z.string(), field: z.string(), text: z.string() });
const Part = z.object({
  suggested: z.int(),
  met: z.array(Point),
  missing: z.array(Point),
  expert: z.int().nullable(),
  note: z.string(),
});

export const clinicApi = {
  getNeedClinic: {
    method: 'get',
    path: '/needs/:listingId/clinic',
    summary: "What a need still lacks: suggested points with their reasons, an expert's points, and where the read-back stands",
    access: 'signed-in',
    params,
    reply: z.object({
      version: z.int(),
      parts: z.object({ problem: Part, conditions: Part, result: Part, means: Part }),
      zeros: z.array(z.string()),
      assessment: z.object({ number: z.int(), version: z.int(), at: z.iso.datetime(), isOutdated: z.boolean() }).nullable(),
      problem: z.string(),
      expertProblem: z.string(),
      readBack: z.object({ state: z.string(), objection: z.string() }),
    }),
  },
  assessNeed: {
    method: 'post',
    path: '/needs/:listingId/clinic/assessments',
    summary: 'Give a need your points as an expert; `after` is the number of the last assessment you have seen, 0 for none',
    access: ['organizer', 'admin', 'broker', 'information-officer'],
    params,
    body: Finding.extend({ version: z.int(), after: z.int(), expertProblem: z.string().trim().max(2000).optional() }),
    reply: z.object({ version: z.int(), number: z.int() }),
  },
  askReadBack: {
    method: 'post',
    path: '/needs/:listingId/clinic/read-back',
    summary: "Ask the villager whether the expert's words in this version say what they mean",
    access: 'signed-in',
    params,
    body: z.object({ version: z.int() }),
    reply: z.object({ onPaper: z.boolean() }),
  },
  answerReadBack: {
    method: 'post',
    path: '/needs/:listingId/clinic/read-back/answer',
    summary: "Say yes or no to the expert's words for your own need; a no says what is meant instead",
    access: 'signed-in',
    params,
    body: ReadBackAnswer.extend({ version: z.int(), objection: z.string().trim().max(1000).default('') }),
    reply: z.object({ answer: z.enum(['yes', 'no']), title: z.string() }),
  },
  answerReadBackByCode: {
    method: 'post',
    path: '/read-back',
    summary: 'Key in the code of a printed slip with what the villager said; a code counts once',
    access: 'anyone',
    body: ReadBackAnswer.extend({ code: z.string().max(40), objection: z.string().trim().max(1000).default('') }),
    reply: z.object({ answer: z.enum(['yes', 'no']), title: z.string() }),
  },
} as const satisfies Endpoints;
