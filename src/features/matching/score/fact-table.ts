/** How many of a listing's industries and areas of approval are compared. */
export const stride = 8;
/** A number that is not known. */
export const unknown = -1;

type Kind =
  Int8ArrayConstructor | Uint8ArrayConstructor | Int16ArrayConstructor | Int32ArrayConstructor | Float64ArrayConstructor;
type Column = { of: Kind; wide?: number; side?: 'technology' | 'need' };

/** Every column, with what it holds; a column of one side takes no room in the table of the other. */
const columns = {
  account: { of: Float64Array },
  county: { of: Int32Array }, // the first six digits of the region
  place: { of: Int32Array }, // the last six
  reach: { of: Uint8Array }, // how many of the twelve say something; 0 for unknown
  homeDays: { of: Int16Array }, // frost-free days of the county
  homeWarmth: { of: Int16Array }, // degree days of the county
  expires: { of: Int32Array },
  industryCount: { of: Uint8Array },
  industries: { of: Int32Array, wide: stride },
  branches: { of: Uint8Array, wide: stride },
  kind: { of: Uint8Array },
  ways: { of: Uint8Array },
  soils: { of: Uint8Array },
  waters: { of: Uint8Array },
  months: { of: Int16Array },
  maturity: { of: Int16Array, side: 'technology' }, // hundredths
  costUnit: { of: Uint8Array, side: 'technology' },
  cost: { of: Float64Array, side: 'technology' },
  capital: { of: Float64Array, side: 'technology' },
  labour: { of: Float64Array, side: 'technology' },
  needsDays: { of: Int16Array, side: 'technology' },
  needsWarmth: { of: Int16Array, side: 'technology' },
  saltLimit: { of: Int16Array, side: 'technology' }, // tenths of ‰
  hindrance: { of: Uint8Array, side: 'technology' }, // bits of what closes it to everybody
  answers: { of: Int8Array, side: 'technology' }, // hundredths
  room: { of: Int8Array, side: 'technology' }, // hundredths
  areaCount: { of: Uint8Array, side: 'technology' },
  areas: { of: Int32Array, wide: stride, side: 'technology' },
  areasKnown: { of: Uint8Array, side: 'technology' }, // 0 not bound to areas, 1 wholly understood, 2 in part
  areasBind: { of: Uint8Array, side: 'technology' }, // the law forbids it elsewhere
  mu: { of: Float64Array, side: 'need' },
  heads: { of: Float64Array, side: 'need' },
  budget: { of: Float64Array, side: 'need' },
  hands: { of: Int32Array, side: 'need' },
  salinity: { of: Int16Array, side: 'need' },
  deadline: { of: Int32Array, side: 'need' },
  isPoor: { of: Uint8Array, side: 'need' },
  area: { of: Int32Array, side: 'need' },
} as const satisfies Record<string, Column>;

type ColumnName = keyof typeof columns;
type ArrayOf<N extends ColumnName> = InstanceType<(typeof columns)[N]['of']>;

/** The facts of many listings of one side, a typed array for each, over memory that threads share. */
export type FactTable = { side: 'technology' | 'need'; capacity: number } & { [N in ColumnName]: ArrayOf<N> };

export function createFactTable(side: FactTable['side'], capacity: number): FactTable {
  const arrays = (Object.entries(columns) as [ColumnName, Column][]).map(([name, { of, wide = 1, side: only }]) => {
    const length = only && only !== side ? 0 : capacity * wide;
    const memory = new SharedArrayBuffer(length * of.BYTES_PER_ELEMENT);
    return [name, new (of as unknown as new (memory: SharedArrayBuffer) => object)(memory)] as const;
  });
  return { side, capacity, ...Object.fromEntries(arrays) } as FactTable;
}

/** The same facts with room for more. */
export function growFactTable(table: FactTable, capacity: number): FactTable {
  const grown = createFactTable(table.side, capacity);
  for (const name of Object.keys(columns) as ColumnName[]) grown[name].set(table[name]);
  return grown;
}

export function bytesPerListing(side: FactTable['side']): number {
  return (Object.values(columns) as Column[])
    .filter(({ side: only }) => !only || only === side)
    .reduce((sum, { of, wide = 1 }) => sum + of.BYTES_PER_ELEMENT * wide, 0);
}
