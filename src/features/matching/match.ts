import { z } from 'zod';
import type { Decision } from '../../kernel/decision.ts';
import { refuse, refuseFields } from '../../kernel/error.ts';
import type { Id } from '../../kernel/id.ts';

export const Side = z.enum(['technology', 'need']);
export type Side = z.infer<typeof Side>;
export const MatchStatus = z.enum(['proposed', 'open', 'refused', 'lapsed']);
export type MatchStatus = z.infer<typeof MatchStatus>;
export const Origin = z.enum(['engine', 'organizer', 'interest']);
export type Origin = z.infer<typeof Origin>;
export const Refusal = z.enum([
  'too-early',
  'benefit-unclear',
  'too-costly',
  'unsuitable-land',
  'no-capacity',
  'already-solved',
  'rights-unclear',
  'badly-described',
  'other',
]);
export type Refusal = z.infer<typeof Refusal>;

export type Answer = { answer: 'yes' | 'no'; reason: Refusal | null; note: string };
/** A listing as a match needs to know it. */
export type Party = { listingId: Id; accountId: Id; isPublic: boolean };

/** One technology and one need that fit, and what each side answered. */
export type Match = {
  id: Id;
  status: MatchStatus;
  openedAt: Date | null;
  version: number;
  parties: Record<Side, Party>;
  answers: Record<Side, Answer | null>;
};
export type MatchFact =
  | { name: 'match.found'; body: { matchId: Id } }
  | { name: 'match.answered'; body: { matchId: Id; side: Side; accountIds: Id[]; version: number } }
  | { name: 'match.opened'; body: { matchId: Id } };

/** The side that this account speaks for; undefined for everybody else. */
export function sideOf({ parties }: Pick<Match, 'parties'>, accountId: Id): Side | undefined {
  return Side.options.find((side) => parties[side].accountId === accountId);
}

export function mayAnswer({ status }: Pick<Match, 'status'>): boolean {
  return status === 'proposed' || status === 'refused';
}

/** One side says yes or no; it may say otherwise until both said yes, which opens the match for good. */
export function answerMatch(match: Match, side: Side, answer: Answer, now: Date): Decision<Match, MatchFact> {
  if (match.status === 'open') refuse('conflict', 'matching:errors.open');
  if (match.status === 'lapsed') refuse('conflict', 'matching:errors.lapsed');
  if (!Side.options.every((one) => match.parties[one].isPublic)) refuse('conflict', 'matching:errors.ended');
  if (answer.answer === 'no' && answer.reason === null) refuseFields({ reason: { key: 'matching:errors.reason' } });

  const said: Answer = answer.answer === 'yes' ? { ...answer, reason: null } : answer;
  const answers = { ...match.answers, [side]: said };
  const status = statusOf(answers);
  const isOpen = status === 'open';
  const next: Match = { ...match, answers, status, openedAt: isOpen ? now : null, version: match.version + 1 };
  const accountIds = Side.options.map((one) => match.parties[one].accountId);
  return {
    next,
    facts: [
      { name: 'match.answered', body: { matchId: match.id, side, accountIds, version: next.version } },
      ...(isOpen ? [{ name: 'match.opened' as const, body: { matchId: match.id } }] : []),
    ],
  };
}

function statusOf({ technology, need }: Match['answers']): MatchStatus {
  if (technology?.answer === 'no' || need?.answer === 'no') return 'refused';
  return technology?.answer === 'yes' && need?.answer === 'yes' ? 'open' : 'proposed';
}
