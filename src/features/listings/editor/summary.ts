import type { Formats } from '../../../web/format.ts';
import type { Translate } from '../../../web/i18n.ts';
import type { Content } from '../content.ts';
import { stepsOf } from './steps.ts';
import type { StepField, StepPart } from './step.ts';
import type { Approval } from '../technology.ts';

export type Section = { id: string; title: string; items: { name: string; label: string; value: string }[] };
/** What codes are called, looked up before. */
export type Names = { place: string; industries: string[] };

/** Everything a listing says, step by step as it was asked, in words; what was not said is left out. */
export function summarize({ side, content }: Content, names: Names, t: Translate, formats: Formats): Section[] {
  const values = content as Record<string, unknown>;
  return stepsOf[side].map(({ id, parts }) => ({
    id,
    title: t(`listing-editor:step.${side}.${id}`),
    items: parts
      .map((part) => ({ name: nameOf(part), value: wordsOf(part, values, names, t, formats) }))
      .filter(({ value }) => value !== '')
      .map(({ name, value }) => ({ name, label: t(`listing-editor:label.${side}.${name}`), value })),
  }));
}

/** What reads otherwise now than in an earlier version. */
export function differences(before: Section[], now: Section[]): { label: string; before: string; now: string }[] {
  const earlier = new Map(before.flatMap(({ items }) => items.map((item) => [item.name, item] as const)));
  const later = new Map(now.flatMap(({ items }) => items.map((item) => [item.name, item] as const)));
  return [...new Set([...earlier.keys(), ...later.keys()])].flatMap((name) => {
    const [was, is] = [earlier.get(name), later.get(name)];
    const label = is?.label ?? was?.label ?? name;
    return was?.value === is?.value ? [] : [{ label, before: was?.value ?? '', now: is?.value ?? '' }];
  });
}

function nameOf(part: StepPart): string {
  return typeof part === 'string' ? part : part.name;
}

function wordsOf(part: StepPart, values: Record<string, unknown>, names: Names, t: Translate, formats: Formats): string {
  if (part === 'regionCode') return names.place;
  if (part === 'industries') return names.industries.join(t('listing-editor:between'));
  if (part === 'approvals') return approvalWords(values['approvals'] as Approval[] | undefined, t, formats);
  return fieldWords(part, values[part.name], t, formats);
}

function fieldWords({ kind, words, unit }: StepField, value: unknown, t: Translate, formats: Formats): string {
  if (value === null || value === undefined || value === '' || value === false) return '';
  if (value === true) return t('listing-editor:yes');
  if (Array.isArray(value)) return value.map((one) => choiceWords(String(one), words, t)).join(t('listing-editor:between'));
  if (words) return choiceWords(String(value as string | number), words, t);
  if (kind === 'money') return formats.money(value as number);
  if (kind === 'date') return formats.date(value as string);
  if (kind !== 'number') return String(value as string);
  return unit ? `${formats.number(value as number)} ${t(`listing-editor:unit.${unit}`)}` : formats.number(value as number);
}

export function choiceWords(value: string, words: string | undefined, t: Translate): string {
  return words === 'month' ? t('listings-words:month', { month: value }) : t(`listings-words:${words}.${value}`);
}

function approvalWords(approvals: readonly Approval[] = [], t: Translate, formats: Formats): string {
  return approvals
    .map(({ kind, number, ecoZone, checkedOn }) =>
      [
        `${t(`listings-words:approval.${kind}`)} ${number}`,
        ecoZone,
        checkedOn && t('listing-editor:approval.checked', { date: formats.date(checkedOn) }),
      ]
        .filter(Boolean)
        .join(' · '),
    )
    .join('\n');
}
