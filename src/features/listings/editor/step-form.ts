import type { Language } from '../../people/caller.ts';
import type { Attempt } from '../../../web/input.ts';
import type { Translate } from '../../../web/i18n.ts';
import type { Side } from '../basics.ts';
import { ApprovalKind, type Approval } from '../technology.ts';
import { rowName, rowsOf, typedRows } from './approval-rows.ts';
import type { EditorReads } from './editor-reads.ts';
import { choiceWords } from './summary.ts';
import { writeField, type Step, type StepField } from './step.ts';

/** A step as it is to be shown: what is stored, or what was typed when that could not be taken. */
export type Shown = {
  side: Side;
  step: Step;
  values: Record<string, unknown>;
  attempt: Attempt | null;
  t: Translate;
  language: Language;
};

const plain = { special: '', autocomplete: '', inputmode: '' };
const autocomplete: Record<string, string> = { contactName: 'name', contactPhone: 'tel', contactEmail: 'email' };

/** What the view needs for every part of a step, in order. */
export function partModels(shown: Shown, reads: EditorReads): Promise<object[]> {
  return Promise.all(
    shown.step.parts.map((part) => {
      if (part === 'regionCode') return placeModel(shown, reads);
      if (part === 'industries') return industryModel(shown, reads);
      return Promise.resolve(part === 'approvals' ? approvalModel(shown) : fieldModel(part, shown));
    }),
  );
}

function fieldModel(field: StepField, { side, values, attempt, t }: Shown): object {
  const { name, kind, needed = false, help = false, options, words, unit } = field;
  const blank = kind === 'select' ? [{ value: '', label: t('listing-editor:choose') }] : [];
  return {
    ...plain,
    name,
    kind: kind === 'money' ? 'number' : kind,
    label: t(`listing-editor:label.${side}.${name}`),
    help: help ? t(`listing-editor:help.${side}.${name}`) : '',
    value: attempt ? typedValue(field, attempt) : writeField(field, values[name]),
    error: attempt?.errors[name] ?? '',
    required: needed,
    unit: unit ? t(`listing-editor:unit.${unit}`) : '',
    autocomplete: autocomplete[name] ?? '',
    options: options ? [...blank, ...options.map((value) => ({ value, label: choiceWords(value, words, t) }))] : false,
  };
}

/** An unticked box and an unchosen choice are not sent at all. */
function typedValue({ name, kind }: StepField, { typed }: Attempt): string | string[] | boolean {
  if (kind === 'checkboxes') return [typed[name] ?? []].flat();
  return kind === 'tick' ? typed[name] === 'true' : textIn(typed, name);
}

async function placeModel({ side, values, attempt, t, language }: Shown, { places }: EditorReads): Promise<object> {
  const stored = await places.typed(values['regionCode'] as string | null);
  const { county, village } = attempt
    ? { county: textIn(attempt.typed, 'county'), village: textIn(attempt.typed, 'village') }
    : stored;
  return {
    special: 'place',
    label: t(`listing-editor:label.${side}.regionCode`),
    help: t(`listing-editor:help.${side}.regionCode`),
    error: attempt?.errors['regionCode'] ?? '',
    counties: [{ value: '', label: t('listing-editor:choose') }, ...(await places.counties(language))],
    ...{ county, village },
    villages: /^\d{12}$/.test(county) ? await places.villages(county) : [],
  };
}

async function industryModel({ side, values, attempt, t, language }: Shown, { industries }: EditorReads): Promise<object> {
  const choices = await industries.ofPlan(language);
  const stored = values['industries'] as string[];
  const isChoice = (code: string) => choices.some(({ value }) => value === code);
  const chosen = attempt ? [attempt.typed['industries'] ?? []].flat() : stored.filter(isChoice);
  const typedOthers = attempt ? textIn(attempt.typed, 'otherIndustries') : stored.filter((code) => !isChoice(code)).join(' ');
  const shown = choices.map((choice) => ({ ...choice, checked: chosen.includes(choice.value) }));
  const further = shown.filter(({ leading }) => !leading);
  return {
    special: 'industries',
    label: t(`listing-editor:label.${side}.industries`),
    error: attempt?.errors['industries'] ?? '',
    leading: shown.filter(({ leading }) => leading),
    further,
    open: typedOthers !== '' || further.some(({ checked }) => checked) || further.length === choices.length,
    others: typedOthers,
  };
}

function approvalModel({ values, attempt, t }: Shown): object {
  const rows = attempt ? typedRows(attempt.typed) : rowsOf(values['approvals'] as Approval[]);
  const kinds = [{ value: '', label: t('listing-editor:choose') }].concat(
    ApprovalKind.options.map((value) => ({ value, label: t(`listings-words:approval.${value}`) })),
  );
  const input = (row: number, part: 'kind' | 'number' | 'ecoZone' | 'checkedOn', kind: string, value: string) => ({
    ...plain,
    ...{ name: rowName(row, part), label: t(`listing-editor:approval.${part}`), help: '', kind, value, required: true, unit: '' },
    error: attempt?.errors[rowName(row, part)] ?? '',
    options: part === 'kind' ? kinds : false,
  });
  return {
    special: 'approvals',
    label: t('listing-editor:label.technology.approvals'),
    help: t('listing-editor:help.technology.approvals'),
    error: attempt?.errors['approvals'] ?? '',
    rows: rows.map(({ kind, number, ecoZone, checkedOn }, row) => [
      input(row, 'kind', 'select', kind),
      input(row, 'number', 'text', number),
      input(row, 'ecoZone', 'text', ecoZone),
      input(row, 'checkedOn', 'date', checkedOn),
    ]),
  };
}

function textIn(typed: Attempt['typed'], name: string): string {
  const value = typed[name];
  return typeof value === 'string' ? value : '';
}

/** The summary of what is wrong names each field, since its lines are read away from the fields. */
export function namedErrors({ errors, ...attempt }: Attempt, side: Side, t: Translate): Attempt {
  const label = (name: string): string => {
    const approval = /^approval-(\d+)-(\w+)$/.exec(name);
    if (!approval) return t(`listing-editor:label.${side}.${name}`);
    return `${t('listing-editor:approval.row', { row: Number(approval[1]) + 1 })} ${t(`listing-editor:approval.${approval[2]}`)}`;
  };
  return {
    ...attempt,
    errors: Object.fromEntries(
      Object.entries(errors).map(([name, text]) => [name, label(name) + t('listing-editor:colon') + text]),
    ),
  };
}
