import type { Knex } from 'knex';
import type { Id } from '../../../kernel/id.ts';
import type { Rematch, RematchReason, RematchStatus } from './rematch.ts';

export type RematchStore = ReturnType<typeof rematchStore>;

export function rematchStore(trx: Knex) {
  return {
    /** The one that runs, held until the transaction ends. */
    async running(): Promise<Rematch | undefined> {
      return (await trx('rematches')
        .where({ status: 'running' })
        .forNoKeyUpdate()
        .first(...columns)) as Rematch | undefined;
    },
    /** This one while it runs, held until the transaction ends. */
    async get(id: Id): Promise<Rematch | undefined> {
      return (await trx('rematches')
        .where({ id, status: 'running' })
        .forNoKeyUpdate()
        .first(...columns)) as Rematch | undefined;
    },
    /** This one while it runs, without holding up others. */
    async find(id: Id): Promise<Rematch | undefined> {
      return (await trx('rematches')
        .where({ id, status: 'running' })
        .first(...columns)) as Rematch | undefined;
    },
    /** False when one runs already: the database lets only one. */
    async add(id: Id, reason: RematchReason, by: Id | null): Promise<boolean> {
      const { rows } = await trx.raw<{ rows: unknown[] }>(
        `insert into rematches (id, reason, started_by) values (?, ?, ?)
         on conflict (status) where status = 'running' do nothing returning id`,
        [id, reason, by],
      );
      return rows.length === 1;
    },
    /** Its words are counted: from here on changes are to be caught up with. Answers how many shards there are. */
    async count(id: Id, scaleId: number, shards: number): Promise<void> {
      const counted = { stage: 'ranking', scale_id: scaleId, shards, since: trx.raw('pg_snapshot_xmin(pg_current_snapshot())') };
      await trx('rematches')
        .where({ id })
        .update({ ...counted, progressed_at: trx.fn.now() });
    },
    /** Shards of one number wait for each other until the transaction ends; others do not. */
    async lockShard(scaleId: number, shard: number): Promise<void> {
      await trx.raw('select pg_advisory_xact_lock(?, ?)', [scaleId, shard]);
    },
    /** Ticks a shard off, once; undefined when the rematch runs no more, otherwise how many are done. */
    async tick(id: Id, what: 'ranked' | 'proposed', shard: number): Promise<number | undefined> {
      const { rows } = await trx.raw<{ rows: { done: number }[] }>(
        `update rematches set ?? = case when ?::int = any (??) then ?? else array_append(??, ?::int) end, progressed_at = now()
         where id = ? and status = 'running' returning cardinality(??) as done`,
        [what, shard, what, what, what, shard, id, what],
      );
      return rows[0]?.done;
    },
    async propose(id: Id): Promise<void> {
      await trx('rematches').where({ id }).update({ stage: 'proposing', progressed_at: trx.fn.now() });
    },
    async end(id: Id, status: Exclude<RematchStatus, 'running'>): Promise<void> {
      await trx('rematches').where({ id, status: 'running' }).update({ status, ended_at: trx.fn.now() });
    },
    /** Whether a nightly one was stopped lately, which is not to begin again by itself. */
    async isNightOff(): Promise<boolean> {
      const stopped = trx('rematches').where({ reason: 'nightly', status: 'cancelled' });
      return (await stopped.whereRaw(`started_at > now() - interval '12 hours'`).first('id')) !== undefined;
    },
    async greatestNumber(): Promise<number> {
      const row = (await trx('index_entries').max('number as greatest').first()) as { greatest: number | null };
      return row.greatest ?? 0;
    },
  };
}

const columns = [
  ...(['id', 'status', 'stage', 'reason', 'scale_id as scaleId', 'since', 'shards', 'ranked', 'proposed'] as const),
  'progressed_at as progressedAt',
];
