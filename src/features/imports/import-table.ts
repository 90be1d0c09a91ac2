import { refuse } from '../../kernel/error.ts';
import type { Transact } from '../../kernel/transact.ts';
import type { Outbox } from '../../platform/postgres/outbox.ts';
import type { ImportKind } from './columns.ts';
import type { Fault } from './fault.ts';
import type { ImportStore } from './import-store.ts';
import { planListings } from './plan-listings.ts';
import { planVillages } from './plan-villages.ts';
import { guessKind, readTable, type Table } from './table.ts';

export type ImportWish = { lines: string[][]; file: string; kind?: ImportKind; login?: string; isApplied: boolean };
/** What an import does or would do; nothing is done while there is a fault. */
export type ImportReport = {
  kind: ImportKind;
  rows: number;
  faults: Fault[];
  added: number;
  organizations: string[];
  /** How many rows are there already. */
  skipped: number;
  ignored: readonly string[];
  isApplied: boolean;
};

type Stores = { imports: ImportStore; outbox: Outbox };
type Ports = { transact: Transact<Stores>; now: () => Date };

/** Reads the whole file first and names everything that is wrong. Applied, it is written in one transaction or not at all. */
export function importTable({ transact, now }: Ports) {
  return (wish: ImportWish): Promise<ImportReport> =>
    transact(async (stores) => {
      const kind = wish.kind ?? guessKind(wish.lines[0] ?? []) ?? refuse('invalid', 'imports:errors.kind');
      const { table, faults } = readTable(wish.lines, kind);
      const report = { kind, rows: table.rows.length, faults, added: 0, organizations: [], skipped: 0, ignored: table.ignored };
      if (faults.length > 0) return { ...report, isApplied: false };

      await stores.imports.lock();
      const done = kind === 'villages' ? await villages(stores, table, wish) : await listings(stores, table, wish, now());
      return { ...report, ...done, isApplied: wish.isApplied && done.faults.length === 0 };
    });
}

async function villages({ imports, outbox }: Stores, table: Table, { isApplied }: ImportWish) {
  const { marks, unchanged, faults } = planVillages(table, await imports.known(), await imports.villages());
  if (isApplied && faults.length === 0 && marks.length > 0) {
    await imports.mark(marks);
    await outbox.record([{ name: 'villages.marked', body: { count: marks.length } }]);
  }
  return { faults, added: marks.length, skipped: unchanged };
}

async function listings({ imports, outbox }: Stores, table: Table, { file, login, isApplied }: ImportWish, now: Date) {
  const publisher = (await imports.publisher(login)) ?? refuse('not-found', 'imports:errors.no-publisher');
  const side = table.kind === 'needs' ? 'need' : 'technology';
  const present = await imports.present(side, publisher);
  const plan = planListings(table, await imports.known(), present, publisher, file);
  if (isApplied && plan.faults.length === 0) {
    await imports.addOrganizations(plan.organizations);
    const ids = await imports.addListings(plan.listings, publisher, now);
    await outbox.record(ids.map((listingId) => ({ name: 'listing.loaded', body: { listingId, side, version: 1 } })));
  }
  const { faults, skipped, organizations } = plan;
  return { faults, added: plan.listings.length, skipped, organizations: organizations.map(({ name }) => name) };
}
