import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import pg from 'pg';
import { composeApp } from '../../src/compose.ts';
import { readConfig } from '../../src/config.ts';
import { openWeb } from '../../src/open-web.ts';
import { connectQueues } from '../../src/platform/bullmq/connection.ts';
import { createMetrics } from '../../src/platform/health/metrics.ts';
import { createLog } from '../../src/platform/log.ts';
import { connect } from '../../src/platform/postgres/connect.ts';

/** The process that is measured: the product with and without its page cache, and the two floors, each on a port of its own. */
export type Addresses = { uncached: string; cached: string; node: string; express: string };

const databaseUrl = process.env['DATABASE_URL'] ?? '';
const settings = { ...readConfig({ DATABASE_URL: databaseUrl, PORT: '0', LOG_LEVEL: 'warn' }), DATABASE_URL: databaseUrl };
const log = createLog(settings.LOG_LEVEL, 'bench');

process.send?.({
  uncached: await product(false),
  cached: await product(true),
  node: await listen(createServer(await oneRow())),
  express: await listen(createServer(staticString())),
} satisfies Addresses);
process.on('disconnect', () => process.exit(0));

function product(pageCache: boolean): Promise<string> {
  const db = connect(databaseUrl, { pool: settings.DATABASE_POOL });
  const platform = { db, config: settings, now: () => new Date(), log };
  const [app, queues, metrics] = [composeApp(platform), connectQueues(settings, log), createMetrics(db)];
  return openWeb({ platform, app, queues, metrics, secret: 'a secret of the benchmark, long enough', pageCache }).listen();
}

/** `node:http` and one prepared query: what a page that asks the database once could cost at the least. */
async function oneRow(): Promise<(request: unknown, response: { end(text: string): void }) => void> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: settings.DATABASE_POOL });
  const { rows } = await pool.query<{ id: string }>(`select id from listings where side = 'technology' order by id limit 1000`);
  let turn = 0;
  return (_request, response) => {
    const id = rows[turn++ % rows.length]?.id;
    void pool
      .query({ name: 'one row', text: 'select id, title, published_at from listings where id = $1', values: [id] })
      .then((found) => response.end(JSON.stringify(found.rows[0])));
  };
}

function staticString(): express.Express {
  const app = express();
  app.get('/', (_request, response) => void response.send('a static string'));
  return app;
}

async function listen(server: ReturnType<typeof createServer>): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
