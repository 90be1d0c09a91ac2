import { execFile, spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { promisify } from 'node:util';

/** Whom a program of PostgreSQL runs as; null is the user of this process. */
export type User = { uid: number; gid: number } | null;

/** The folder may be closed to the user, and variables such as PGOPTIONS or LC_ALL would change what the programs do. */
export function surroundings(user: User) {
  return { cwd: '/', env: { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C' }, windowsHide: true, ...user };
}

/** For a question of some milliseconds. */
export function runAtOnce(user: User, program: string, args: string[]): SpawnSyncReturns<string> {
  return spawnSync(program, args, { ...surroundings(user), encoding: 'utf8' });
}

export async function run(user: User, program: string, args: string[]): Promise<void> {
  await promisify(execFile)(program, args, surroundings(user));
}
