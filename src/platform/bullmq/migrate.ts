import { DEFAULT_SCHEMA, runMigrations } from 'bullmq';
import pg from 'pg';

/** Brings the queue's own tables up to date; they live beside ours, in a schema of their name. */
export async function migrateQueues(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'duijie queue migrations' });
  await client.connect();
  try {
    await runMigrations(client, DEFAULT_SCHEMA);
  } finally {
    await client.end();
  }
}
