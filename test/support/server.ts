import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type DatabaseServer = { url: string; stop: () => Promise<void> };

/** The server that every test file clones its database from: the one of TEST_DATABASE_URL, else our own, for this run alone. */
export async function startDatabaseServer(): Promise<DatabaseServer> {
  const given = process.env.TEST_DATABASE_URL;
  if (given) return { url: given, stop: () => Promise.resolve() };

  const { startEmbeddedPostgres } = await import('../../src/platform/embedded/postgres.ts');
  const dataDir = await mkdtemp(join(tmpdir(), 'duijie-test-'));
  const server = await startEmbeddedPostgres({ dataDir, durable: false });
  return {
    url: server.url,
    async stop() {
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
