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
type Traces = { waiting: number; matches: number; notices: number; sent: number; unsent: number };

/**
 * Publishes a need and writes down every step that a worker takes for it. Then publishes one need for each step, with a
 * worker that is killed right before it, and another that goes on. What a publication leaves behind must be the same as if
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
  let published = 0;

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
    this.timeout(480_000);
    const steps = (await work({})).steps;
    for (const where of [
      /update "?outbox/,
      /insert into "?matches/,
      /insert into "?notifications/,
      /deliveries/,
      /completed|script in Redis/,
    ])
      expect(
        steps.some((step) => where.test(step)),
        `a step ${where} among ${steps.join('; ')}`,
      ).to.equal(true);

    for (const [number, step] of steps.entries()) {
      const times = steps.slice(0, number + 1).filter((one) => one === step).length;
      const { died, needId } = await work({ DIE_BEFORE: step, DIE_AT: String(times) });
      // What is done at one moment may be done in fewer steps of a kind; each kind is died before at least once.
      if (times === 1) expect(died, `died before ${step}`).to.equal(true);
      await recover();
      expect(await traces(needId), step).to.deep.equal({ waiting: 0, matches: 1, notices: 1, sent: 1, unsent: 0 });
    }

    // A mail server cannot take part in our transaction: a mail may come twice, and then says by its id that it is the same.
    const { count } = (await database.db()('deliveries').count<{ count: number }[]>('* as count'))[0] ?? { count: 0 };
    expect(new Set(mails).size).to.equal(count);
  });

  async function publishNeed(): Promise<Id> {
    published += 1;
    const need = await make(database.db()).need({
      ...{ title: `盐碱地玉米出苗率低（第 ${published} 块地）` },
      columns: { status: 'submitted', published_at: null },
    });
    await app.publishListing(organizer, need.listingId, need.version);
    return need.listingId;
  }

  /** Publishes a need with one worker to do what follows, until all is done or the worker dies. */
  async function work(death: Record<string, string>): Promise<{ needId: Id; died: boolean; steps: string[] }> {
    const redis = redisUrl();
    const environment = { DATABASE_URL: database.url(), SMTP_URL: config.SMTP_URL ?? '', ...(redis && { REDIS_URL: redis }) };
    const worker = run(child, [], { ...environment, ...death });
    const needId = await publishNeed();
    const ended = worker.ended();
    const died = await Promise.race([ended.then(() => true), settled(needId, ended)]);
    if (!died) {
      worker.child.kill('SIGKILL');
      await ended;
    }
    const steps = [...worker.output().matchAll(/^step (.*)$/gm)].map(([, step = '']) => step);
    if (steps.length === 0) throw new Error(`The worker took no step: ${worker.output()}`);
    return { needId, died, steps };
  }

  async function settled(needId: Id, ended: Promise<unknown>): Promise<boolean> {
    let isOver = false;
    void ended.then(() => (isOver = true));
    while (!isOver) {
      const { waiting, sent } = await traces(needId);
      if (waiting === 0 && sent === 1) {
        await pause(stalledAfterMs); // its last job is ticked off right after its last trace
        return false;
      }
      await pause(20);
    }
    return true;
  }

  /** A worker that nobody kills, until no fact waits and no job is left. */
  async function recover(): Promise<void> {
    const settings = { ...config, DATABASE_URL: database.url() };
    const log = keepLog();
    const queues = connectQueues(settings, log);
    const workers = startWorkers({ app, db: database.db(), settings, queues, broadcast: () => undefined, log, stalledAfterMs });
    const read = async (): Promise<{ left: number; last: number }> => {
      const counts = await Promise.all(
        (['matching', 'notifications'] as const).map((name) =>
          queues.queue(name).getJobCounts('waiting', 'active', 'delayed', 'prioritized'),
        ),
      );
      const jobs = counts.flatMap((one) => Object.values(one)).reduce((sum, one) => sum + one, 0);
      const [facts] = await database
        .db()('outbox')
        .select<{ waiting: number; last: number }[]>(
          database.db().raw(`count(*) filter (where status = 'waiting') as waiting, max(id) as last`),
        );
      return { left: jobs + (facts?.waiting ?? 0), last: facts?.last ?? 0 };
    };
    // Twice nothing left and no fact between: what was on its way from the one to the other shows in the second reading.
    let before = await read();
    await eventually(
      read,
      (now) => {
        const isQuiet = before.left === 0 && now.left === 0 && before.last === now.last;
        before = now;
        return isQuiet;
      },
      60_000,
    );
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
