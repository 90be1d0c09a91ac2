import { columnsOf, type Column, type ImportKind } from './columns.ts';
import { faultAt, type Fault } from './fault.ts';
import type { Known } from './known.ts';

export type Row = { number: number; cells: ReadonlyMap<string, string> };
/** A file whose columns are understood: cells by field, rows by the number they have in the file. */
export type Table = { kind: ImportKind; columns: readonly Column[]; rows: readonly Row[]; ignored: readonly string[] };

/** The kind whose columns the first line names most of, as long as it names all that must be there. */
export function guessKind(header: readonly string[]): ImportKind | undefined {
  const rated = (Object.keys(columnsOf) as ImportKind[]).map((kind) => {
    const found = columnsOf[kind].filter((column) => header.some((name) => isCalled(column, name)));
    return { kind, count: hasRequired(kind, header) ? found.length : 0 };
  });
  const [best] = rated.sort((a, b) => b.count - a.count);
  return best && best.count > 0 ? best.kind : undefined;
}

export function readTable(lines: readonly (readonly string[])[], kind: ImportKind): { table: Table; faults: Fault[] } {
  const [header = [], ...body] = lines;
  const columns = columnsOf[kind];
  const at = header.map((name) => columns.find((column) => isCalled(column, name)));
  const missing = columns.filter((column) => column.isRequired && !at.includes(column));
  const twice = at.filter((column, index) => column && at.indexOf(column) < index);
  const rows = body.map((cells, index) => ({
    number: index + 2,
    cells: new Map(cells.flatMap((cell, n) => (at[n] && cell.trim() !== '' ? [[at[n].field, cell.trim()] as const] : []))),
  }));
  return {
    table: {
      ...{ kind, columns: at.flatMap((column, index) => (column ? [calledAs(column, header[index] ?? '')] : [])) },
      rows: rows.filter(({ cells }) => cells.size > 0),
      ignored: header.filter((name, index) => name.trim() !== '' && !at[index]),
    },
    faults: [
      ...missing.map(({ names }) => faultAt(1, names[0] ?? '', '', 'imports:faults.no-column')),
      ...twice.map((column) => faultAt(1, column?.names[0] ?? '', '', 'imports:faults.column-twice')),
    ],
  };
}

/** The values of one row by field, and what could not be read. */
export function readRow(
  { columns }: Table,
  { number, cells }: Row,
  known: Known,
): { values: Map<string, unknown>; faults: Fault[] } {
  const values = new Map<string, unknown>();
  const faults: Fault[] = [];
  for (const { field, names, read, isRequired } of columns) {
    const typed = cells.get(field);
    if (typed === undefined) {
      if (isRequired) faults.push(faultAt(number, names[0] ?? '', '', 'web:errors.required'));
      continue;
    }
    const result = read(typed, known);
    if ('value' in result) values.set(field, result.value);
    else faults.push(faultAt(number, names[0] ?? '', typed, result.fault, result.params));
  }
  return { values, faults };
}

/** The name of a field as its file calls it, or as a file would that had it. */
export function nameOf({ kind, columns }: Pick<Table, 'kind' | 'columns'>, field: string): string {
  return [...columns, ...columnsOf[kind]].find((column) => column.field === field)?.names[0] ?? field;
}

function calledAs(column: Column, name: string): Column {
  return { ...column, names: [name.trim(), ...column.names] };
}

function hasRequired(kind: ImportKind, header: readonly string[]): boolean {
  return columnsOf[kind].every((column) => !column.isRequired || header.some((name) => isCalled(column, name)));
}

function isCalled({ field, names }: Column, typed: string): boolean {
  const plain = (text: string) => text.toLowerCase().replace(/[\s_\-*＊()（）]/g, '');
  return [field, ...names].some((name) => plain(name) === plain(typed));
}
