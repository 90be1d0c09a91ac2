import { expect } from 'chai';
import type { Worker } from 'bullmq';
import { jobs, type Handlers } from '../../src/catalogue.ts';
import type { JobSpec } from '../../src/kernel/contract.ts';
import { AppError } from '../../src/kernel/error.ts';
import { newId } from '../../src/kernel/id.ts';
import { connectQueues, type QueueConnection } from '../../src/platform/bullmq/connection.ts';
import { createProducer, type Enqueue } from '../../src/platform/bullmq/producer.ts';
import { scheduleJobs } from '../../src/platform/bullmq/schedule.ts';
import { startWorker } from '../../src/platform/bullmq/worker.ts';
import { matching } from '../../workers/matching.ts';
import { inertCases } from '../support/inert-cases.ts';
import { onBothBackends } from '../support/backends.ts';
import { awaited, eventually } from '../support/eventually.ts';
import { keepLog, type KeptLog } from '../support/log.ts';

type MatchListing = Handlers<'matching'>['match-listing'];

describe('the queue', () => {
  onBothBackends(({ settings }) => {
    let connection: QueueConnection;
    let enqueue: Enqueue;
    let log: KeptLog;
    const workers: Worker[] = [];

    const work = (handle: MatchListing): Worker => {
      const worker = startWorker('matching', { ...matching(inertCases), 'match-listing': handle }, { settings: settings(), log });
      workers.push(worker);
      return worker;
    };
    const job = (listingId = newId(), id = `fact-${newId()}-match-listing`) => ({
      name: 'match-listing' as const,
      payload: { listingId },
      id,
    });

    beforeEach(() => {
      log = keepLog();
      connection = connectQueues(settings(), log);
      enqueue = createProducer(connection);
    });
    afterEach(async () => {
      await Promise.all(workers.splice(0).map((worker) => worker.close()));
      await connection.queue('matching').obliterate({ force: true });
      await connection.close();
    });

    it('runs each job once, shared among workers', async () => {
      const wanted = Array.from({ length: 40 }, () => job());
      const seen: string[] = [];
      const all = awaited<void>();
      const note: MatchListing = ({ listingId }) => {
        seen.push(listingId);
        if (seen.length === wanted.length) all.resolve();
        return Promise.resolve();
      };
      work(note);
      work(note);
      await enqueue(wanted);
      await all.promise;
      expect(seen).to.have.members(wanted.map(({ payload }) => payload.listingId));
    });

    it('drops a job that it still remembers, also when that one is done', async () => {
      const twice = job();
      const last = job();
      const seen: string[] = [];
      const done = awaited<void>();
      const worker = work(({ listingId }) => {
        seen.push(listingId);
        return Promise.resolve();
      });
      worker.on('completed', ({ id }) => id === last.id && done.resolve());

      await enqueue([twice, twice]);
      await eventually(
        () => connection.queue('matching').getJobState(twice.id),
        (state) => state === 'completed',
      );
      await enqueue([twice]);
      await enqueue([last]);
      await done.promise;
      expect(seen).to.deep.equal([twice.payload.listingId, last.payload.listingId]);
    });

    it('tries again after an accident, and warns', async () => {
      let attempts = 0;
      const done = awaited<void>();
      work(() => {
        attempts += 1;
        return attempts === 1 ? Promise.reject(new Error('The line was busy.')) : Promise.resolve();
      }).on('completed', () => done.resolve());
      await enqueue([job()]);
      await done.promise;
      expect(attempts).to.equal(2);
      expect(log.lines.map(({ level }) => level)).to.deep.equal(['warn']);
    });

    it('does not repeat a refusal', async () => {
      let attempts = 0;
      const failed = awaited<void>();
      work(() => {
        attempts += 1;
        return Promise.reject(new AppError('not-found', 'listings:errors.not-found'));
      }).on('failed', () => failed.resolve());
      await enqueue([job()]);
      await failed.promise;
      expect(attempts).to.equal(1);
      expect(log.lines.map(({ level }) => level)).to.deep.equal(['info']);
    });

    it('never hands a payload that does not fit to a handler, and says so as an error', async () => {
      const failed = awaited<void>();
      let calls = 0;
      work(() => Promise.resolve((calls += 1))).on('failed', () => failed.resolve());
      await enqueue([{ name: 'match-listing', payload: { listingId: 'no id' }, id: `fact-${newId()}-match-listing` }]);
      await failed.promise;
      expect(calls).to.equal(0);
      expect(log.lines.map(({ level }) => level)).to.deep.equal(['error']);
    });

    it('lets the running job finish when its worker is closed', async () => {
      const begun = awaited<void>();
      const release = awaited<void>();
      let finished = false;
      const worker = work(async () => {
        begun.resolve();
        await release.promise;
        finished = true;
      });
      await enqueue([job()]);
      await begun.promise;
      const closing = worker.close();
      expect(finished).to.equal(false);
      release.resolve();
      await closing;
      expect(finished).to.equal(true);
    });

    it('keeps one clock for each job of the clock, however many workers start', async () => {
      await Promise.all([scheduleJobs(connection), scheduleJobs(connection), scheduleJobs(connection)]);
      const set = await connection.queue('housekeeping').getJobSchedulers();
      const clocked = Object.entries<JobSpec>(jobs).flatMap(([name, { everySeconds }]) => (everySeconds ? [name] : []));
      expect(clocked).to.include.members(['expire-listings', 'trim-traces', 'tend-rankings']);
      expect(set.map(({ key }) => key)).to.have.members(clocked);
      expect(await connection.queue('housekeeping').getDelayedCount()).to.be.at.most(clocked.length);
    });
  });
});

describe('the queue, while Redis is away', () => {
  onBothBackends(({ settings, redis }) => {
    if (!redis) return;
    it('rejects a job within seconds, and takes it when Redis is back', async function () {
      this.timeout(30_000);
      const connection = connectQueues(settings(), keepLog());
      const enqueue = createProducer(connection);
      const one = { name: 'match-listing' as const, payload: { listingId: newId() }, id: 'fact-1-match-listing' };
      await enqueue([one]);
      await redis().stop();
      const since = Date.now();
      await enqueue([one]).then(
        () => expect.fail('The job was taken by nobody.'),
        () => expect(Date.now() - since).to.be.below(7_000),
      );
      await redis().start();
      await eventually(
        () =>
          enqueue([one]).then(
            () => true,
            () => false,
          ),
        (taken) => taken,
      );
      await connection.close();
    });
  });
});
