import Handlebars, { type HelperOptions } from 'handlebars';
import { newId } from '../kernel/id.ts';
import type { Params } from '../kernel/error.ts';
import type { Assets } from './assets.ts';
import type { Formats } from './format.ts';
import type { Translate } from './i18n.ts';

/** What every view finds at its root beside its own model. */
export type ViewRoot = { t: Translate; formats: Formats; csrf: () => string };

/** Helpers format; they do not decide. */
export function viewHelpers(assets: Assets): Record<string, Handlebars.HelperDelegate> {
  return {
    t: (key: string, options: HelperOptions) => root(options).t(key, options.hash as Params),
    date: (value: Date | string | null, options: HelperOptions) => (value === null ? '' : root(options).formats.date(value)),
    time: (value: Date | string | null, options: HelperOptions) => (value === null ? '' : root(options).formats.time(value)),
    dateTime: (value: Date | string | null, options: HelperOptions) =>
      value === null ? '' : root(options).formats.dateTime(value),
    number: (value: number | null, options: HelperOptions) => (value === null ? '' : root(options).formats.number(value)),
    money: (fen: number | null, options: HelperOptions) => (fen === null ? '' : root(options).formats.money(fen)),
    iso: (value: Date | string | null) => (value === null ? '' : new Date(value).toISOString()),
    csrfToken: (options: HelperOptions) => root(options).csrf(),
    newCommand: () => newId(),
    encode: (text: string) => encodeURIComponent(text),
    asset: (path: string) => assets.url(path),
    json: (value: unknown) => new Handlebars.SafeString(JSON.stringify(value).replace(/</g, '\\u003c')),
    eq: (a: unknown, b: unknown) => a === b,
    and: (...values: unknown[]) => values.slice(0, -1).every(isTruthy),
    or: (...values: unknown[]) => values.slice(0, -1).find(isTruthy) ?? false,
    'if-else': (condition: unknown, yes: unknown, no: unknown) => (isTruthy(condition) ? yes : no),
    not: (value: unknown) => !isTruthy(value),
    concat: (...values: unknown[]) => values.slice(0, -1).map(String).join(''),
    includes: (list: readonly unknown[] | null, value: unknown) => list?.includes(value) ?? false,
    array: (...values: unknown[]) => values.slice(0, -1),
    obj: (options: HelperOptions) => options.hash as object,
  };
}

function root(options: HelperOptions): ViewRoot {
  return (options.data as { root: ViewRoot }).root;
}

function isTruthy(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}
