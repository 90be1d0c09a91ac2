import { once } from 'node:events';
import { createPostgresBackend, DEFAULT_SCHEMA, Queue as BullQueue, Worker, type Processor, type WorkerOptions } from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';
import type { Queue } from '../../kernel/contract.ts';
import type { Log } from '../log.ts';

/** Where jobs live: in Redis when there is one, else beside the data in PostgreSQL. */
export type QueueSettings = { DATABASE_URL: string; REDIS_URL?: string | undefined };

export type QueueConnection = {
  kind: 'redis' | 'postgres';
  queue: (name: Queue) => BullQueue;
  /** Rejects within seconds when the queue is away. */
  reachable: () => Promise<void>;
  close: () => Promise<void>;
};

const patience = 5_000;

/** One connection for all the queues of a process. It gives up quickly, so that whoever enqueues lets go of what he holds. */
export function connectQueues(settings: QueueSettings, log: Log): QueueConnection {
  return settings.REDIS_URL ? redisQueues(settings, settings.REDIS_URL, log) : postgresQueues(settings, log);
}

/** A worker has connections of its own and waits for the queue as long as it takes. */
export function openWorker(
  settings: QueueSettings,
  name: Queue,
  process: Processor,
  options: Omit<WorkerOptions, 'connection' | 'prefix'>,
): Worker {
  if (settings.REDIS_URL) {
    const connection = { url: settings.REDIS_URL, maxRetriesPerRequest: null };
    return new Worker(name, process, { ...options, connection, prefix: prefixOf(settings) });
  }
  const connection = { connectionString: settings.DATABASE_URL, max: 2, application_name: `duijie worker ${name}` };
  // BullMQ types a worker by its backend; nothing here asks for the backend.
  return new Worker(name, process, { ...options, connection }, createPostgresBackend) as unknown as Worker;
}

function redisQueues(settings: QueueSettings, url: string, log: Log): QueueConnection {
  const redis = new Redis(url, { maxRetriesPerRequest: 1, enableOfflineQueue: false, connectTimeout: patience });
  redis.on('error', (error) => log.warn({ err: error }, 'The queue cannot be reached; facts wait in the outbox.'));
  const queues = remember((name) => new BullQueue(name, { connection: redis, prefix: prefixOf(settings) }), log);
  return {
    kind: 'redis',
    queue: queues.get,
    async reachable() {
      if (redis.status !== 'ready') await once(redis, 'ready', { signal: AbortSignal.timeout(patience) });
    },
    async close() {
      await queues.close();
      redis.disconnect();
    },
  };
}

function postgresQueues(settings: QueueSettings, log: Log): QueueConnection {
  const pool = new pg.Pool({
    connectionString: settings.DATABASE_URL,
    max: 3,
    connectionTimeoutMillis: patience,
    application_name: 'duijie queues',
    options: `-c search_path=${DEFAULT_SCHEMA}`,
  });
  pool.on('error', (error) => log.warn({ err: error }, 'A connection to the queue was lost; the next job opens another.'));
  // BullMQ types a queue by its backend; nothing here asks for the backend.
  const open = (name: Queue) => new BullQueue(name, { connection: pool }, createPostgresBackend) as unknown as BullQueue;
  const queues = remember(open, log);
  return {
    kind: 'postgres',
    queue: queues.get,
    async reachable() {
      await pool.query('select 1');
    },
    async close() {
      await queues.close();
      await pool.end();
    },
  };
}

/** The database's name keeps the jobs of two cities apart that share a Redis. */
export function prefixOf({ DATABASE_URL }: QueueSettings): string {
  return `duijie-${new URL(DATABASE_URL).pathname.slice(1)}`;
}

function remember(open: (name: Queue) => BullQueue, log: Log) {
  const opened = new Map<Queue, BullQueue>();
  return {
    get: (name: Queue): BullQueue => {
      const queue = opened.get(name) ?? open(name);
      if (!opened.has(name)) queue.on('error', (error) => log.debug({ err: error, queue: name }, 'The queue reports a problem.'));
      opened.set(name, queue);
      return queue;
    },
    async close() {
      await Promise.all([...opened.values()].map((queue) => queue.close()));
    },
  };
}
