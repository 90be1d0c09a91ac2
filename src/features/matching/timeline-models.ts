import type { Translate } from '../../web/i18n.ts';
import type { MomentRow, What } from './life-reads.ts';
import type { Words } from './match-models.ts';
import type { MatchView } from './match-view-reads.ts';
import type { Side } from './match.ts';

/** What has happened, as a list with dates. */
export function momentModels(moments: readonly MomentRow[], mySide: Side | null, { t }: Words) {
  return moments.map(({ what, side, at, name, link, isDone }) => ({
    at,
    title:
      side === null
        ? t(`match-life:moment.${what === 'meeting' && !isDone ? 'meeting-planned' : what}`, { name })
        : t(`match-life:moment.by-${what}`, {
            who: t(`match-life:who.${side === mySide ? 'me' : side}`),
            status: what === 'ended' ? t(`listings-words:status.${name}`) : '',
          }),
    link,
  }));
}

/** The way of a match, with the step at which it stands. */
export function stepModels(moments: readonly MomentRow[], match: MatchView, t: Translate) {
  const sidesThat = (...what: What[]) => new Set(moments.filter((one) => what.includes(one.what)).map(({ side }) => side)).size;
  const isOpen = match.status === 'open';
  const done: [string, boolean][] = [
    ['proposed', true],
    ['seen', isOpen || sidesThat('seen', 'asked', 'told', 'yes', 'no') === 2],
    ['answered', isOpen || sidesThat('yes', 'no') === 2],
    ['open', isOpen],
    ['meeting', moments.some(({ what, isDone }) => (what === 'meeting' && isDone) || what === 'letter')],
    ['letter', moments.some(({ what }) => what === 'letter')],
  ];
  const next = done.findIndex(([, isDone]) => !isDone);
  const isOver = match.status === 'lapsed' || match.status === 'refused';
  return done.map(([name, isDone], index) => ({
    label: t(`match-life:step.${name}`),
    done: isDone,
    current: !isOver && index === next,
  }));
}
