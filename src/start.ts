import type { Knex } from 'knex';
import type { Logger } from 'pino';
import { startWorkers } from '../workers/start.ts';
import { composeApp } from './compose.ts';
import type { Config } from './config.ts';
import { announceDatabase, type Settings } from './locate-database.ts';
import { openWeb } from './open-web.ts';
import { connectQueues } from './platform/bullmq/connection.ts';
import { migrateQueues } from './platform/bullmq/migrate.ts';
import { acquireLock, type Lock } from './platform/embedded/lock.ts';
import { startEmbeddedPostgres } from './platform/embedded/postgres.ts';
import { createMetrics } from './platform/health/metrics.ts';
import { createLog } from './platform/log.ts';
import { connect, migrate } from './platform/postgres/connect.ts';
import { StartProblem } from './problem.ts';
import { sessionSecret } from './session-secret.ts';
import { createShutdown, stopOnSignals, type Shutdown } from './shutdown.ts';

export type Started = { url: string; settings: Settings; queues: 'redis' | 'postgres'; embedded: boolean };

/** Everything in one process, on a database of its own unless another is named. */
export async function startAll(config: Config, seed: (db: Knex) => Promise<void>): Promise<Started> {
  const log = createLog(config.LOG_LEVEL, 'all');
  const lock = await lockData(config.DATA_DIR);
  const shutdown = createShutdown(log);
  stopOnSignals(shutdown, log);
  shutdown.add('the lock', () => lock.release());
  try {
    const settings = { ...config, DATABASE_URL: config.DATABASE_URL ?? (await startDatabase(config.DATA_DIR, shutdown, log)) };
    const started = { ...(await startProcesses(settings, seed, shutdown, log)), embedded: config.DATABASE_URL === undefined };
    lock.announce(started.url);
    return started;
  } catch (problem) {
    await shutdown.close();
    throw problem;
  }
}

async function startProcesses(
  settings: Settings,
  seed: (db: Knex) => Promise<void>,
  shutdown: Shutdown,
  log: Logger,
): Promise<Omit<Started, 'embedded'>> {
  await prepareDatabase(settings.DATABASE_URL, seed);
  const db = connect(settings.DATABASE_URL, { pool: settings.DATABASE_POOL, serving: true });
  shutdown.add('the database', () => db.destroy());

  const platform = { db, config: settings, now: () => new Date(), log };
  const app = composeApp(platform);
  shutdown.add('the mail', app.closeMail);
  const queues = connectQueues(settings, log);
  shutdown.add('the queues', queues.close);

  const metrics = createMetrics(db);
  const web = openWeb({ platform, app, queues, metrics, secret: await sessionSecret(settings) });
  const workers = startWorkers({ app, db, settings, queues, broadcast: web.broadcast, log, onResult: metrics.countJob });
  shutdown.add('the workers', workers.stop);
  shutdown.add('the web', web.close);
  return { url: await web.listen(), settings, queues: queues.kind };
}

async function prepareDatabase(url: string, seed: (db: Knex) => Promise<void>): Promise<void> {
  const db = connect(url, { pool: 3 });
  try {
    await migrate(db);
    await migrateQueues(url);
    await seed(db);
  } finally {
    await db.destroy();
  }
}

async function lockData(dataDir: string): Promise<Lock> {
  const claim = await acquireLock(dataDir);
  if (!('held' in claim)) return claim.lock;
  const { pid, address } = claim.held;
  const where = address ?? 'it is still starting / 正在启动';
  const told = `Already running on ${dataDir}: process ${pid}, ${where}\n已在运行：进程 ${pid}，${where}`;
  throw new StartProblem(told, 75);
}

async function startDatabase(dataDir: string, shutdown: Shutdown, log: Logger): Promise<string> {
  const postgres = await startEmbeddedPostgres({ dataDir, log: (line) => log.debug(line) });
  shutdown.add('PostgreSQL', postgres.stop);
  const withdraw = await announceDatabase(dataDir, postgres.url);
  shutdown.add("the database's address", withdraw);
  return postgres.url;
}
