import type { JobsOptions } from 'bullmq';
import { jobs as declared, type JobName } from '../../catalogue.ts';
import type { JobSpec } from '../../kernel/contract.ts';
import type { QueueConnection } from './connection.ts';

/** A job to be done; one whose id the queue still remembers is dropped, so that handing it over twice does no harm. */
export type QueuedJob = { name: JobName; payload: object; id: string };
export type Enqueue = (jobs: readonly QueuedJob[]) => Promise<void>;

/** Hands jobs to their queues, or rejects within seconds. */
export function createProducer(connection: QueueConnection): Enqueue {
  return async (jobs) => {
    if (jobs.length === 0) return;
    await connection.reachable();
    for (const queue of new Set(jobs.map(({ name }) => declared[name].queue))) {
      const theirs = jobs.filter(({ name }) => declared[name].queue === queue);
      await connection
        .queue(queue)
        .addBulk(theirs.map(({ name, payload, id }) => ({ name, data: payload, opts: { ...jobOptions(name), jobId: id } })));
    }
  };
}

const day = 24 * 60 * 60;

/** Done jobs are remembered for a day, which is how long a repeated job is recognised; failed ones until somebody has looked. */
export function jobOptions(name: JobName): JobsOptions {
  const { attempts = 5, firstRetrySeconds = 1 }: JobSpec = declared[name];
  return {
    attempts,
    backoff: { type: 'exponential', delay: firstRetrySeconds * 1000 },
    removeOnComplete: { age: day },
    removeOnFail: { age: 30 * day },
  };
}
