import type { Knex } from 'knex';
import type { Id } from '../../../kernel/id.ts';

export type JointListingStore = ReturnType<typeof jointListingStore>;

export function jointListingStore(trx: Knex) {
  return {
    async isThere(id: Id): Promise<boolean> {
      return (await trx('listings').where({ id }).first('id')) !== undefined;
    },
  };
}
