import type { Knex } from 'knex';
import type { AnyFact } from '../../kernel/decision.ts';
import { readFact } from '../../catalogue.ts';

export type Outbox = { record(facts: readonly AnyFact[]): Promise<void> };

/** Writes facts beside the change they tell of: both are committed or neither. */
export function outboxStore(trx: Knex): Outbox {
  return {
    async record(facts) {
      if (facts.length === 0) return;
      await trx('outbox').insert(facts.map((fact) => ({ name: fact.name, body: JSON.stringify(readFact(fact).body) })));
    },
  };
}
