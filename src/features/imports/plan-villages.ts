import { faultAt, type Fault } from './fault.ts';
import type { Known } from './known.ts';
import { nameOf, readRow, type Row, type Table } from './table.ts';

export type Poverty = 'none' | 'poor' | 'scattered-poor';
export type VillagePlan = { marks: { code: string; poverty: Poverty }[]; unchanged: number; faults: Fault[] };

/** The villages whose mark changes. A village is named by its code, or by county, township and name; where both stand, they must agree. */
export function planVillages(table: Table, known: Known, villages: ReadonlyMap<string, Poverty>): VillagePlan {
  const plan: VillagePlan = { marks: [], unchanged: 0, faults: [] };
  const seen = new Map<string, number>();
  for (const row of table.rows) {
    const { values, faults } = readRow(table, row, known);
    const found = faults.length === 0 ? villageOf(table, row, known, villages) : { faults };
    if ('faults' in found) {
      plan.faults.push(...found.faults);
      continue;
    }
    const twin = seen.get(found.code);
    seen.set(found.code, row.number);
    if (twin !== undefined) plan.faults.push(at(table, row, 'village', 'imports:faults.twice', { row: twin }));
    else if (villages.get(found.code) === values.get('poverty')) plan.unchanged += 1;
    else plan.marks.push({ code: found.code, poverty: values.get('poverty') as Poverty }); // read as one of these words
  }
  return plan;
}

function villageOf(
  table: Table,
  row: Row,
  known: Known,
  villages: ReadonlyMap<string, Poverty>,
): { code: string } | { faults: Fault[] } {
  const code = row.cells.get('code');
  const name = ['county', 'township', 'village'].map((field) => row.cells.get(field) ?? '').join('');
  if (code === undefined && row.cells.get('village') === undefined)
    return { faults: [at(table, row, 'code', 'imports:faults.which-village')] };
  if (code !== undefined && !villages.has(code)) return { faults: [at(table, row, 'code', 'imports:faults.no-such-code')] };
  if (row.cells.get('village') === undefined) return { code: code ?? '' };

  const codes = known.placesNamed(name).filter((one) => villages.has(one));
  if (code !== undefined)
    return codes.includes(code) ? { code } : { faults: [at(table, row, 'village', 'imports:faults.other-village')] };
  if (codes.length === 1 && codes[0]) return { code: codes[0] };
  const key = codes.length === 0 ? 'imports:faults.no-such-village' : 'imports:faults.place-twice';
  return { faults: [at(table, row, 'village', key, { codes: codes.slice(0, 3).join('、') })] };
}

function at(table: Table, row: Row, field: string, key: string, params = {}): Fault {
  return faultAt(row.number, nameOf(table, field), row.cells.get(field) ?? '', key, params);
}
