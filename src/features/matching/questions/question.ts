import type { Decision } from '../../../kernel/decision.ts';
import { refuse, refuseFields } from '../../../kernel/error.ts';
import type { Id } from '../../../kernel/id.ts';
import { otherSide, ownersOf, type Match, type MatchFact, type Side } from '../match.ts';
import type { Reason } from '../score/reason.ts';
import { holdsContact } from './contact-data.ts';

/** What one side asks the other before contacts are open: in its own words, or a question that the score itself asks. */
export type Question = { id: Id; side: Side; text: string; reason: Reason | null; answer: string | null };
export type Asked = { text: string; reason: Reason | null };

/** So many questions of one side may wait for an answer at a time. */
export const mostWaiting = 3;

export function ask(
  match: Match,
  side: Side,
  questions: readonly Question[],
  { id, text, reason }: Asked & { id: Id },
): Decision<Match, MatchFact> {
  requireTalk(match);
  if (reason === null) requireWords(text);
  const mine = questions.filter((one) => one.side === side);
  if (reason && mine.some((one) => one.reason?.key === reason.key)) refuse('conflict', 'match-life:errors.asked-already');
  if (mine.filter(({ answer }) => answer === null).length >= mostWaiting) {
    refuse('conflict', 'match-life:errors.too-many-questions', { count: mostWaiting });
  }
  return told(match, 'match.asked', id);
}

/** The side that was asked answers, once: what was answered is what the other side goes by. */
export function answerQuestion(
  match: Match,
  side: Side,
  question: Question | undefined,
  text: string,
): Decision<Match, MatchFact> {
  if (!question || question.side !== otherSide[side]) return refuse('not-found', 'web:errors.not-found');
  requireTalk(match);
  if (question.answer !== null) refuse('stale', 'match-life:errors.answered-already');
  requireWords(text);
  return told(match, 'match.question-answered', question.id);
}

function requireTalk(match: Match): void {
  if (match.status === 'open') refuse('conflict', 'match-life:errors.open');
  if (match.status === 'lapsed') refuse('conflict', 'matching:errors.lapsed');
  if (!match.parties.technology.isPublic || !match.parties.need.isPublic) refuse('conflict', 'matching:errors.ended');
}

function requireWords(text: string): void {
  if (text.trim() === '') refuseFields({ text: { key: 'match-life:errors.no-words' } });
  if (holdsContact(text)) refuseFields({ text: { key: 'match-life:errors.contact' } });
}

function told(match: Match, name: 'match.asked' | 'match.question-answered', questionId: Id): Decision<Match, MatchFact> {
  const next = { ...match, version: match.version + 1 };
  return { next, facts: [{ name, body: { matchId: match.id, questionId, accountIds: ownersOf(match), version: next.version } }] };
}
