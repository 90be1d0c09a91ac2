import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openWeb } from '../../src/open-web.ts';
import { composeApp, type App } from '../../src/compose.ts';
import { readConfig } from '../../src/config.ts';
import { connectQueues } from '../../src/platform/bullmq/connection.ts';
import { createMetrics } from '../../src/platform/health/metrics.ts';
import { createLog } from '../../src/platform/log.ts';
import type { Settings } from '../../src/locate-database.ts';
import { startWorkers } from '../../workers/start.ts';
import type { TestDatabase } from './database.ts';
import type { MadeAccount } from './make.ts';
import { createVisitor, type Visitor } from './visitor.ts';

export type System = {
  url: string;
  app: App;
  settings: Settings;
  /** Somebody without a session. */
  visitor: () => Visitor;
  /** Signs in with the password that the account was made with. */
  as: (account: MadeAccount) => Promise<Visitor>;
};

type Wish = {
  workers?: boolean;
  pageCache?: boolean;
  redisUrl?: string;
  environment?: Record<string, string>;
  limitScale?: number;
};

/** Every password of a made account that is to sign in. */
export const password = 'a-long-enough-password';

/** The whole product on a port of its own, for one describe; with workers when the test is about what they do. */
export function useSystem(database: TestDatabase, wish: Wish = {}): () => System {
  let system: (System & { stop: () => Promise<void> }) | undefined;
  before('start the system', async () => {
    system = await startSystem(database, wish);
  });
  after('stop the system', () => system?.stop());
  return () => {
    if (!system) throw new Error('The system is there once the hooks run: call it inside a test or hook.');
    return system;
  };
}

export async function startSystem(database: TestDatabase, wish: Wish = {}): Promise<System & { stop: () => Promise<void> }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'duijie-data-'));
  const environment = {
    DATA_DIR: dataDir,
    DATABASE_URL: database.url(),
    PORT: '0',
    LOG_LEVEL: process.env.TEST_LOG ?? 'silent',
    ...wish.environment,
  };
  const redisUrl = wish.redisUrl ?? process.env.REDIS_URL;
  const settings = { ...readConfig({ ...environment, REDIS_URL: redisUrl }), DATABASE_URL: database.url() };
  const log = createLog(settings.LOG_LEVEL, 'test');
  const platform = { db: database.db(), config: settings, now: () => new Date(), log };
  const app = composeApp(platform);
  const queues = connectQueues(settings, log);
  const metrics = createMetrics(platform.db);
  const web = openWeb({
    platform,
    app,
    queues,
    metrics,
    secret: 'a secret of the tests, long enough',
    pageCache: wish.pageCache ?? false,
    limitScale: wish.limitScale ?? 1000,
  });
  const url = await web.listen();
  const workers = wish.workers
    ? startWorkers({ app, db: platform.db, settings, queues, broadcast: web.broadcast, log })
    : { stop: () => Promise.resolve() };
  const visitor = (): Visitor => createVisitor(url);
  return {
    ...{ url, app, settings, visitor },
    async as(account) {
      const someone = visitor();
      await someone.call('signIn', { body: { login: account.email, password } });
      return someone;
    },
    async stop() {
      await workers.stop();
      await app.closeMail();
      await web.close();
      await queues.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
