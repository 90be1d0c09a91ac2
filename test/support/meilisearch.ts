import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../src/platform/embedded/free-port.ts';
import { eventually } from './eventually.ts';

export type MeiliServer = { url: string; key: string | undefined; stop: () => Promise<void> };

/** The Meilisearch of TEST_MEILI_URL, else one of our own from the PATH; undefined when there is neither. */
export async function startMeilisearch(): Promise<MeiliServer | undefined> {
  const given = process.env.TEST_MEILI_URL;
  if (given) return { url: given, key: process.env.TEST_MEILI_KEY, stop: () => Promise.resolve() };
  if (spawnSync('meilisearch', ['--version']).status !== 0) return undefined;

  const folder = await mkdtemp(join(tmpdir(), 'duijie-meili-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const server = spawn('meilisearch', ['--http-addr', `127.0.0.1:${port}`, '--no-analytics', '--env', 'development'], {
    cwd: folder,
    stdio: 'ignore',
  });
  const isUp = () =>
    fetch(`${url}/health`).then(
      ({ ok }) => ok,
      () => false,
    );
  await eventually(isUp, (up) => up);
  return {
    url,
    key: undefined,
    async stop() {
      server.kill('SIGTERM');
      await once(server, 'exit');
      await rm(folder, { recursive: true, force: true });
    },
  };
}
