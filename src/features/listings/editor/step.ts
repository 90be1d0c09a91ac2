import { z } from 'zod';
import { readYuan, writeYuan } from '../../../kernel/money.ts';

export type FieldKind =
  'text' | 'textarea' | 'tel' | 'email' | 'number' | 'money' | 'date' | 'select' | 'radios' | 'checkboxes' | 'tick';

/** One field of the editor: how it is asked, and which words its choices have. Its rules are those of the noun. */
export type StepField = {
  name: string;
  kind: FieldKind;
  /** Asked for before the listing is shown, so it is not called optional. */
  needed?: boolean;
  help?: boolean;
  /** The choices, and the group of words that names them. */
  options?: readonly string[];
  words?: string;
  /** A key of the unit's words. */
  unit?: string;
};
/** Places, industries and approvals are chosen in parts of their own. */
export type StepPart = StepField | 'regionCode' | 'industries' | 'approvals';
export type Step = { id: string; parts: readonly StepPart[] };

export const months = Array.from({ length: 12 }, (_, index) => String(index + 1));

export function fieldsOf({ parts }: Step): StepField[] {
  return parts.filter((part) => typeof part !== 'string');
}

export function namesOf({ parts }: Step): string[] {
  return parts.map((part) => (typeof part === 'string' ? part : part.name));
}

/** Reads the fields of a step as forms send them, by the rules that the noun has for each. */
export function stepSchema(step: Step, shape: Record<string, z.ZodType>): z.ZodObject {
  const readers = fieldsOf(step).map(({ name, kind }) => [name, z.preprocess(before[kind], shape[name] ?? z.never())] as const);
  return z.object(Object.fromEntries(readers));
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');
const orNothing = (read: (text: string) => unknown) => (value: unknown) => (textOf(value) === '' ? null : read(textOf(value)));
/** A number that was not understood stays what it is, so that the noun's own rule refuses it. */
const numberOf = (text: string): unknown => {
  const plain = text.replace(/[,，]/g, '');
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : Number.NaN;
};
const listOf = (value: unknown): unknown => (value === undefined || value === '' ? [] : [value].flat());

const before: Record<FieldKind, (value: unknown) => unknown> = {
  text: textOf,
  textarea: textOf,
  tel: textOf,
  email: textOf,
  number: orNothing(numberOf),
  money: orNothing((text) => readYuan(text) ?? Number.NaN),
  date: orNothing(String),
  select: orNothing((text) => (/^\d+$/.test(text) ? Number(text) : text)),
  radios: orNothing(String),
  checkboxes: listOf,
  tick: (value) => value === 'true' || value === 'on',
};

/** What a person would type to say the same. */
export function writeField({ kind }: Pick<StepField, 'kind'>, value: unknown): string | string[] | boolean {
  if (kind === 'tick') return value === true;
  if (kind === 'checkboxes') return value as string[];
  if (value === null || value === undefined) return '';
  return kind === 'money' ? writeYuan(value as number) : String(value as string | number);
}
