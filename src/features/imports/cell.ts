import { readYuan } from '../../kernel/money.ts';
import type { Known } from './known.ts';
import type { ReadCell } from './fault.ts';

/** Reads what stands in a cell; an empty cell is never read. */
export type CellReader = (text: string, known: Known) => ReadCell;

export const text: CellReader = (typed) => ({ value: typed });

export function number(least: number, most: number): CellReader {
  return (typed) => {
    const value = Number(plain(typed));
    const fits = Number.isFinite(value) && value >= least && value <= most;
    return fits ? { value } : { fault: 'imports:faults.number', params: { least, most } };
  };
}

export function whole(least: number, most: number): CellReader {
  return (typed) => {
    const value = Number(plain(typed));
    const fits = Number.isInteger(value) && value >= least && value <= most;
    return fits ? { value } : { fault: 'imports:faults.whole', params: { least, most } };
  };
}

export const yuan: CellReader = (typed) => {
  const value = readYuan(typed);
  return value === undefined ? { fault: 'imports:faults.yuan' } : { value };
};

export const month: CellReader = (typed) => {
  const value = Number(typed.replace(/月(份)?$/, ''));
  return Number.isInteger(value) && value >= 1 && value <= 12 ? { value } : { fault: 'imports:faults.month' };
};

/** 2026-03-01, 2026/3/1, 2026.3.1 and 2026年3月1日 are the same day. */
export const day: CellReader = (typed) => {
  const [, year, of, on] = /^(\d{4})\D(\d{1,2})\D(\d{1,2})日?$/.exec(typed) ?? [];
  const value = `${year}-${of?.padStart(2, '0')}-${on?.padStart(2, '0')}`;
  const date = new Date(`${value}T00:00:00Z`);
  const isDay = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
  return isDay ? { value } : { fault: 'imports:faults.day' };
};

/** Only an address of the web: what is loaded becomes a link for everybody. */
export const url: CellReader = (typed) =>
  /^https?:\/\/[^\s]+$/.test(typed) ? { value: typed } : { fault: 'imports:faults.url' };

/** One of a few words, in Chinese or as the product calls it. */
export function choice(words: Record<string, string>): CellReader {
  return (typed) => {
    const value = find(words, typed);
    return value === undefined ? notAmong(words) : { value };
  };
}

export function choices(words: Record<string, string>): CellReader {
  return (typed) => {
    const values = split(typed).map((part) => find(words, part));
    return values.includes(undefined) ? notAmong(words) : { value: [...new Set(values)] };
  };
}

export const place: CellReader = (typed, known) => {
  const codes = known.placesNamed(typed);
  if (codes.length === 1) return { value: codes[0] };
  return codes.length === 0
    ? { fault: 'imports:faults.place' }
    : { fault: 'imports:faults.place-twice', params: { codes: codes.slice(0, 3).join('、') } };
};

export const industries: CellReader = (typed, known) => {
  const parts = split(typed);
  const unknown = parts.find((part) => known.industryNamed(part) === undefined);
  if (unknown !== undefined) return { fault: 'imports:faults.industry', params: { name: unknown } };
  return { value: [...new Set(parts.map((part) => known.industryNamed(part)))] };
};

export function split(typed: string): string[] {
  return typed
    .split(/[;；、,，|\n]+/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function find(words: Record<string, string>, typed: string): string | undefined {
  const word = typed.trim();
  return words[word] ?? Object.values(words).find((value) => value === word.toLowerCase());
}

/** Only the first word for each meaning is offered. */
function notAmong(words: Record<string, string>): ReadCell {
  const seen = new Set<string>();
  const first = Object.entries(words).filter(([, value]) => !seen.has(value) && seen.add(value));
  return { fault: 'imports:faults.choice', params: { words: first.map(([word]) => word).join('、') } };
}

function plain(typed: string): string {
  const digits = typed.replace(/[,，\s]/g, '').replace(/(亩|头|只|户|天|度|℃|人|级)$/, '');
  return digits === '' ? 'x' : digits;
}
