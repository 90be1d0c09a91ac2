import { writeSync } from 'node:fs';
import pg from 'pg';
import { Redis } from 'ioredis';
import { composeApp } from '../../src/compose.ts';
import { readConfig } from '../../src/config.ts';
import { connectQueues } from '../../src/platform/bullmq/connection.ts';
import { createLog } from '../../src/platform/log.ts';
import { connect } from '../../src/platform/postgres/connect.ts';
import { openBroadcaster } from '../../src/platform/socketio/broadcast.ts';
import { startWorkers } from '../../workers/start.ts';
import { stalledAfterMs } from './stalled.ts';

// A process of workers that kills itself, as if the power went, right before the step that DIE_BEFORE names, when that comes
// for the DIE_AT-th time. A step is whatever leaves a trace outside the process: a write, a commit, a job handed over or
// ticked off. Each step is named on the standard output before it is taken.
const { DIE_BEFORE, DIE_AT } = process.env;
const taken = new Map<string, number>();

function step(what: string): void {
  const times = (taken.get(what) ?? 0) + 1;
  taken.set(what, times);
  writeSync(1, `step ${what}\n`);
  if (what === DIE_BEFORE && times === Number(DIE_AT)) process.kill(process.pid, 'SIGKILL');
}

type Client = {
  query: (...given: unknown[]) => unknown;
  connectionParameters: { application_name?: string };
  written?: string | undefined;
};
const client = pg.Client.prototype as unknown as Client;
const query = client.query;
client.query = function (this: Client, ...given: unknown[]) {
  const text = typeof given[0] === 'string' ? given[0] : ((given[0] as { text?: string } | undefined)?.text ?? '');
  if (this.connectionParameters.application_name === 'duijie') watchOurs(this, text.trim());
  else {
    const [done] = /add_jobs_bulk|move_to_completed|move_to_failed/.exec(text) ?? [];
    if (done) step(`${done} in PostgreSQL`);
  }
  return query.apply(this, given);
};

/** What only reads leaves no trace, and neither does the commit of a transaction that only read. Housekeeping is not of the work. */
function watchOurs(connection: Client, text: string): void {
  if (/^begin/i.test(text)) connection.written = undefined;
  else if (/^commit/i.test(text)) {
    if (connection.written) step(`commit after ${connection.written}`);
  } else if (
    /^(insert|update|delete|with)/i.test(text) &&
    !/^(delete from|insert into) "?(sessions|commands|rate_limits|matching_workers)\b|^delete from "?outbox\b/.test(text)
  ) {
    connection.written = text.replace(/\s+/g, ' ').slice(0, 40);
    step(connection.written);
  }
}

// eslint-disable-next-line @typescript-eslint/unbound-method -- called with its own Redis below
const sendCommand = Redis.prototype.sendCommand;
Redis.prototype.sendCommand = function (this: Redis, ...given) {
  const [{ name, args }] = given;
  if (/^eval/.test(name) && args.some((one) => String(one).includes('fact-'))) step('a script in Redis about a job of ours');
  return sendCommand.apply(this, given);
};

const config = readConfig(process.env);
const settings = { ...config, DATABASE_URL: config.DATABASE_URL ?? '' };
const log = createLog('warn', 'chaos');
const db = connect(settings.DATABASE_URL);
const queues = connectQueues(settings, log);
const app = composeApp({ db, config, now: () => new Date(), log });
startWorkers({ app, db, settings, queues, broadcast: openBroadcaster(settings, log).broadcast, log, stalledAfterMs });
