import type { Platform } from '../../platform/platform.ts';
import { outboxStore } from '../../platform/postgres/outbox.ts';
import { createTransact } from '../../platform/postgres/transact.ts';
import { importStore } from './import-store.ts';
import { importTable } from './import-table.ts';

export function composeImports({ db, now }: Pick<Platform, 'db' | 'now'>) {
  const transact = createTransact(db, (trx) => ({ imports: importStore(trx), outbox: outboxStore(trx) }));
  return { importTable: importTable({ transact, now }) };
}
