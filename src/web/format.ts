import type { Language } from '../features/people/caller.ts';

const locale: Record<Language, string> = { zh: 'zh-CN', en: 'en-GB' };

export type Formats = {
  date(value: Date | string): string;
  time(value: Date | string): string;
  dateTime(value: Date | string): string;
  number(value: number): string;
  money(fen: number): string;
};

/** Dates, numbers and money as people of this language write them, in the installation's time zone. */
export function createFormats(language: Language, timeZone: string): Formats {
  const name = locale[language];
  const date = new Intl.DateTimeFormat(name, { dateStyle: 'long', timeZone });
  const time = new Intl.DateTimeFormat(name, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone });
  const plain = new Intl.DateTimeFormat(name, { dateStyle: 'long', timeZone: 'UTC' });
  const number = new Intl.NumberFormat(name, { maximumFractionDigits: 2 });
  const money = new Intl.NumberFormat(name, {
    style: 'currency',
    currency: 'CNY',
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: 0,
  });
  const dateOf = (value: Date | string) =>
    isDay(value) ? plain.format(new Date(`${value}T00:00:00Z`)) : date.format(new Date(value));
  const timeOf = (value: Date | string) => time.format(new Date(value));
  return {
    date: dateOf,
    time: timeOf,
    dateTime: (value) => `${dateOf(value)} ${timeOf(value)}`,
    number: (value) => number.format(value),
    money: (fen) => money.format(fen / 100),
  };
}

/** A day without a time, as PostgreSQL's `date` comes out. */
function isDay(value: Date | string): value is string {
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);
}
