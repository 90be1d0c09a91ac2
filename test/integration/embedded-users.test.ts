import { expect } from 'chai';
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { nativeFolder, programPath, restoreLinks } from '../../src/platform/embedded/binaries.ts';
import { startEmbeddedPostgres } from '../../src/platform/embedded/postgres.ts';
import { runAtOnce } from '../../src/platform/embedded/run.ts';
import { runnableBinaries, shelterPath } from '../../src/platform/embedded/shelter.ts';
import { mayEnter } from '../../src/platform/embedded/unprivileged.ts';
import { ask, end, isRoot, nobody, startChild } from '../support/embedded.ts';

const ordinary = isRoot ? { uid: nobody, gid: nobody } : {};

describe('the embedded PostgreSQL among users', function () {
  this.timeout(60_000);
  const root = mkdtempSync(join(tmpdir(), 'duijie-users-'));
  chmodSync(root, 0o755);
  after(() => rmSync(root, { recursive: true }));

  it('runs for an ordinary user, and then for root as that same user', async function () {
    if (isRoot && !mayEnter({ uid: nobody, gid: nobody }, import.meta.dirname)) this.skip(); // A checkout nobody else may read.
    const dataDir = join(root, 'of-user');
    mkdirSync(dataDir, { mode: 0o700 });
    if (isRoot) chownSync(dataDir, nobody, nobody);
    const child = startChild('postgres', dataDir, ordinary);
    const url = String(await child.line());
    expect(await ask(url, 'select current_database()')).to.deep.equal(['duijie']);
    await end(child, 'SIGTERM');

    const postgres = await startEmbeddedPostgres({ dataDir, durable: false });
    const { uid } = statSync(join(dataDir, 'pg18', 'data', 'postmaster.pid'));
    await postgres.stop();
    expect(uid).to.equal(isRoot ? nobody : process.getuid?.());
  });

  it('tells an ordinary user that root made the data', async function () {
    if (!isRoot || !mayEnter({ uid: nobody, gid: nobody }, import.meta.dirname)) this.skip();
    const dataDir = join(root, 'of-root');
    mkdirSync(join(dataDir, 'pg18'), { recursive: true, mode: 0o700 });
    chmodSync(dataDir, 0o755);
    const refusal = await startChild('postgres', dataDir, ordinary)
      .line()
      .catch((error: Error) => error);
    expect(refusal).to.have.property('message').that.includes('cannot be used by this user (EACCES)');
  });

  it('keeps the data of root in a shelter when nobody else may enter the folders above', async function () {
    if (!isRoot) this.skip();
    const dataDir = join(root, 'closed', 'deep', '.data');
    mkdirSync(dataDir, { recursive: true });
    chmodSync(join(root, 'closed'), 0o700);
    const shelter = shelterPath(dataDir);
    try {
      for (const expected of ['create table found as select 3 as number', 'select number from found']) {
        const postgres = await startEmbeddedPostgres({ dataDir, durable: false });
        expect(await ask(postgres.url, expected)).to.deep.equal(expected.startsWith('select') ? [3] : []);
        await postgres.stop();
      }
      expect(existsSync(join(shelter, 'pg18', 'data'))).to.equal(true);
    } finally {
      rmSync(shelter, { recursive: true, force: true });
    }
  });

  it('copies its binaries for a user who may not run those of the checkout', async function () {
    if (!isRoot) this.skip();
    const native = copyOfPackage(join(root, 'umask-077'));
    chmodSync(join(root, 'umask-077'), 0o700);
    chmodSync(join(native, 'share', 'postgresql', 'postgresql.conf.sample'), 0o600);
    await restoreLinks(native);
    const user = { uid: nobody, gid: nobody };
    const umask = process.umask(0o077);
    try {
      const copy = await runnableBinaries(native, user);
      expect(copy.native.startsWith(shelterPath(native))).to.equal(true);
      expect(copy.version).to.match(/^18\./);
      const sample = join(copy.native, 'share', 'postgresql', 'postgresql.conf.sample');
      expect(runAtOnce(user, '/bin/cat', [sample]).status).to.equal(0);
      expect((await runnableBinaries(native, user)).native).to.equal(copy.native);
    } finally {
      process.umask(umask);
      rmSync(shelterPath(native), { recursive: true, force: true });
    }
  });

  it('makes the links between its libraries when npm did not, or says who can', async function () {
    const native = copyOfPackage(join(root, 'no-links'));
    const list = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as { target: string }[];
    const links = list.map(({ target }) => join(dirname(native), target));
    links.forEach((link) => rmSync(link, { force: true }));
    const version = () => runAtOnce(null, programPath(native, 'postgres'), ['--version']).status;
    if (process.platform === 'linux') expect(version()).to.not.equal(0);

    chmodSync(join(native, 'lib'), 0o555);
    if (isRoot) process.seteuid?.(nobody);
    const refusal = await restoreLinks(native).catch((error: Error) => error);
    if (isRoot) process.seteuid?.(0);
    expect(refusal).to.have.property('message').that.includes('hydrate-symlinks.js');

    chmodSync(join(native, 'lib'), 0o755);
    await restoreLinks(native);
    expect(links.filter((link) => !existsSync(link))).to.deep.equal([]);
    expect(version()).to.equal(0);
  });
});

function copyOfPackage(folder: string): string {
  cpSync(dirname(nativeFolder()), folder, { recursive: true, verbatimSymlinks: true });
  return join(folder, 'native');
}
