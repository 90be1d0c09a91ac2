import { timingSafeEqual } from 'node:crypto';
import { Router, type Request } from 'express';
import type { Knex } from 'knex';
import type { Registry } from 'prom-client';
import type { Log } from '../log.ts';

export type HealthOptions = {
  db: Knex;
  queues: { reachable: () => Promise<void> };
  registry: Registry;
  token: string | undefined;
  isStopping: () => boolean;
  log: Log;
};

const patience = 2_000;

/** For those who watch over the process: alive, ready to serve, and how it does. */
export function healthRoutes({ db, queues, registry, token, isStopping, log }: HealthOptions): Router {
  const router = Router();
  const checks = { database: () => db.raw('select 1'), migrations: migrationsCheck(db), queue: queues.reachable };

  router.get('/healthz', (_request, response) => void response.json({ status: 'alive' }));

  router.get('/readyz', async (_request, response) => {
    const entries = Object.entries(checks).map(async ([name, check]) => [name, await passes(name, check, log)] as const);
    const passed = Object.fromEntries(await Promise.all(entries));
    const ready = !isStopping() && Object.values(passed).every(Boolean);
    response
      .status(ready ? 200 : 503)
      .set('Cache-Control', 'no-store')
      .json({ status: ready ? 'ready' : isStopping() ? 'stopping' : 'not-ready', checks: passed });
  });

  router.get('/metrics', async (request, response) => {
    if (!mayRead(request, token)) return void response.sendStatus(403);
    response.type(registry.contentType).send(await registry.metrics());
  });
  return router;
}

/** Asks the database until the answer is yes; a schema does not become outdated while the process runs. */
function migrationsCheck(db: Knex): () => Promise<unknown> {
  let current = false;
  return async () => {
    if (current) return;
    const [, pending] = (await db.migrate.list()) as [unknown[], unknown[]];
    if (pending.length > 0) throw new Error(`${pending.length} migrations have not been run.`);
    current = true;
  };
}

async function passes(name: string, check: () => Promise<unknown>, log: Log): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise((_, reject) => (timer = setTimeout(() => reject(new Error('It did not answer in time.')), patience)));
  try {
    await Promise.race([check(), late]);
    return true;
  } catch (error) {
    log.warn({ err: error, check: name }, 'A check of readiness failed.');
    return false;
  } finally {
    clearTimeout(timer);
  }
}

/** With the token where one is set, else from this very machine and not through a proxy on it. */
function mayRead(request: Request, token: string | undefined): boolean {
  if (token === undefined) return isLoopback(request.socket.remoteAddress) && !request.headers['x-forwarded-for'];
  const given = Buffer.from(request.headers.authorization ?? '');
  const wanted = Buffer.from(`Bearer ${token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

function isLoopback(address: string | undefined): boolean {
  return address === '::1' || /^(::ffff:)?127\./.test(address ?? '');
}
