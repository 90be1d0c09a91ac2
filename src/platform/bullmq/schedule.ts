import { ErrorCode } from 'bullmq';
import { jobs, type JobName } from '../../catalogue.ts';
import type { JobSpec } from '../../kernel/contract.ts';
import type { QueueConnection } from './connection.ts';
import { jobOptions } from './producer.ts';

/** Sets the clock's jobs, and forgets those that no contract declares any more. Safe to repeat, and from many workers at once. */
export async function scheduleJobs(connection: QueueConnection): Promise<void> {
  const names = Object.keys(jobs) as JobName[];
  const clocked = names.filter((name) => everySeconds(name) !== undefined);
  for (const name of clocked) {
    const repeat = { every: (everySeconds(name) ?? 0) * 1000 };
    await connection
      .queue(jobs[name].queue)
      .upsertJobScheduler(name, repeat, { name, data: {}, opts: jobOptions(name) })
      .catch(unlessSetMeanwhile);
  }
  for (const queue of new Set(names.map((name) => jobs[name].queue))) {
    const set = await connection.queue(queue).getJobSchedulers();
    const undeclared = set.filter(({ key }) => !clocked.some((name) => name === key));
    for (const { key } of undeclared) await connection.queue(queue).removeJobScheduler(key);
  }
}

/** Another worker set the same clock at the same moment, and its next jobs are waiting already. */
function unlessSetMeanwhile(error: unknown): void {
  if ((error as { code?: unknown }).code !== ErrorCode.SchedulerJobSlotsBusy) throw error;
}

function everySeconds(name: JobName): number | undefined {
  const spec: JobSpec = jobs[name];
  return spec.everySeconds;
}
