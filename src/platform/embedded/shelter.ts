import { createHash } from 'node:crypto';
import { accessSync, chmodSync, constants, existsSync, lstatSync, mkdirSync } from 'node:fs';
import { chmod, cp, mkdtemp, readFile, readdir, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { programPath } from './binaries.ts';
import { EmbeddedProblem } from './problem.ts';
import { runAtOnce, type User } from './run.ts';
import { letIn } from './unprivileged.ts';

/** The folder that stands in for one which the user of PostgreSQL cannot reach, such as a checkout in /root. */
export function shelterPath(folder: string): string {
  const hash = createHash('sha256').update(folder).digest('hex').slice(0, 12);
  return join(isWritable('/var/lib') ? '/var/lib' : tmpdir(), `duijie-${hash}`);
}

/** Where the data lives: where it already is, else in the data folder, else, if the user cannot reach that, in its shelter. */
export async function homeOfData(dataDir: string, cluster: string, user: User): Promise<string> {
  if (user === null) return dataDir;
  const shelter = shelterPath(dataDir);
  if (existsSync(join(shelter, cluster))) return openShelter(shelter);
  if ((await letIn(user, dataDir)) || existsSync(join(dataDir, cluster))) return dataDir;
  return openShelter(shelter);
}

/** The binaries where the user can run them: in place, else as a copy in their shelter. */
export async function runnableBinaries(native: string, user: User): Promise<{ native: string; version: string }> {
  const inPlace = versionOf(native, user);
  if ('version' in inPlace) return { native, version: inPlace.version };
  if (user === null) throw cannotRun(inPlace.trouble);
  const copy = await copyOf(native);
  const sheltered = versionOf(copy, user);
  if ('version' in sheltered) return { native: copy, version: sheltered.version };
  throw cannotRun(sheltered.trouble);
}

function versionOf(native: string, user: User): { version: string } | { trouble: string } {
  const { status, stdout, stderr, error } = runAtOnce(user, programPath(native, 'postgres'), ['--version']);
  const version = /\d+(\.\d+)?/.exec(stdout ?? '')?.[0];
  return status === 0 && version ? { version } : { trouble: error?.message ?? stderr.trim() };
}

/** The copy appears under its name when it is whole, so a start that was killed meanwhile leaves no half one. */
async function copyOf(native: string): Promise<string> {
  const { version } = JSON.parse(await readFile(join(dirname(native), 'package.json'), 'utf8')) as { version: string };
  const shelter = openShelter(shelterPath(native));
  const copy = join(shelter, `postgres-${version}`);
  if (existsSync(copy)) return copy;
  const half = await mkdtemp(join(shelter, 'copy-'));
  await cp(native, half, { recursive: true, verbatimSymlinks: true });
  await openToAll(half);
  await rename(half, copy).catch(async (error: unknown) => {
    await rm(half, { recursive: true });
    if (!existsSync(copy)) throw error; // Else another start was faster.
  });
  return copy;
}

/** An npm ci under umask 077 leaves files that nobody else may read. */
async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isDirectory() || entry.parentPath.endsWith('bin')) await chmod(path, 0o755);
    else if (entry.isFile()) await chmod(path, 0o644);
  }
}

function openShelter(shelter: string): string {
  mkdirSync(shelter, { recursive: true });
  const stat = lstatSync(shelter);
  // In the temporary folder, which all can write to, a stranger may have put something under the name.
  if (!stat.isDirectory() || stat.uid !== process.getuid?.()) throw new EmbeddedProblem(`${shelter} belongs to somebody else.`);
  chmodSync(shelter, 0o711); // Whatever the umask: the user of PostgreSQL has to pass.
  return shelter;
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function cannotRun(trouble: string): EmbeddedProblem {
  return new EmbeddedProblem(
    `The embedded PostgreSQL does not run on this machine (${trouble}). Set DATABASE_URL to a PostgreSQL 15 or newer.`,
  );
}
