import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { freePort } from '../../src/platform/embedded/free-port.ts';

export type RedisServer = { url: string; stop: () => Promise<void>; start: () => Promise<void> };

/** A real Redis on a free port of this machine, which keeps nothing; undefined when redis-server is not on the PATH. */
export async function startRedis(): Promise<RedisServer | undefined> {
  const port = await freePort();
  let child = await run(port);
  if (!child) return undefined;
  return {
    url: `redis://127.0.0.1:${port}/0`,
    async stop() {
      if (child?.exitCode === null) {
        child.kill('SIGTERM');
        await once(child, 'exit');
      }
    },
    async start() {
      child = await run(port);
    },
  };
}

/** For a describe of its own: gives the address inside tests, and leaves them pending, saying so, without redis-server. */
export function useRedis(): () => RedisServer {
  let server: RedisServer | undefined;
  before('start Redis', async function () {
    server = await startRedis();
    if (server) return;
    console.warn('      REDIS IS NOT TESTED: redis-server is not on the PATH (apt-get install redis-server).');
    this.skip();
  });
  after('stop Redis', () => server?.stop());
  return () => server as RedisServer; // the hook above skipped the tests otherwise
}

async function run(port: number): Promise<ChildProcess | undefined> {
  const options = [
    '--port',
    String(port),
    '--bind',
    '127.0.0.1',
    '--save',
    '',
    '--appendonly',
    'no',
    '--maxmemory-policy',
    'noeviction',
  ];
  const child = spawn('redis-server', options, { stdio: ['ignore', 'pipe', 'inherit'] });
  const failed = new Promise<undefined>((resolve) => child.once('error', () => resolve(undefined)));
  const ready = (async () => {
    for await (const line of createInterface({ input: child.stdout }))
      if (line.includes('Ready to accept connections')) return child;
    return undefined;
  })();
  const started = await Promise.race([failed, ready]);
  child.stdout.resume();
  return started;
}
