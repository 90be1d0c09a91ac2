import knex, { type Knex } from 'knex';
import pg from 'pg';
import { migrationSource } from './migration-source.ts';

// Counts and money are bigint in the tables and far below 2^53, so they are read as numbers.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number);
// A date is a day and not a moment: it stays "2026-03-01" in every time zone.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);

/**
 * A statement of a web or worker process that takes a minute has gone astray, and a transaction that does nothing for a
 * minute has been forgotten: the database ends both, so that neither holds a connection or a lock for ever.
 */
const serving = { statement_timeout: 60_000, idle_in_transaction_session_timeout: 60_000 };

/** `serving`: for processes that answer and work; migrations, imports and the like may take as long as they need. */
export function connect(url: string, options: { pool?: number; serving?: boolean } = {}): Knex {
  // Pipelining changes nothing for who waits for each answer; it lets prepared.ts put short questions on one connection.
  const connection: pg.ClientConfig = { connectionString: url, application_name: 'duijie', pipeline: true };
  return knex({
    client: 'pg',
    connection: { ...connection, ...(options.serving ? serving : {}) } as Knex.PgConnectionConfig,
    pool: { min: 0, max: options.pool ?? 10 },
    acquireConnectionTimeout: 10_000,
    migrations: { migrationSource, tableName: 'migrations' },
  });
}

/** Brings the schema up to date. Any number of processes may start at once: an advisory lock lets one migrate. */
export async function migrate(db: Knex): Promise<void> {
  await db.transaction(async (lock) => {
    await lock.raw('select pg_advisory_xact_lock(715517)');
    await db.migrate.latest();
  });
}
