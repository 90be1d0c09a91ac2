import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { parse } from 'csv-parse/sync';
import readExcel from 'read-excel-file/node';

/** Everything a person typed, as text: a row for each row of the file, a cell for each cell. */
export type Sheet = string[][];

/** Reads the first sheet of an .xlsx file, or a .csv file as Excel, WPS and others write it: UTF-8 with or without mark, or GB18030. */
export async function readSheet(path: string): Promise<Sheet> {
  const bytes = await readFile(path);
  if (extname(path).toLowerCase() === '.xlsx') {
    const [first] = await readExcel(bytes);
    return (first?.data ?? []).map((row) => row.map(textOf));
  }
  const text = decode(bytes);
  const delimiter = text.slice(0, text.indexOf('\n')).includes('\t') ? '\t' : ',';
  return parse(text, { delimiter, relax_column_count: true, trim: true, skip_empty_lines: false, bom: true });
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  return String(value as string | number | boolean).trim();
}
