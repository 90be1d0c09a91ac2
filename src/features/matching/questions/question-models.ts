import { editPath, stepWith } from '../../listings/editor/steps.ts';
import type { QuestionRow } from '../life-reads.ts';
import type { Words } from '../match-models.ts';
import type { MatchView } from '../match-view-reads.ts';
import type { Side } from '../match.ts';
import { reasonWords } from '../reason-words.ts';
import type { Reason } from '../score/reason.ts';
import { addresseeOf, fieldOf } from './addressee.ts';

type Parts = { match: MatchView; mySide: Side | null; questions: QuestionRow[] };

/** The question of the score that would decide, and what this person can do about it: ask it, or answer it for good. */
export function decidingModel({ match, mySide, questions }: Parts, canAct: boolean, words: Words) {
  const reason = match.reasons.find(({ kind }) => kind === 'ask');
  if (!reason || (match.status === 'lapsed' && mySide !== null)) return null;
  const { t } = words;
  const addressee = addresseeOf(reason.key);
  const asked = questions.find((question) => question.reason?.key === reason.key);
  const field = fieldOf(reason.key);
  const isForMe = addressee === mySide;
  const whom = mySide === null ? `whom-${addressee}` : isForMe ? 'you' : 'them';
  return {
    key: reason.key,
    text: wordsOf(reason, words),
    whom: t(`match-life:deciding.${mySide !== null && match.status === 'open' ? `${whom}-open` : whom}`),
    canAsk: canAct && !isForMe && !asked,
    icon: asked?.answer ? 'check' : 'clock',
    asked: asked ? (asked.answer ?? t('match-life:deciding.waiting')) : '',
    fill: isForMe && field && canAct ? editPath(addressee, match[addressee].listingId, stepWith(addressee, field)) : '',
  };
}

/** What was asked, with a form for what waits for this person's answer; that comes first. */
export function questionModels({ mySide, questions }: Parts, canAct: boolean, words: Words) {
  const { t, formats } = words;
  const models = questions.map((question) => ({
    id: question.questionId,
    who: t(`match-life:thread.${question.side === mySide ? 'me' : question.side}`),
    text: question.reason ? wordsOf(question.reason, words) : question.text,
    askedAt: formats.dateTime(question.askedAt),
    answer: question.answer ?? '',
    answeredAt: question.answeredAt ? formats.dateTime(question.answeredAt) : '',
    canAnswer: canAct && question.answer === null && question.side !== mySide,
  }));
  return [...models.filter(({ canAnswer }) => canAnswer), ...models.filter(({ canAnswer }) => !canAnswer)];
}

export function wordsOf(reason: Reason, { t, formats, names }: Words): string {
  return reasonWords([reason], names, t, formats).ask[0] ?? '';
}
