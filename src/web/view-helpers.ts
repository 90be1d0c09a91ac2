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
    date: formatter('date', (value: Date | string, formats) => formats.date(value)),
    time: formatter('time', (value: Date | string, formats) => formats.time(value)),
    dateTime: formatter('dateTime', (value: Date | string, formats) => formats.dateTime(value)),
    number: formatter('number', (value: number, formats) => formats.number(value)),
    money: formatter('money', (fen: number, formats) => formats.money(fen)),
    iso: (value: Date | string | null) => (value === null ? '' : new Date(value).toISOString()),
    csrfToken: (options: HelperOptions) => root(options).csrf(),
    newCommand: () => newId(),
    encode: (text: string) => encodeURIComponent(text),
    asset: (path: string) => new Handlebars.SafeString(assets.url(path)), // there is nothing in it to escape
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

/** Writes a value for the reader; without one, `{{time}}` is a value of the model that happens to have the helper's name. */
function formatter<V>(name: keyof Formats, write: (value: V, formats: Formats) => string): Handlebars.HelperDelegate {
  return function (this: Record<string, unknown>, ...given: unknown[]) {
    const options = given.at(-1) as HelperOptions;
    if (given.length > 1) return given[0] === null ? '' : write(given[0] as V, root(options).formats);
    if (!(name in this)) throw new Error(`The view names ${name}, which the model lacks.`);
    return this[name];
  };
}

function root(options: HelperOptions): ViewRoot {
  return (options.data as { root: ViewRoot }).root;
}

function isTruthy(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}
