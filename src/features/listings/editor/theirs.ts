import type { Formats } from '../../../web/format.ts';
import type { Attempt } from '../../../web/input.ts';
import type { Translate } from '../../../web/i18n.ts';
import type { Listing } from '../listing.ts';
import { fieldsOf, writeField, type Step } from './step.ts';
import { summarize, type Names } from './summary.ts';

/** When somebody saved meanwhile: what now stands where something else was typed, so that a person can choose. */
export function theirsOf(listing: Listing, step: Step, attempt: Attempt, names: Names, t: Translate, formats: Formats) {
  if (attempt.typed['version'] === String(listing.version)) return [];
  const values = listing.content as Record<string, unknown>;
  const same = fieldsOf(step)
    .filter((field) => sentAs(writeField(field, values[field.name])) === sentAs(attempt.typed[field.name] ?? ''))
    .map(({ name }) => name);
  const section = summarize(listing, names, t, formats).find(({ id }) => id === step.id);
  return (section?.items ?? []).filter(({ name }) => !same.includes(name)).map(({ label, value }) => ({ label, value }));
}

/** One choice of many and nothing at all are sent differently from how they are kept. */
function sentAs(value: string | string[] | boolean): string {
  if (typeof value === 'boolean') return value ? 'true' : '';
  return [value].flat().join(' ').replace(/\r\n/g, '\n').trim();
}
