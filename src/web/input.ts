import { z } from 'zod';
import { AppError, type FieldErrors, type Params } from '../kernel/error.ts';
import { readYuan } from '../kernel/money.ts';
import type { Translate } from './i18n.ts';

/** What was typed and what is wrong with it, when a form is shown again. */
export type Attempt = {
  typed: Record<string, string | string[]>;
  errors: Record<string, string>;
  notice: string | null;
};

/** Reads what was typed; refuses with one key per field, in the words of the fix. */
export function readInput<S extends z.ZodType>(schema: S, input: unknown): z.infer<S> {
  const read = schema.safeParse(input ?? {}, { reportInput: true });
  const fields: FieldErrors = {};
  if (read.success) {
    for (const path of unwritable(read.data)) fields[path] = { key: 'web:errors.unwritable' };
    if (Object.keys(fields).length === 0) return read.data;
    throw new AppError('invalid', 'web:errors.check-fields', {}, fields);
  }
  for (const issue of read.error.issues) fields[issue.path.join('.') || 'form'] ??= wordsFor(issue);
  throw new AppError('invalid', 'web:errors.check-fields', {}, fields);
}

/** Where in what was read there is text that PostgreSQL cannot keep: the NUL sign, or half of a sign of two halves. */
export function unwritable(value: unknown, path: readonly string[] = []): string[] {
  if (typeof value === 'string') return value.includes('\0') || /\p{Cs}/u.test(value) ? [path.join('.') || 'form'] : [];
  if (typeof value !== 'object' || value === null || path.length > deepest) return [];
  return Object.entries(value).flatMap(([name, part]) => unwritable(part, [...path, name]));
}

/** No schema of ours goes deeper; what a client nests beyond it is never kept. */
const deepest = 8;

export function attemptOf(error: AppError, body: unknown, t: Translate): Attempt {
  const errors = Object.fromEntries(Object.entries(error.fields).map(([field, { key, params }]) => [field, t(key, params)]));
  return { typed: typedOf(body), errors, notice: t(error.key, error.params) };
}

/** What a form sent, without the hidden fields and never a password. */
export function typedOf(body: unknown): Record<string, string | string[]> {
  const hidden = ['csrf', 'command'];
  const pairs = Object.entries((body ?? {}) as Record<string, unknown>).filter(
    ([name, value]) => !hidden.includes(name) && !/password/i.test(name) && (typeof value === 'string' || Array.isArray(value)),
  );
  return Object.fromEntries(pairs) as Record<string, string | string[]>;
}

/** Fields as forms send them: an empty text means that nothing was said. */
export const field = {
  text: (max: number) => z.string().trim().max(max),
  required: (max: number) => z.string().trim().min(1, 'web:errors.required').max(max),
  optional: <S extends z.ZodType>(schema: S) =>
    z
      .preprocess((value) => (typeof value === 'string' && value.trim() === '' ? undefined : value), schema.optional())
      .transform((value) => value ?? null),
  whole: (min: number, max: number) =>
    z.preprocess(plainNumber, z.coerce.number('web:errors.number').int('web:errors.whole-number').min(min).max(max)),
  number: (min: number, max: number) => z.preprocess(plainNumber, z.coerce.number('web:errors.number').min(min).max(max)),
  yuan: () =>
    z.string().transform((text, context) => {
      const fen = readYuan(text);
      if (fen === undefined) context.addIssue({ code: 'custom', message: 'web:errors.money' });
      return fen ?? z.NEVER;
    }),
  date: () => z.iso.date('web:errors.date').refine((day) => day >= '1000', 'web:errors.date'), // PostgreSQL has no year 0
  many: <S extends z.ZodType>(schema: S) =>
    z.preprocess(
      (value) => (value === undefined || value === '' ? [] : Array.isArray(value) ? (value as unknown[]) : [value]),
      z.array(schema),
    ),
  tick: () => z.preprocess((value) => value === 'on' || value === 'true' || value === '1' || value === true, z.boolean()),
};

function plainNumber(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const plain = value.trim().replace(/[,，]/g, '');
  return plain === '' ? Number.NaN : plain;
}

function wordsFor(issue: z.core.$ZodIssue): { key: string; params?: Params } {
  if (issue.message.includes(':') && /^[\w-]+:[\w.-]+$/.test(issue.message)) return { key: issue.message, params: bounds(issue) };
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined || issue.input === null) return { key: 'web:errors.required' };
      return {
        key:
          issue.expected === 'number'
            ? 'web:errors.number'
            : issue.expected === 'int'
              ? 'web:errors.whole-number'
              : 'web:errors.format',
      };
    case 'too_small':
      if (issue.origin === 'string')
        return issue.minimum === 1 ? { key: 'web:errors.required' } : { key: 'web:errors.too-short', params: bounds(issue) };
      return { key: issue.origin === 'array' ? 'web:errors.too-few-choices' : 'web:errors.too-small', params: bounds(issue) };
    case 'too_big':
      if (issue.origin === 'string') return { key: 'web:errors.too-long', params: bounds(issue) };
      return { key: issue.origin === 'array' ? 'web:errors.too-many-choices' : 'web:errors.too-big', params: bounds(issue) };
    case 'invalid_value':
      return { key: 'web:errors.choice' };
    case 'invalid_format':
      return {
        key: issue.format === 'email' ? 'web:errors.email' : issue.format === 'date' ? 'web:errors.date' : 'web:errors.format',
      };
    default:
      return { key: 'web:errors.format' };
  }
}

function bounds(issue: z.core.$ZodIssue): Params {
  if (issue.code === 'too_small') return { count: Number(issue.minimum) };
  return issue.code === 'too_big' ? { count: Number(issue.maximum) } : {};
}
