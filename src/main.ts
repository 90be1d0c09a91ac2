import { composeApp } from './compose.ts';
import { ConfigProblem, readConfig, type Config } from './config.ts';
import { printBanner, readDemoAccounts } from './banner.ts';
import { locateDatabase } from './locate-database.ts';
import { openWeb } from './open-web.ts';
import { connectQueues } from './platform/bullmq/connection.ts';
import { migrateQueues } from './platform/bullmq/migrate.ts';
import { EmbeddedProblem } from './platform/embedded/problem.ts';
import { createMetrics } from './platform/health/metrics.ts';
import { createLog } from './platform/log.ts';
import { connect, migrate } from './platform/postgres/connect.ts';
import { seed, seedIfEmpty } from './platform/postgres/seed.ts';
import { replayFacts } from './platform/relay/replay-facts.ts';
import { readDuration } from './read-duration.ts';
import { StartProblem } from './problem.ts';
import { readAdminWords, runAdmin } from './run-admin.ts';
import { readImportWords, runImport, writeTemplate } from './run-import.ts';
import { sessionSecret } from './session-secret.ts';
import { createShutdown, stopOnSignals } from './shutdown.ts';
import { startAll } from './start.ts';

const roles: Record<string, (config: Config, words: string[]) => Promise<void>> = {
  async all(config) {
    const started = await startAll(config, (db) => seedIfEmpty(db, config));
    printBanner(started, await onDatabase(started.settings.DATABASE_URL, (db) => readDemoAccounts(db)));
  },

  async web(config) {
    const settings = await locateDatabase(config);
    const log = createLog(config.LOG_LEVEL, 'web');
    const shutdown = createShutdown(log);
    stopOnSignals(shutdown, log);
    const db = connect(settings.DATABASE_URL, { pool: settings.DATABASE_POOL, serving: true });
    shutdown.add('the database', () => db.destroy());
    const platform = { db, config: settings, now: () => new Date(), log };
    const queues = connectQueues(settings, log);
    shutdown.add('the queues', queues.close);
    const secret = await sessionSecret(config);
    const web = openWeb({ platform, app: composeApp(platform), queues, metrics: createMetrics(db), secret });
    shutdown.add('the web', web.close);
    log.info(`web listens on ${await web.listen()}`);
  },

  async migrate(config) {
    const { DATABASE_URL } = await locateDatabase(config);
    await onDatabase(DATABASE_URL, migrate);
    await migrateQueues(DATABASE_URL);
  },

  /** Places and the plan; `--demo` adds the demonstration city, whose password everybody knows. */
  async seed(config, words) {
    const { DATABASE_URL } = await locateDatabase(config);
    await onDatabase(DATABASE_URL, (db) => seed(db, { demo: words.includes('--demo'), SESSION_SECRET: config.SESSION_SECRET }));
  },

  async admin(config, words) {
    const wish = readAdminWords(words);
    const { DATABASE_URL } = await locateDatabase(config);
    console.log(await onDatabase(DATABASE_URL, (db) => runAdmin(db, config, wish)));
  },

  async reindex(config) {
    const settings = await locateDatabase(config);
    if (!settings.MEILI_URL)
      throw new StartProblem('There is nothing to fill: without MEILI_URL, PostgreSQL searches by itself.', 64);
    const log = createLog(config.LOG_LEVEL, 'reindex');
    const count = await onDatabase(settings.DATABASE_URL, (db) =>
      composeApp({ db, config: settings, now: () => new Date(), log }).reindex(),
    );
    console.log(`${count} listings are in Meilisearch at ${settings.MEILI_URL}.`);
  },

  async import(config, words) {
    const wish = readImportWords(words);
    if (wish.isTemplate) return console.log(await writeTemplate(wish));
    const { DATABASE_URL } = await locateDatabase(config);
    console.log(await onDatabase(DATABASE_URL, (db) => runImport(db, wish)));
  },

  async replay(config, words) {
    const since = new Date(Date.now() - readDuration(words));
    const { DATABASE_URL } = await locateDatabase(config);
    const count = await onDatabase(DATABASE_URL, (db) => replayFacts(db, since));
    console.log(`${count} facts since ${since.toISOString()} are handed on again.`);
  },
};

async function onDatabase<T>(url: string, work: (db: ReturnType<typeof connect>) => Promise<T>): Promise<T> {
  const db = connect(url, { pool: 3 });
  try {
    return await work(db);
  } finally {
    await db.destroy();
  }
}

async function main(role = 'all', ...words: string[]): Promise<void> {
  const run = roles[role];
  if (!run) throw new StartProblem(`There is no role ${role}; choose one of ${Object.keys(roles).join(', ')}.`, 64);
  await run(readConfig(process.env), words);
}

main(...process.argv.slice(2)).catch((problem: unknown) => {
  const isPlain = problem instanceof StartProblem || problem instanceof ConfigProblem || problem instanceof EmbeddedProblem;
  console.error(isPlain ? problem.message : problem);
  process.exit(problem instanceof StartProblem ? problem.exitCode : 1);
});
