import type { Knex } from 'knex';

const day = 24 * 60 * 60 * 1000;

/** Deletes what was kept only for a while: facts long relayed, answers to old commands, sessions that ended. Safe to repeat. */
export function trimTraces({ db, now }: { db: Knex; now: () => Date }) {
  const before = (days: number): Date => new Date(now().getTime() - days * day);
  return async (): Promise<{ facts: number; commands: number; sessions: number }> => ({
    facts: await db('outbox').where({ status: 'relayed' }).where('relayed_at', '<', before(30)).delete(),
    commands: await db('commands').where('done_at', '<', before(7)).delete(),
    sessions: await db('sessions').where('expire', '<', now()).delete(),
  });
}
