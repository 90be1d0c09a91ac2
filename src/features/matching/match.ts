import { z } from 'zod';
import type { Decision } from '../../kernel/decision.ts';
import { refuse, refuseFields } from '../../kernel/error.ts';
import type { Id } from '../../kernel/id.ts';
import { holdsContact } from './questions/contact-data.ts';

export const Side = z.enum(['technology', 'need']);
export type Side = z.infer<typeof Side>;
export const MatchStatus = z.enum(['proposed', 'open', 'refused', 'lapsed']);
export type MatchStatus = z.infer<typeof MatchStatus>;
export const Origin = z.enum(['engine', 'organizer', 'broker', 'interest']);
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
/** An answer with the version of the match that it made, by which a later one sees that it was made meanwhile. */
export type Said = Answer & { version: number };
/** A listing as a match needs to know it. */
export type Party = { listingId: Id; accountId: Id; isPublic: boolean };

/** One technology and one need that fit, and what each side answered. */
export type Match = {
  id: Id;
  status: MatchStatus;
  openedAt: Date | null;
  version: number;
  parties: Record<Side, Party>;
  answers: Record<Side, Said | null>;
};
export type MatchFact =
  | { name: 'match.found'; body: { matchId: Id } }
  | { name: 'match.answered'; body: { matchId: Id; side: Side; accountIds: Id[]; version: number } }
  | { name: 'match.opened'; body: { matchId: Id } }
  | { name: 'match.seen'; body: { matchId: Id; side: Side } }
  | { name: 'match.asked' | 'match.question-answered'; body: { matchId: Id; questionId: Id; accountIds: Id[]; version: number } }
  | { name: 'match.postponed'; body: { matchId: Id; side: Side; accountIds: Id[]; version: number } };

export const otherSide: Record<Side, Side> = { technology: 'need', need: 'technology' };

export function ownersOf({ parties }: Pick<Match, 'parties'>): Id[] {
  return Side.options.map((side) => parties[side].accountId);
}

/** The side that this account speaks for; undefined for everybody else. */
export function sideOf({ parties }: Pick<Match, 'parties'>, accountId: Id): Side | undefined {
  return Side.options.find((side) => parties[side].accountId === accountId);
}

export function mayAnswer({ status }: Pick<Match, 'status'>): boolean {
  return status === 'proposed' || status === 'refused';
}

/**
 * One side says yes or no; it may say otherwise until both said yes, which opens the match for good. `asOf` is the version that
 * was looked at: an answer that the same side gave since then, on another device, is not written over.
 */
export function answerMatch(match: Match, side: Side, answer: Answer, now: Date, asOf?: number): Decision<Match, MatchFact> {
  if (match.status === 'open') refuse('conflict', 'matching:errors.open');
  if (match.status === 'lapsed') refuse('conflict', 'matching:errors.lapsed');
  if (!Side.options.every((one) => match.parties[one].isPublic)) refuse('conflict', 'matching:errors.ended');
  if ((match.answers[side]?.version ?? 0) > (asOf ?? Infinity)) refuse('stale', 'match-life:errors.answered-elsewhere');
  if (answer.answer === 'no' && answer.reason === null) refuseFields({ reason: { key: 'matching:errors.reason' } });
  if (holdsContact(answer.note)) refuseFields({ note: { key: 'match-life:errors.contact' } });

  const said = { ...answer, reason: answer.answer === 'yes' ? null : answer.reason, version: match.version + 1 };
  const answers = { ...match.answers, [side]: said };
  const status = statusOf(answers);
  const isOpen = status === 'open';
  const next: Match = { ...match, answers, status, openedAt: isOpen ? now : null, version: match.version + 1 };
  return {
    next,
    facts: [
      { name: 'match.answered', body: { matchId: match.id, side, accountIds: ownersOf(match), version: next.version } },
      ...(isOpen ? [{ name: 'match.opened' as const, body: { matchId: match.id } }] : []),
    ],
  };
}

function statusOf({ technology, need }: Match['answers']): MatchStatus {
  if (technology?.answer === 'no' || need?.answer === 'no') return 'refused';
  return technology?.answer === 'yes' && need?.answer === 'yes' ? 'open' : 'proposed';
}
