import { composeApp } from '../src/compose.ts';
import { ConfigProblem, readConfig } from '../src/config.ts';
import { locateDatabase } from '../src/locate-database.ts';
import { connectQueues } from '../src/platform/bullmq/connection.ts';
import { createMetrics } from '../src/platform/health/metrics.ts';
import { createLog } from '../src/platform/log.ts';
import { connect } from '../src/platform/postgres/connect.ts';
import { openBroadcaster } from '../src/platform/socketio/broadcast.ts';
import { StartProblem } from '../src/problem.ts';
import { createShutdown, stopOnSignals } from '../src/shutdown.ts';
import { startWorkers } from './start.ts';

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const settings = await locateDatabase(config);
  const log = createLog(config.LOG_LEVEL, 'workers');
  const shutdown = createShutdown(log);
  stopOnSignals(shutdown, log);

  const db = connect(settings.DATABASE_URL, { pool: settings.DATABASE_POOL, serving: true });
  shutdown.add('the database', () => db.destroy());
  const queues = connectQueues(settings, log);
  shutdown.add('the queues', queues.close);
  const { broadcast, close } = openBroadcaster(settings, log);
  shutdown.add('the sockets', close);

  const app = composeApp({ db, config: settings, now: () => new Date(), log });
  shutdown.add('the mail', app.closeMail);
  const workers = startWorkers({ app, db, settings, queues, broadcast, log, onResult: createMetrics(db).countJob });
  shutdown.add('the workers', workers.stop);
  log.info(`workers serve the queues on ${queues.kind === 'redis' ? 'Redis' : 'PostgreSQL'}`);
}

main().catch((problem: unknown) => {
  const isPlain = problem instanceof StartProblem || problem instanceof ConfigProblem;
  console.error(isPlain ? problem.message : problem);
  process.exit(problem instanceof StartProblem ? problem.exitCode : 1);
});
