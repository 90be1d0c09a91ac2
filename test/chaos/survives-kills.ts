import { fileURLToPath } from 'node:url';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { composeApp, type App } from '../../src/compose.ts';
import { readConfig, type Config } from '../../src/config.ts';
import type { Id } from '../../src/kernel/id.ts';
import { connectQueues } from '../../src/platform/bullmq/connection.ts';
import { startWorkers } from '../../workers/start.ts';
import type { TestDatabase } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { keepLog } from '../support/log.ts';
import { make, type MadeAccount } from '../support/make.ts';
import { run } from '../support/process.ts';
import { stalledAfterMs } from './stalled.ts';

const child = fileURLToPath(new URL('./worker-child.ts', import.meta.url));
/** Far more steps than one publication takes; a count that is reached means that the work never comes to an end. */
const most = 120;

type Traces = { waiting: number; matches: number; notices: number; sent: number; unsent: number };

/**
 * Publishes one need after the other, each time with a worker that is killed one step later than the last one, until a
 * worker comes through. After each death another worker goes on; what a publication leaves behind must be the same as if
 * nobody had died: one match, one notice to its author, one mail.
 */
export function survivesKills(database: TestDatabase, redisUrl: () => string | undefined): void {
  const mails: string[] = [];
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _session, done) {
      simpleParser(stream).then(({ messageId = '' }) => {
        mails.push(messageId);
        done();
      }, done);
    },
  });
  let config: Config;
  let app: App;
  let organizer: MadeAccount;

  before(async () => {
    smtp.listen(0, '127.0.0.1');
    await once(smtp.server, 'listening');
    const smtpUrl = `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}`;
    config = readConfig({ DATABASE_URL: database.url(), REDIS_URL: redisUrl(), SMTP_URL: smtpUrl, LOG_LEVEL: 'silent' });
    // Later than any claim that a dead worker left on a letter, so that nobody waits for it to run out.
    app = composeApp({ db: database.db(), config, now: () => new Date(Date.now() + 3_600_000), log: keepLog() });
    organizer = await make(database.db()).account({ role: 'organizer' });
    const technology = await make(database.db()).technology({ columns: { status: 'submitted', published_at: null } });
    await app.publishListing(organizer, technology.listingId, technology.version);
    await recover();
  });
  after(async () => {
    await app.closeMail();
    await new Promise<void>((resolve) => void smtp.close(() => resolve()));
  });

  it('loses nothing and does nothing twice, whichever step the process dies before', async function () {
    this.timeout(300_000);
    const deaths: string[] = [];
    for (let killAt = 1; killAt <= most; killAt += 1) {
      const needId = await publishNeed(killAt);
      const death = await workUntilKilled(killAt, needId);
      await recover();
      expect(await traces(needId), death ?? 'nobody died').to.deep.equal({
        waiting: 0,
        matches: 1,
        notices: 1,
        sent: 1,
        unsent: 0,
      });
      if (!death) break;
      deaths.push(death);
      if (process.env.SHOW_DEATHS) console.log(killAt, death);
    }
    // The places where something was lost or doubled in other systems: each must have been tried.
    for (const where of [
      /update "?outbox/,
      /commit/,
      /insert into "?matches/,
      /insert into "?notifications/,
      /deliveries/,
      /add_jobs_bulk|script in Redis/,
    ])
      expect(
        deaths.some((death) => where.test(death)),
        `a death at ${where}`,
      ).to.equal(true);
    expect(deaths.length).to.be.below(most);
    // A mail server cannot take part in our transaction: a mail may come twice, and then says by its id that it is the same.
    const { count } = (await database.db()('deliveries').count<{ count: number }[]>('* as count'))[0] ?? { count: 0 };
    expect(new Set(mails).size).to.equal(count);
  });

  async function publishNeed(number: number): Promise<Id> {
    const need = await make(database.db()).need({
      ...{ title: `盐碱地玉米出苗率低（第 ${number} 块地）` },
      columns: { status: 'submitted', published_at: null },
    });
    await app.publishListing(organizer, need.listingId, need.version);
    return need.listingId;
  }

  /** Answers where the worker died; undefined when it did the whole work first. */
  async function workUntilKilled(killAt: number, needId: Id): Promise<string | undefined> {
    const environment = { DATABASE_URL: database.url(), SMTP_URL: config.SMTP_URL ?? '', KILL_AT: String(killAt) };
    const redis = redisUrl();
    const worker = run(child, [], redis ? { ...environment, REDIS_URL: redis } : environment);
    const death = worker.ended().then(() => /died before .*/.exec(worker.output())?.[0] ?? expect.fail(worker.output()));
    const through = settled(needId, death);
    const first = await Promise.race([death, through]);
    if (first === undefined) {
      worker.child.removeAllListeners('close');
      worker.child.kill('SIGKILL');
      await once(worker.child, 'exit');
    }
    return first;
  }

  async function settled(needId: Id, death: Promise<string>): Promise<undefined> {
    let isDead = false;
    void death.then(
      () => (isDead = true),
      () => (isDead = true),
    );
    while (!isDead) {
      const { waiting, sent } = await traces(needId);
      if (waiting === 0 && sent === 1) {
        await pause(stalledAfterMs); // its last job is ticked off right after its last trace
        return undefined;
      }
      await pause(20);
    }
    return new Promise<never>(() => undefined); // the death answers
  }

  /** A worker that nobody kills, until no fact waits and no job is left. */
  async function recover(): Promise<void> {
    const settings = { ...config, DATABASE_URL: database.url() };
    const log = keepLog();
    const queues = connectQueues(settings, log);
    const workers = startWorkers({ app, db: database.db(), settings, queues, broadcast: () => undefined, log, stalledAfterMs });
    const left = async (): Promise<number> => {
      const counts = await Promise.all(
        (['matching', 'notifications'] as const).map((name) =>
          queues.queue(name).getJobCounts('waiting', 'active', 'delayed', 'prioritized'),
        ),
      );
      const [facts] = await database.db()('outbox').where({ status: 'waiting' }).count<{ count: number }[]>('* as count');
      return (facts?.count ?? 0) + counts.flatMap((one) => Object.values(one)).reduce((sum, one) => sum + one, 0);
    };
    await eventually(left, (count) => count === 0, 60_000);
    await workers.stop();
    await queues.close();
  }

  async function traces(needId: Id): Promise<Traces> {
    const { rows } = await database.db().raw<{ rows: [Traces] }>(
      `with of_need as (select id from matches where need_id = :needId),
         notices as (select n.* from notifications n where n.about like 'matches-of ' || :needId || ' %')
       select (select count(*) from outbox where status = 'waiting')::int as waiting,
         (select count(*) from of_need)::int as matches,
         (select count(*) from notices)::int as notices,
         (select count(*) from deliveries d join notices n on n.id = d.notification_id where d.status = 'sent')::int as sent,
         (select count(*) from deliveries d join notices n on n.id = d.notification_id where d.status <> 'sent')::int as unsent`,
      { needId },
    );
    return rows[0];
  }
}
