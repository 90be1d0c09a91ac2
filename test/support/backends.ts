import type { QueueSettings } from '../../src/platform/bullmq/connection.ts';
import { useDatabase, type TestDatabase } from './database.ts';
import { useRedis, type RedisServer } from './redis.ts';

export type Backend = { settings: () => QueueSettings; database: TestDatabase };

/** Runs the same promises on each of the two homes of jobs and messages. */
export function onBothBackends(promises: (backend: Backend & { redis?: () => RedisServer }) => void): void {
  describe('on PostgreSQL', () => {
    const database = useDatabase();
    promises({ database, settings: () => ({ DATABASE_URL: database.url() }) });
  });
  describe('on Redis', () => {
    const redis = useRedis();
    const database = useDatabase();
    promises({ database, redis, settings: () => ({ DATABASE_URL: database.url(), REDIS_URL: redis().url }) });
  });
}
