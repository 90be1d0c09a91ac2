import { randomBytes } from 'node:crypto';
import { accessSync, constants, existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { programPath } from './binaries.ts';
import { EmbeddedProblem } from './problem.ts';
import { run, type User } from './run.ts';
import { giveTo } from './unprivileged.ts';

/** The one role of the cluster, and the name of its database. */
export const owner = 'duijie';

export type Cluster = { data: string; password: string };

/** Makes the folder that holds a cluster: its lock, its password and its data. */
export async function openClusterFolder(folder: string, user: User): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await giveTo(user, folder);
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new EmbeddedProblem(
      `The database folder ${folder} cannot be used by this user (${code}). ` +
        'Start as the user who made it, or as root, or choose another DATA_DIR.',
      { cause: error },
    );
  }
}

/** Opens the cluster in the folder, or makes it. A cluster appears as "data" when it is whole. */
export async function openCluster(folder: string, native: string, user: User, durable: boolean): Promise<Cluster> {
  const data = join(folder, 'data');
  const passwordFile = join(folder, 'password');
  if (existsSync(data)) return { data, password: await readFile(passwordFile, 'utf8') };

  const half = join(folder, 'data.new');
  await rm(half, { recursive: true, force: true });
  await rm(passwordFile, { force: true });
  const password = randomBytes(24).toString('hex');
  await writeFile(passwordFile, password, { mode: 0o600 });
  await giveTo(user, passwordFile);
  const args = [`--pgdata=${half}`, `--username=${owner}`, '--auth=scram-sha-256', `--pwfile=${passwordFile}`, ...locale()];
  try {
    await run(user, programPath(native, 'initdb'), durable ? args : [...args, '--no-sync']);
  } catch (error) {
    const { stderr, message } = error as Error & { stderr?: string };
    throw new EmbeddedProblem(`PostgreSQL could not make its data folder in ${folder}:\n${stderr?.trim() || message}`, {
      cause: error,
    });
  }
  await rename(half, data);
  return { data, password };
}

/** The same order everywhere (builtin); pg_trgm asks the C library what a letter is, and under plain C no Chinese one is. */
function locale(): string[] {
  const ctype = process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8';
  return ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', `--lc-ctype=${ctype}`];
}
