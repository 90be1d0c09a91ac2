import type { Knex } from 'knex';
import type { Id } from '../../../kernel/id.ts';

export type WorkerStore = ReturnType<typeof workerStore>;
type Report = {
  id: Id;
  scaleId: number;
  listings: number;
  checksum: number;
  agrees: boolean;
  rebuilt: number;
  since: Date;
};

/** How the engines of the workers stand, each by its own word. */
export function workerStore(trx: Knex) {
  return {
    async report({ id, scaleId, ...rest }: Report): Promise<void> {
      const row = { id, scale_id: scaleId, ...rest, checked_at: trx.fn.now() };
      await trx('matching_workers').insert(row).onConflict('id').merge();
      await trx('matching_workers').whereRaw(`checked_at < now() - interval '1 day'`).delete();
    },
  };
}
