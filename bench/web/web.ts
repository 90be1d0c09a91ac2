import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import autocannon from 'autocannon';
import { migrateQueues } from '../../src/platform/bullmq/migrate.ts';
import { startEmbeddedPostgres } from '../../src/platform/embedded/postgres.ts';
import { connect, migrate } from '../../src/platform/postgres/connect.ts';
import { seed } from '../../src/platform/postgres/seed.ts';
import { checkPages } from './check-pages.ts';
import { multiplyListings } from './multiply-listings.ts';
import type { Addresses } from './serve.ts';

const [listings, depth, connections, rounds, seconds] = [100_000, 20_000, 32, 5, 2];

type Figure = { requests: number[]; p99: number[] };

/**
 * The technology list over 100,000 rows beside its floors, all in turn in each round, so that a busy machine slows all alike.
 * «Uncached» is without the cache of whole pages: every request asks the database which listings the page shows, and puts the page
 * together. What that takes ready-made are pieces: cards by the version of their listing, the head with its count and the filters for a
 * minute, the shell by all that it shows. Both it and the floor ask without gzip.
 */
export async function benchWeb(): Promise<object> {
  const dataDir = await mkdtemp(join(tmpdir(), 'duijie-bench-'));
  const postgres = await startEmbeddedPostgres({ dataDir, durable: false });
  const db = connect(postgres.url, { pool: 2 });
  try {
    await migrate(db);
    await migrateQueues(postgres.url);
    await seed(db, { demo: true });
    await multiplyListings(db, listings);
    const server = fork(new URL('./serve.ts', import.meta.url), {
      env: { ...process.env, DATABASE_URL: postgres.url, NODE_ENV: 'production' },
    });
    try {
      const at = await new Promise<Addresses>((resolve, reject) => server.once('message', resolve).once('exit', reject));
      const { deepPath, html } = await checkPages(db, at.uncached, depth);
      return { listings, depth, connections, rounds, ...(await measure(at, deepPath)), ...weight(html) };
    } finally {
      server.disconnect();
      if (server.exitCode === null) await once(server, 'exit');
    }
  } finally {
    await db.destroy();
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function measure(at: Addresses, deepPath: string): Promise<object> {
  const gzip = { 'accept-encoding': 'gzip' };
  const runs: Record<string, { url: string; headers?: Record<string, string> }> = {
    'node:http, one prepared query': { url: at.node },
    'list, uncached': { url: `${at.uncached}/technologies` },
    'list, uncached, deep': { url: at.uncached + deepPath },
    'Express, static string': { url: at.express },
    'list, cached, gzip': { url: `${at.cached}/technologies`, headers: gzip },
  };
  const figures = Object.fromEntries(Object.keys(runs).map((name) => [name, { requests: [], p99: [] } as Figure]));
  for (let round = 0; round <= rounds; round++) {
    for (const [name, run] of Object.entries(runs)) {
      const result = await autocannon({ ...run, connections, duration: seconds });
      if (result.non2xx + result.errors > 0) throw new Error(`${name}: ${result.non2xx} refusals and ${result.errors} errors.`);
      if (round === 0) continue; // warms up
      figures[name]?.requests.push(result.requests.average);
      figures[name]?.p99.push(result.latency.p99);
    }
  }
  for (const [name, { requests, p99 }] of Object.entries(figures)) {
    tell({ name, requestsPerSecond: spread(requests), p99Milliseconds: spread(p99) });
  }
  const ratio = (over: string, under: string) =>
    spread(
      (figures[over]?.requests ?? []).map((value, round) => value / (figures[under]?.requests[round] ?? NaN)),
      100,
    );
  const ratios = {
    'uncached / node:http (aim 0.30)': ratio('list, uncached', 'node:http, one prepared query'),
    'cached / Express static (aim 1.1)': ratio('list, cached, gzip', 'Express, static string'),
    'deep / page 1 (aim 0.9)': ratio('list, uncached, deep', 'list, uncached'),
  };
  tell({
    ratios,
    uncached:
      'queried and put together each time; cards are kept by version, the head, count and filters for 60 s; no page is kept',
  });
  const p99 = spread(figures['list, uncached']?.p99 ?? []);
  tell({ 'p99 uncached, milliseconds (aim 30)': p99 });
  return { figures, ratios, p99 };
}

function weight(html: string): object {
  const kilobytes = Math.round(gzipSync(html, { level: 6 }).length / 102.4) / 10;
  tell({ 'page, gzipped, kilobytes (aim 60)': kilobytes });
  return { kilobytes };
}

function spread(values: number[], scale = 1): { median: number; min: number; max: number } {
  const sorted = values.map((value) => Math.round(value * scale) / scale).sort((a, b) => a - b);
  return { median: sorted[sorted.length >> 1] ?? NaN, min: sorted[0] ?? NaN, max: sorted.at(-1) ?? NaN };
}

function tell(line: object): void {
  console.log(JSON.stringify(line));
}
