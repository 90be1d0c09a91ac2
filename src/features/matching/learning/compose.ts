import type { Knex } from 'knex';
import { outboxStore } from '../../../platform/postgres/outbox.ts';
import { createTransact } from '../../../platform/postgres/transact.ts';
import { adoptWeights, askForRefit, editWeights } from './adopt-weights.ts';
import { refitWeights } from './refit-weights.ts';
import { weightsStore } from './weights-store.ts';

export function composeLearning({ db }: { db: Knex }) {
  const transact = createTransact(db, (trx) => ({ weights: weightsStore(trx), outbox: outboxStore(trx) }));
  return {
    refitWeights: refitWeights({ transact }),
    adoptWeights: adoptWeights({ transact }),
    editWeights: editWeights({ transact }),
    askForRefit: askForRefit({ transact }),
  };
}
