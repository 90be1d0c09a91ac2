import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { stopPostmaster } from './stop-postmaster.ts';

/**
 * Stops the PostgreSQL that outlived its application on this data. The pid in its file may meanwhile be that of a
 * stranger, who is left alone; PostgreSQL would not start beside such a file, so it is removed.
 */
export async function stopLeftover(data: string, log: (line: string) => void): Promise<void> {
  const file = join(data, 'postmaster.pid');
  const pid = Number.parseInt(readOr(file, ''), 10);
  if (!(pid > 0) || !isAlive(pid) || process.platform === 'win32') return;
  if (!isPostmasterOf(data, pid)) return rm(file, { force: true });
  log(`stopping PostgreSQL (pid ${pid}), which outlived the application that started it`);
  await stopPostmaster(pid, (milliseconds) => goneWithin(pid, data, milliseconds), log);
}

async function goneWithin(pid: number, data: string, milliseconds: number): Promise<boolean> {
  for (const end = Date.now() + milliseconds; Date.now() < end; await delay(20)) {
    if (!isAlive(pid) || !isPostmasterOf(data, pid)) return true;
  }
  return false;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** By its command line: small images have no ps, and only the same user may read the folder of a process. */
function isPostmasterOf(data: string, pid: number): boolean {
  if (process.platform !== 'linux') {
    const { stdout } = spawnSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
    return /postgres/.test(stdout) && stdout.includes(` -D ${data} `);
  }
  const [program, ...args] = readOr(`/proc/${pid}/cmdline`, '').split('\0');
  return basename(program ?? '') === 'postgres' && args.includes(data);
}

function readOr(file: string, otherwise: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return otherwise;
  }
}
