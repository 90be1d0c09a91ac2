import type { Formats } from '../../../web/format.ts';
import type { Attempt } from '../../../web/input.ts';
import type { Translate } from '../../../web/i18n.ts';
import type { Caller } from '../../people/caller.ts';
import { editPath, stepWith } from '../editor/steps.ts';
import type { Need } from '../need.ts';
import { isOwner } from '../listing.ts';
import { isOutdated, zeroParts, type Assessment, type NeedListing } from './assessment.ts';
import { questionsFor } from './questions.ts';
import { isOnBehalf, mayAsk, readBackState, type ReadBack } from './read-back.ts';
import { mostPoints, parts, suggest, type Criterion, type Part } from './suggestion.ts';

type Words = { t: Translate; formats: Formats };

/** Part by part: what the words are worth and why, what is missing and where to write it, and what the expert found. */
export function partModels(listing: NeedListing, latest: Assessment | undefined, isMine: boolean, t: Translate) {
  const suggestion = suggest(listing.content);
  const zeros = zeroParts(listing.content, latest);
  const point = (part: Part, kind: 'met' | 'missing') => (criterion: Criterion) => ({
    ...criterion,
    text: t(`clinic:${kind}.${part}.${criterion.name}`),
    href: isMine ? fieldPath(listing.id, criterion.field) : '',
  });
  return parts.map((part) => ({
    part,
    name: t(`clinic:part.${part}`),
    about: t(`clinic:part-about.${part}`),
    most: mostPoints,
    suggested: suggestion[part].score,
    met: suggestion[part].met.map(point(part, 'met')),
    missing: suggestion[part].missing.map(point(part, 'missing')),
    expert: latest ? { score: latest.scores[part], note: latest.notes[part] } : null,
    isZero: zeros.includes(part),
  }));
}

function fieldPath(listingId: string, field: keyof Need): string {
  return `${editPath('need', listingId, stepWith('need', field))}#f-${field}`;
}

/** Who may do what about the expert's words, and where they stand. */
export function readBackModel(listing: NeedListing, latest: ReadBack | undefined, caller: Caller, { t, formats }: Words) {
  const { content, id } = listing;
  const state = readBackState(content, latest);
  const onBehalf = isOnBehalf(content);
  const open = state === 'not-asked' || state === 'objected' || state === 'outdated';
  const looks = { confirmed: 'success', objected: 'danger', asked: 'information', outdated: 'warning' } as const;
  return {
    state,
    kind: state in looks ? looks[state as keyof typeof looks] : '',
    label: t(`clinic:read-back.state.${state}`),
    text: t(`clinic:read-back.means.${state}`, { at: latest ? formats.dateTime(latest.answeredAt ?? latest.askedAt) : '' }),
    objection: state === 'objected' || state === 'outdated' ? (latest?.objection ?? '') : '',
    canAsk: mayAsk(caller, listing) && open,
    askLabel: t(`clinic:read-back.ask.${onBehalf ? 'slip' : 'web'}`),
    canAnswer: isOwner(caller, listing) && !onBehalf && (open || state === 'asked'),
    slipHref: mayAsk(caller, listing) && state === 'asked' ? `/needs/${id}/clinic/slip` : '',
  };
}

/** What an adviser of these trades would ask, without what was answered already. */
export function questionModels({ content }: NeedListing, attempt: Attempt | null, t: Translate) {
  return questionsFor(content.industries)
    .map(({ id, field }) => ({
      ...{ name: `q-${id.replace('.', '-')}`, field, label: t(`clinic-questions:${id}.label`) },
      ask: t(`clinic-questions:${id}.ask`),
    }))
    .filter(({ field, label }) => !content[field].includes(label + t('clinic:colon')))
    .map((question) => ({ ...question, value: textIn(attempt, question.name), error: attempt?.errors[question.name] ?? '' }));
}

/** The expert's form, filled with what was typed, else with the last finding or the suggestion. */
export function formModel(listing: NeedListing, latest: Assessment | undefined, attempt: Attempt | null, t: Translate) {
  const suggestion = suggest(listing.content);
  const current = latest && !isOutdated(latest, listing.content) ? latest : undefined;
  const typed = (name: string, otherwise: string) => (attempt && name in attempt.typed ? textIn(attempt, name) : otherwise);
  return {
    parts: parts.map((part) => ({
      ...{ scoreName: `score-${part}`, noteName: `note-${part}`, label: t(`clinic:part.${part}`) },
      score: typed(`score-${part}`, String(current?.scores[part] ?? suggestion[part].score)),
      note: typed(`note-${part}`, current?.notes[part] ?? ''),
      scoreError: attempt?.errors[`score-${part}`] ?? '',
      noteError: attempt?.errors[`note-${part}`] ?? '',
    })),
    points: Array.from({ length: mostPoints + 1 }, (_, points) => ({
      value: String(points),
      label: t(`clinic:points.${points}`),
    })),
    expertProblem: typed('expertProblem', listing.content.expertProblem),
    expertProblemError: attempt?.errors['expertProblem'] ?? '',
    after: latest?.number ?? 0,
  };
}

export function historyModel(history: readonly (Assessment & { name: string })[], need: Need, t: Translate) {
  return history.map((one) => ({
    at: one.at,
    title: [one.name, parts.map((part) => `${t(`clinic:part.${part}`)} ${one.scores[part]}`).join(' · ')].join(t('clinic:colon')),
    text: [
      ...(isOutdated(one, need) ? [t('clinic:history.older', { version: one.version })] : []),
      ...parts
        .filter((part) => one.notes[part] !== '')
        .map((part) => t(`clinic:part.${part}`) + t('clinic:colon') + one.notes[part]),
    ].join('\n'),
  }));
}

export function textIn(attempt: Attempt | null, name: string): string {
  const value = attempt?.typed[name];
  return typeof value === 'string' ? value : '';
}
