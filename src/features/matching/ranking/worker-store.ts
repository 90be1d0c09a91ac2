import type { Knex } from 'knex';
import type { Id } from '../../../kernel/id.ts';
import type { Side } from '../match.ts';

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
    /** How many public entries there are on each side, and the sum that the engine keeps of them too. */
    async checkSums(): Promise<Record<Side, { count: number; sum: number }>> {
      const { rows } = await trx.raw<{ rows: { side: Side; count: number; sum: number }[] }>(
        `select side, count(*), coalesce(sum(number::bigint * 1000003 + version), 0) % 2147483647 as sum
         from index_entries where is_public group by side`,
      );
      const of = (side: Side) => rows.find((row) => row.side === side) ?? { count: 0, sum: 0 };
      const [technology, need] = [of('technology'), of('need')];
      return { technology: { count: technology.count, sum: technology.sum }, need: { count: need.count, sum: need.sum } };
    },
  };
}
