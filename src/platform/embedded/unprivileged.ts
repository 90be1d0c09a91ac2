import { statSync } from 'node:fs';
import { chmod, chown } from 'node:fs/promises';
import { dirname } from 'node:path';
import { EmbeddedProblem } from './problem.ts';
import { runAtOnce, type User } from './run.ts';

/**
 * Whom PostgreSQL, which refuses root, shall run as. An ordinary user runs it himself. Root hands it to the owner of the
 * first folder that has one other than root, so that data made by one user stays his, and else to postgres or nobody.
 */
export function unprivilegedUser(folders: string[]): User {
  if (process.getuid?.() !== 0) return null;
  const owner = folders.map(ownerOf).find((user) => user !== null);
  const user = owner ?? userNamed('postgres') ?? userNamed('nobody');
  if (user && runAtOnce(user, '/bin/sh', ['-c', ':']).status === 0) return user;
  throw new EmbeddedProblem(
    'PostgreSQL refuses to run as root, and there is no user it could run as (neither postgres nor nobody). ' +
      'Start as an ordinary user, or set DATABASE_URL to a PostgreSQL 15 or newer.',
  );
}

/** Asks by entering, because modes alone do not tell (access lists, mounts, the parents of the folder). */
export function mayEnter(user: User, folder: string): boolean {
  return user === null || runAtOnce(user, '/bin/sh', ['-c', 'cd "$1"', 'sh', folder]).status === 0;
}

/** Lets the group of the user pass through the folder, but neither list nor write it. False when a parent is closed too. */
export async function letIn(user: User, folder: string): Promise<boolean> {
  if (user === null || mayEnter(user, folder)) return true;
  if (!mayEnter(user, dirname(folder))) return false;
  await chown(folder, -1, user.gid);
  await chmod(folder, (statSync(folder).mode & 0o707) | 0o010);
  return mayEnter(user, folder);
}

export async function giveTo(user: User, path: string): Promise<void> {
  if (user) await chown(path, user.uid, user.gid);
}

/** A user without an entry in passwd does not count: initdb refuses to run as one. */
function ownerOf(folder: string): User {
  const stat = statSync(folder, { throwIfNoEntry: false });
  return stat && stat.uid !== 0 ? userNamed(String(stat.uid)) : null;
}

function userNamed(name: string): User {
  const [uid, gid] = ['-u', '-g'].map((flag) => runAtOnce(null, 'id', [flag, name]));
  return uid?.status === 0 && gid?.status === 0 ? { uid: Number(uid.stdout), gid: Number(gid.stdout) } : null;
}
