import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';

export const nobody = 65534;
export const isRoot = process.getuid?.() === 0;

const script = fileURLToPath(new URL('./embedded-child.ts', import.meta.url));

export type Child = { process: ChildProcess; line(): Promise<unknown> };

export function startChild(what: 'lock' | 'postgres', folder: string, user: { uid?: number; gid?: number } = {}): Child {
  const child = spawn(process.execPath, ['--import', 'tsx', script, what, folder], {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...user,
  });
  const complaint = text(child.stderr);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const line = async () => {
    const { value, done } = (await lines.next()) as IteratorResult<string, undefined>;
    if (done) throw new Error(`the process ended: ${await complaint}`);
    return JSON.parse(value) as unknown;
  };
  return { process: child, line };
}

export async function end(child: Child, signal: NodeJS.Signals): Promise<void> {
  if (child.process.exitCode !== null || child.process.signalCode !== null) return;
  const exit = once(child.process, 'exit');
  child.process.kill(signal);
  await exit;
}

export async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<unknown[]>({ text: sql, rowMode: 'array' });
    return rows.flat();
  } finally {
    await client.end();
  }
}

/** A process that ended, but whose end its parent has not noticed, counts as ended: on Linux it has no command line. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return process.platform !== 'linux' || readFileSync(`/proc/${pid}/cmdline`, 'utf8') !== '';
  } catch {
    return false;
  }
}

/** Comes back as soon as it is so; the time limit of the test bounds the wait. */
export async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await delay(5);
}
