import { todayOf, type Today } from './day.ts';
import { createFactTable, type FactTable } from './fact-table.ts';
import { gateOf } from './gates.ts';
import { measureNames, type Measures } from './measure-names.ts';
import { labourOf, outlayOf, writeMeasures } from './measures.ts';
import type { Pair } from './profile.ts';
import { putFacts } from './put-facts.ts';
import type { Scale } from './scale.ts';

/** One pair measured just as the engine measures millions, with the sums that reasons name. */
export type PairView = {
  ts: FactTable;
  ns: FactTable;
  today: Today;
  /** By name, without the text's. */
  measures: Measures;
  /** The bits of the gates that are closed, without the one for what is not public. */
  closed: number;
  /** Fen, and days of work; -1 when not known. */
  outlay: number;
  labour: number;
};

export function viewPair({ technology, need, today: day }: Pair, { surroundings }: Pick<Scale, 'surroundings'>): PairView {
  const [ts, ns] = [createFactTable('technology', 1), createFactTable('need', 1)];
  putFacts(ts, 0, technology.facts, surroundings);
  putFacts(ns, 0, need.facts, surroundings);
  const today = todayOf(day);
  const values = new Float64Array(measureNames.length);
  writeMeasures(values, ts, 0, ns, 0, today);
  const measures = Object.fromEntries(measureNames.map((name, at) => [name, values[at] ?? 0])) as Measures;
  const sums = { outlay: outlayOf(ts, 0, ns, 0), labour: labourOf(ts, 0, ns, 0) };
  return { ts, ns, today, measures, closed: gateOf(ts, 0, ns, 0, today), ...sums };
}
