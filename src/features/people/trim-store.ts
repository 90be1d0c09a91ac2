import type { Knex } from 'knex';

const day = 24 * 3600 * 1000;

/** Forgets what is no longer needed: ended sessions and limits, commands after a week, facts handed on a month ago. Safe to repeat. */
export async function trimTraces(db: Knex, now: Date): Promise<void> {
  await db('sessions').where('expire', '<', now).delete();
  await db('rate_limits').where('expire', '<', now.getTime()).delete();
  await db('commands')
    .where('done_at', '<', new Date(now.getTime() - 7 * day))
    .delete();
  await db('outbox')
    .where({ status: 'relayed' })
    .where('relayed_at', '<', new Date(now.getTime() - 30 * day))
    .delete();
}
