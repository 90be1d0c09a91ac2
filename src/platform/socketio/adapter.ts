import { createAdapter as createPostgresAdapter } from '@socket.io/postgres-adapter';
import { createAdapter as createRedisAdapter } from '@socket.io/redis-streams-adapter';
import { Redis } from 'ioredis';
import pg from 'pg';
import type { Server } from 'socket.io';
import { prefixOf, type QueueSettings } from '../bullmq/connection.ts';
import type { Log } from '../log.ts';

/** What carries messages between processes: a worker's to every web process. */
export type LiveAdapter = { adapter: NonNullable<Parameters<Server['adapter']>[0]>; close: () => Promise<void> };

export function openLiveAdapter(settings: QueueSettings, log: Log): LiveAdapter {
  return settings.REDIS_URL ? redisAdapter(settings, settings.REDIS_URL, log) : postgresAdapter(settings, log);
}

function redisAdapter(settings: QueueSettings, url: string, log: Log): LiveAdapter {
  const redis = new Redis(url, { maxRetriesPerRequest: null });
  redis.on('error', (error) =>
    log.warn({ err: error }, 'Messages cannot reach the other processes; the connection is tried again.'),
  );

  // The adapter reads on copies that it lets go of only after their blocking read, so we end them ourselves.
  const copies: Redis[] = [];
  const duplicate = redis.duplicate.bind(redis);
  redis.duplicate = (override) => {
    const copy = duplicate(override);
    copies.push(copy);
    return copy;
  };
  const name = `${prefixOf(settings)}-live`;
  return {
    adapter: createRedisAdapter(redis, { streamName: name, channelPrefix: name }),
    close() {
      for (const client of [redis, ...copies]) client.disconnect();
      return Promise.resolve();
    },
  };
}

function postgresAdapter(settings: QueueSettings, log: Log): LiveAdapter {
  const lost = (error: Error): void =>
    log.warn({ err: error }, 'Messages cannot reach the other processes; the connection is tried again.');
  const address = { connectionString: settings.DATABASE_URL, application_name: 'duijie live', keepAlive: true };
  const pool = new pg.Pool({ ...address, max: 2 });
  pool.on('error', lost);
  const listeners = new Set<pg.Client>();
  let closed = false;

  // The adapter keeps the connection it listens on and does not heed its errors, so it gets one that is not the pool's.
  async function connect(): Promise<pg.Client & { release: () => void }> {
    if (closed) return new Promise(() => undefined); // A refusal would make it try again, for ever.
    const client = new pg.Client(address);
    listeners.add(client);
    client.on('error', lost);
    client.on('end', () => listeners.delete(client));
    await client.connect();
    return Object.assign(client, { release: () => void client.end() });
  }
  const source = { connect, query: (text: string, values?: unknown[]) => pool.query(text, values) } as unknown as pg.Pool; // all that it uses
  return {
    adapter: createPostgresAdapter(source, { errorHandler: lost }),
    async close() {
      closed = true;
      await Promise.allSettled([...listeners].map((client) => client.end()));
      await pool.end();
    },
  };
}
