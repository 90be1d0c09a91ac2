import { mkdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { nativeFolder, restoreLinks } from './binaries.ts';
import { openCluster, openClusterFolder, owner } from './cluster.ts';
import { stopLeftover } from './leftover.ts';
import { acquireLock } from './lock.ts';
import { EmbeddedProblem } from './problem.ts';
import { startServer } from './server.ts';
import { homeOfData, runnableBinaries, shelterPath } from './shelter.ts';
import { unprivilegedUser } from './unprivileged.ts';

export type EmbeddedPostgres = { url: string; stop: () => Promise<void> };

const cluster = 'pg18'; // Carries the major: a newer PostgreSQL never meets data it cannot read.

/** dataDir: absolute; created if missing. durable=false turns fsync off (tests). */
export async function startEmbeddedPostgres(options: {
  dataDir: string;
  durable?: boolean;
  log?: (line: string) => void;
}): Promise<EmbeddedPostgres> {
  const { durable = true, log = () => undefined } = options;
  await mkdir(options.dataDir, { recursive: true });
  const dataDir = await realpath(options.dataDir);
  await restoreLinks(nativeFolder());
  const user = unprivilegedUser([join(dataDir, cluster), join(shelterPath(dataDir), cluster), dataDir]);
  const { native, version } = await runnableBinaries(nativeFolder(), user);
  const folder = join(await homeOfData(dataDir, cluster, user), cluster);
  await openClusterFolder(folder, user);

  const claim = await acquireLock(folder);
  if ('held' in claim) throw new EmbeddedProblem(`The database in ${folder} is in use by the process ${claim.held.pid}.`);
  try {
    const { data, password } = await openCluster(folder, native, user, durable);
    await stopLeftover(data, log);
    const server = await startServer({ native, data, user, durable, log });
    const url = (database: string) => `postgres://${owner}:${password}@127.0.0.1:${server.port}/${database}`;
    const stop = async () => {
      await server.stop();
      await claim.lock.release();
    };
    await ensureDatabase(url('postgres')).catch(async (error: unknown) => {
      await stop();
      throw error;
    });
    log(`PostgreSQL ${version} answers on 127.0.0.1:${server.port}, with its data in ${folder}`);
    return { url: url(owner), stop };
  } catch (error) {
    await claim.lock.release();
    throw error;
  }
}

async function ensureDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [owner]);
    if (rowCount === 0) await client.query(`create database ${owner}`);
  } finally {
    await client.end();
  }
}
