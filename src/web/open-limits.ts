import { Redis } from 'ioredis';
import pg from 'pg';
import { prefixOf } from '../platform/bullmq/connection.ts';
import type { Log } from '../platform/log.ts';
import { createRateLimiter, type RateLimiter } from './rate-limit.ts';

type Settings = { DATABASE_URL: string; REDIS_URL?: string | undefined };

/** Where all web processes of a city count together: in Redis when there is one, else in PostgreSQL. */
export function openLimits(
  settings: Settings,
  scale: number | undefined,
  log: Log,
): { limiter: RateLimiter; close: () => Promise<void> } {
  const tell = (error: Error): void =>
    log.warn({ err: error }, 'Limits cannot be counted together; each process counts for itself.');
  if (settings.REDIS_URL) {
    const redis = new Redis(settings.REDIS_URL, { maxRetriesPerRequest: 1, enableOfflineQueue: false });
    redis.on('error', tell);
    return {
      limiter: createRateLimiter({ redis, city: prefixOf({ DATABASE_URL: settings.DATABASE_URL }) }, scale),
      close: () => Promise.resolve(redis.disconnect()),
    };
  }
  const pool = new pg.Pool({ connectionString: settings.DATABASE_URL, max: 2, application_name: 'duijie limits' });
  pool.on('error', tell);
  return { limiter: createRateLimiter({ pool }, scale), close: () => pool.end() };
}
