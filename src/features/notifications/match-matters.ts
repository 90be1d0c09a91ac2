import type { Id } from '../../kernel/id.ts';
import { noticesTo, type Notice } from './notice.ts';

type Line = { title: string; accountId: Id };
/** A question of a match; `from` asked it of `to`. Its words stay on the match's page, whatever they hold. */
export type QuestionMatter = {
  id: Id;
  matchId: Id;
  isAnswered: boolean;
  isGoing: boolean;
  from: Line;
  to: Line;
};
/** A match that one side had put off. */
export type DelayMatter = { matchId: Id; side: string; until: string; isWaiting: boolean; mine: Line; other: Line };
export type RefusalsMatter = Line & { id: Id; side: 'technology' | 'need'; refusal: string; count: number };

/** Whoever was asked; not when it is answered or over by now. */
export function asked({ id, matchId, isAnswered, isGoing, from, to }: QuestionMatter): Notice[] {
  if (isAnswered || !isGoing) return [];
  const params = { mine: to.title, other: from.title };
  return noticesTo([to.accountId], { about: `match-question ${id}`, kind: 'match-asked', params, link: `/matches/${matchId}` });
}

export function told({ id, matchId, isAnswered, isGoing, from, to }: QuestionMatter): Notice[] {
  if (!isAnswered || !isGoing) return [];
  const params = { mine: from.title, other: to.title };
  return noticesTo([from.accountId], { about: `match-told ${id}`, kind: 'match-told', params, link: `/matches/${matchId}` });
}

/** Whoever put it off, once a day on which it came back. */
export function cameBack({ matchId, side, until, isWaiting, mine, other }: DelayMatter): Notice[] {
  if (!isWaiting) return [];
  return noticesTo([mine.accountId], {
    about: `match-later ${matchId} ${side} ${until}`,
    kind: 'match-later',
    params: { mine: mine.title, other: other.title },
    link: `/matches/${matchId}`,
  });
}

/** The holder, once a week, with the commonest reason. */
export function refusalsSummed({ id, side, title, accountId, refusal, count }: RefusalsMatter, week: string): Notice[] {
  return noticesTo([accountId], {
    about: `refusals ${id} ${week}`,
    kind: 'refusals-summed',
    params: { title, refusal, count: String(count) },
    link: `/${side === 'technology' ? 'technologies' : 'needs'}/${id}/answers`,
  });
}
