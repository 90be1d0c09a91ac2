import type { Id } from '../../kernel/id.ts';
import { decidingModel, questionModels } from './questions/question-models.ts';
import type { MomentRow, QuestionRow } from './life-reads.ts';
import { closedWhy, contactModel, partyModel, stateModel, type Words } from './match-models.ts';
import type { MatchView } from './match-view-reads.ts';
import { mayAnswer, otherSide, type Side } from './match.ts';
import { dayOf, Later } from './postponement.ts';
import { reasonWords } from './reason-words.ts';
import type { Contact } from './reads.ts';
import { momentModels, stepModels } from './timeline-models.ts';
import { textModels, type Marked, type MarkedText } from './text-models.ts';
import { weighedModel } from './weighed-model.ts';

export type MatchParts = {
  match: MatchView;
  mySide: Side | null;
  contacts: Record<Side, Contact> | null;
  questions: QuestionRow[];
  moments: MomentRow[];
  texts: MarkedText[];
  titles: Record<Side, Marked>;
  today: string;
};

/** A match on its page: both sides, what speaks for and against, and what this person can do. */
export function matchPageModel(parts: MatchParts, words: Words) {
  const { match, mySide, contacts } = parts;
  const { t, formats, names } = words;
  const mine = mySide && match[mySide];
  const why = closedWhy(match, t);
  const canAct = mySide !== null && mayAnswer(match) && why === '';
  const questions = questionModels(parts, canAct, words);
  const sides = ['need', 'technology'] as const;
  return {
    matchId: match.matchId satisfies Id,
    version: match.version,
    isOpen: match.status === 'open',
    isWatching: mySide === null,
    canAnswer: canAct,
    closed: why,
    myAnswer: mine?.answer ?? '',
    theyAnswered: (mySide && match[otherSide[mySide]].answer) ?? '',
    state: stateModel(match, mySide, t),
    pair: `${match.need.title} ↔ ${match.technology.title}`,
    grade: match.score > 0 && {
      label: t(`matching:grade.${match.grade}`),
      kind: match.grade === 'strong' ? 'success' : 'information',
    },
    origin: match.origin === 'engine' ? '' : t(`matching:origin.${match.origin}`),
    sides: sides.map((side) => {
      const texts = textModels(parts.texts, side, t);
      const isCut = texts.some((text) => text.isCut);
      return { ...partyModel(match[side], side, side === mySide, t), heading: parts.titles[side], texts, isCut };
    }),
    isMarked: parts.texts.some(({ marked }) => marked.some(({ hit }) => hit)),
    reasons: reasonWords(match.reasons, names, t, formats),
    deciding: decidingModel(parts, canAct, words),
    questions,
    asksMe: questions.some(({ canAnswer }) => canAnswer),
    weighed: weighedModel(match, words),
    contacts: contacts
      ? (mySide === 'need' ? sides.toReversed() : sides).map((side) => contactModel(contacts[side], side, side === mySide, t))
      : [],
    steps: stepModels(parts.moments, match, t),
    moments: momentModels(parts.moments, mySide, words),
    later: {
      may: canAct && match.status === 'proposed' && mine?.answer === null,
      until: mine?.laterUntil ? t('match-life:later.until', { day: formats.date(mine.laterUntil) }) : '',
      options: Later.options.map((value) => ({
        value,
        label: t(`match-life:later.${value}`, { day: formats.date(dayOf(value, parts.today)) }),
      })),
    },
  };
}
