import type { Request } from 'express';
import type { Redis } from 'ioredis';
import type { Pool } from 'pg';
import {
  RateLimiterMemory,
  RateLimiterPostgres,
  RateLimiterRedis,
  RateLimiterRes,
  type IRateLimiterOptions,
  type RateLimiterAbstract,
} from 'rate-limiter-flexible';
import { AppError } from '../kernel/error.ts';

/** How often is often, per key: log-ins slow a guesser down, writes stop a runaway client and never a busy person. */
const limits = {
  'sign-in-address': { points: 60, duration: 600 },
  'sign-in-name': { points: 10, duration: 600 },
  'card-address': { points: 20, duration: 600 },
  'read-back-address': { points: 20, duration: 600 },
  'register-address': { points: 20, duration: 3600 },
  write: { points: 240, duration: 60 },
} as const satisfies Record<string, { points: number; duration: number }>;

export type Limit = keyof typeof limits;
export type RateLimiter = { consume(limit: Limit, key: string): Promise<void> };

/** A Redis may be shared: `city` keeps the counts of one city apart from those of another. */
export type LimitStore = { redis: Redis; city: string } | { pool: Pool };

/** Counts in Redis when there is one, else in PostgreSQL; while the store is away, each process counts for itself. */
export function createRateLimiter(store: LimitStore, scale = 1): RateLimiter {
  const prefix = 'redis' in store ? `${store.city} limit` : 'limit';
  const limiters = Object.fromEntries(
    Object.entries(limits).map(([name, { points, duration }]) => [
      name,
      limiter(store, { keyPrefix: `${prefix} ${name}`, points: points * scale, duration }),
    ]),
  ) as Record<Limit, RateLimiterAbstract>;
  return {
    async consume(limit, key) {
      try {
        await limiters[limit].consume(key.slice(0, 100));
      } catch (error) {
        if (!(error instanceof RateLimiterRes)) throw error;
        throw new AppError('too-many', 'people:errors.too-many', { seconds: Math.max(1, Math.ceil(error.msBeforeNext / 1000)) });
      }
    },
  };
}

/** Writes are counted by account, and by address for visitors. */
export function countWrites(limiter: RateLimiter): (request: Request) => Promise<void> {
  return (request) => limiter.consume('write', request.caller?.accountId ?? request.ip ?? 'unknown');
}

function limiter(store: LimitStore, options: IRateLimiterOptions): RateLimiterAbstract {
  const insuranceLimiter = new RateLimiterMemory(options);
  if ('redis' in store) return new RateLimiterRedis({ ...options, storeClient: store.redis, insuranceLimiter });
  return new RateLimiterPostgres({
    ...options,
    storeClient: store.pool,
    storeType: 'pool',
    tableName: 'rate_limits',
    tableCreated: true,
    clearExpiredByTimeout: false,
    insuranceLimiter,
  });
}
