import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';

const folder = new URL('./data/', import.meta.url);

/** The rows of a file in seeds/data by the names in its first line; an empty cell is an empty text. */
export async function readRows<Column extends string>(file: string): Promise<Record<Column, string>[]> {
  return parse(await readFile(new URL(file, folder), 'utf8'), { columns: true });
}

export function orNull(text: string): string | null {
  return text === '' ? null : text;
}

export function numberOrNull(text: string): number | null {
  return text === '' ? null : Number(text);
}

export function list(text: string, separator = ';'): string[] {
  return text === '' ? [] : text.split(separator);
}
