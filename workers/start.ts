import { setTimeout as pause } from 'node:timers/promises';
import type { Worker } from 'bullmq';
import type { Knex } from 'knex';
import type { Handlers } from '../src/catalogue.ts';
import type { Queue } from '../src/kernel/contract.ts';
import type { QueueConnection, QueueSettings } from '../src/platform/bullmq/connection.ts';
import { createProducer } from '../src/platform/bullmq/producer.ts';
import { scheduleJobs } from '../src/platform/bullmq/schedule.ts';
import { startWorker, type WorkerPorts } from '../src/platform/bullmq/worker.ts';
import type { Log } from '../src/platform/log.ts';
import type { Broadcast } from '../src/platform/relay/relay-facts.ts';
import { runRelay } from '../src/platform/relay/run-relay.ts';
import type { JobCases } from './app.ts';
import { events } from './events.ts';
import { housekeeping } from './housekeeping.ts';
import { matching } from './matching.ts';
import { notifications } from './notifications.ts';

export type WorkersOptions = {
  app: JobCases;
  db: Knex;
  settings: QueueSettings;
  queues: QueueConnection;
  broadcast: Broadcast;
  log: Log;
} & Pick<WorkerPorts, 'onResult' | 'stalledAfterMs'>;

/** How many jobs of a queue one process runs at a time; matching is bound by the processor, mail by waiting. */
const concurrency: Record<Queue, number> = { matching: 2, notifications: 8, events: 2, housekeeping: 1 };

/** Starts the relay, a worker for each queue and the clock. Stopping waits for the jobs that are running. */
export function startWorkers({ app, db, settings, queues, broadcast, log, onResult, stalledAfterMs }: WorkersOptions) {
  const serve = <Q extends Queue>(queue: Q, handlers: Handlers<Q>): Worker[] => {
    if (Object.keys(handlers).length === 0) return [];
    return [startWorker(queue, handlers, { settings, log, concurrency: concurrency[queue], onResult, stalledAfterMs })];
  };
  const workers = [
    ...serve('matching', matching(app)),
    ...serve('notifications', notifications(app)),
    ...serve('events', events()),
    ...serve('housekeeping', housekeeping(app)),
  ];
  const relay = runRelay({ db, enqueue: createProducer(queues), broadcast, log }, settings.DATABASE_URL);
  const opening = app
    .openRankings()
    .catch((error: unknown) => log.warn({ err: error }, 'The engine is opened by its first job.'));
  const stopping = new AbortController();
  const clock = setClock(queues, log, stopping.signal);

  return {
    stop: async (): Promise<void> => {
      stopping.abort();
      await relay.stop();
      await Promise.all(workers.map((worker) => worker.close()));
      await Promise.all([clock, opening]);
    },
  };
}

/** The queue may be away at the start; the clock is set when it is there. */
async function setClock(queues: QueueConnection, log: Log, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await queues.reachable();
      return await scheduleJobs(queues);
    } catch (error) {
      log.warn({ err: error }, 'The jobs of the clock could not be set and will be tried again.');
      await pause(5_000, null, { signal }).catch(() => undefined);
    }
  }
}
