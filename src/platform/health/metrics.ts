import type { RequestHandler } from 'express';
import type { Knex } from 'knex';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Queue } from '../../kernel/contract.ts';

export type Metrics = {
  registry: Registry;
  timeRequests: RequestHandler;
  countJob: (queue: Queue, result: 'completed' | 'retried' | 'failed') => void;
  watchSockets: (count: () => number) => void;
};

/** What an operator watches: above all the age of the oldest fact that waits, which tells that the relay or the queue is stuck. */
export function createMetrics(db: Knex): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];

  const requests = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time to answer, by route.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.03, 0.1, 0.3, 1, 3],
    registers,
  });
  const jobs = new Counter({ name: 'jobs_total', help: 'Attempts at jobs.', labelNames: ['queue', 'result'], registers });
  const oldest = new Gauge({ name: 'outbox_oldest_waiting_seconds', help: 'Age of the oldest fact that waits.', registers });
  new Gauge({
    name: 'outbox_waiting',
    help: 'Facts that wait to be handed on.',
    registers,
    async collect() {
      const { count, age } = await waitingFacts(db);
      this.set(count);
      oldest.set(age);
    },
  });

  return {
    registry,
    timeRequests(request, response, next) {
      const stop = requests.startTimer({ method: request.method });
      response.once('finish', () => stop({ route: routeOf(request), status: response.statusCode }));
      next();
    },
    countJob: (queue, result) => jobs.inc({ queue, result }),
    watchSockets(count) {
      const sockets: Gauge = new Gauge({
        name: 'sockets',
        help: 'Open sockets of this process.',
        registers,
        collect: () => sockets.set(count()),
      });
    },
  };
}

/** The pattern and not the address: addresses are without number, and some name people. */
function routeOf({ baseUrl, route }: { baseUrl: string; route?: unknown }): string {
  const path = (route as { path?: unknown } | undefined)?.path;
  return typeof path === 'string' ? baseUrl + path : 'other';
}

async function waitingFacts(db: Knex): Promise<{ count: number; age: number }> {
  const row = (await db('outbox')
    .where({ status: 'waiting' })
    .select(db.raw('count(*) as count, coalesce(extract(epoch from now() - min(recorded_at)), 0)::float as age'))
    .first()) as { count: number; age: number } | undefined;
  return row ?? { count: 0, age: 0 };
}
