import type { Knex } from 'knex';
import { outboxStore } from '../../../platform/postgres/outbox.ts';
import { createTransact } from '../../../platform/postgres/transact.ts';
import { setFairness } from './set-fairness.ts';
import { settingsStore } from './settings-store.ts';

export function composeFairness({ db }: { db: Knex }) {
  const transact = createTransact(db, (trx) => ({ settings: settingsStore(trx), outbox: outboxStore(trx) }));
  return { setFairness: setFairness({ transact }) };
}
