import type { Knex } from 'knex';

/**
 * Sets the facts relayed since a moment back to waiting and answers how many: the way out after the queue lost its jobs.
 * Jobs that the queue still remembers are not repeated, and each handler may run twice.
 */
export async function replayFacts(db: Knex, since: Date): Promise<number> {
  const rows = await db('outbox')
    .where('status', '<>', 'waiting')
    .where('relayed_at', '>=', since)
    .update({ status: 'waiting', relayed_at: null });
  if (rows > 0) await db.raw('notify outbox');
  return rows;
}
