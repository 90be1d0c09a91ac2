import { UnrecoverableError, type Job, type Worker } from 'bullmq';
import { z } from 'zod';
import { jobs, type Handlers, type JobName } from '../../catalogue.ts';
import type { Queue } from '../../kernel/contract.ts';
import { AppError } from '../../kernel/error.ts';
import type { Log } from '../log.ts';
import { openWorker, type QueueSettings } from './connection.ts';

export type WorkerPorts = {
  settings: QueueSettings;
  log: Log;
  concurrency?: number;
  /** How long a job may lie with a worker that died before another takes it up. */
  stalledAfterMs?: number;
  /** Told of each attempt, for the counters. */
  onResult?: (queue: Queue, result: 'completed' | 'retried' | 'failed') => void;
};

/**
 * Runs the jobs of one queue until it is closed, which waits for the jobs that are running.
 * A refusal, or data that does not fit its declaration, is not tried again; everything else is.
 */
export function startWorker<Q extends Queue>(queue: Q, handlers: Handlers<Q>, ports: WorkerPorts): Worker {
  const { settings, log, concurrency = 4, stalledAfterMs = 30_000, onResult } = ports;
  const worker = openWorker(settings, queue, (job: Job) => perform(job, handlers), {
    concurrency,
    lockDuration: stalledAfterMs,
    stalledInterval: stalledAfterMs,
    maxStalledCount: 10, // A job is not lost because the machine went down twice while it ran.
  });
  worker.on('error', (error) => log.warn({ err: error, queue }, 'The worker cannot reach its queue and tries again.'));
  worker.on('completed', () => onResult?.(queue, 'completed'));
  worker.on('failed', (job, error) => {
    const last = !job || error instanceof UnrecoverableError || job.attemptsMade >= (job.opts.attempts ?? 1);
    onResult?.(queue, last ? 'failed' : 'retried');
    report(log, job, error, last);
  });
  return worker;
}

async function perform<Q extends Queue>(job: Job, handlers: Handlers<Q>): Promise<void> {
  if (!isJobName(job.name) || !(job.name in handlers)) throw new UnrecoverableError(`Nobody handles the job ${job.name}.`);
  const handle = handlers[job.name as keyof Handlers<Q>] as (payload: unknown) => Promise<unknown>; // the table pairs each name with its own payload
  try {
    await handle(jobs[job.name].payload.parse(job.data));
  } catch (error) {
    throw isFinal(error) ? Object.assign(new UnrecoverableError(error.message), { cause: error }) : error;
  }
}

function report(log: Log, job: Job | undefined, error: Error, last: boolean): void {
  const about = { err: error.cause ?? error, job: job?.name, id: job?.id, attempt: job?.attemptsMade };
  if (error.cause instanceof AppError) log.info(about, 'The job was refused and is not repeated.');
  else if (last) log.error(about, 'The job has failed for good.');
  else log.warn(about, 'The job failed and will be repeated.');
}

function isFinal(error: unknown): error is AppError | z.ZodError {
  return error instanceof AppError || error instanceof z.ZodError;
}

function isJobName(name: string): name is JobName {
  return name in jobs;
}
