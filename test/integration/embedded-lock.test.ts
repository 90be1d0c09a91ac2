import { expect } from 'chai';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { acquireLock, type Lock } from '../../src/platform/embedded/lock.ts';
import { end, startChild } from '../support/embedded.ts';

describe('the lock of a data folder', () => {
  const root = mkdtempSync(join(tmpdir(), 'duijie-lock-'));
  after(() => rmSync(root, { recursive: true }));

  it('tells a second start which process holds the folder, and its address once known', async () => {
    const lock = await take(join(root, 'told'));
    expect(await acquireLock(join(root, 'told'))).to.deep.equal({ held: { pid: process.pid, address: null } });
    lock.announce('http://127.0.0.1:3000');
    expect(await acquireLock(join(root, 'told'))).to.deep.equal({
      held: { pid: process.pid, address: 'http://127.0.0.1:3000' },
    });
    await lock.release();
  });

  it('is free again after its release, which may be repeated', async () => {
    const lock = await take(join(root, 'released'));
    await lock.release();
    await lock.release();
    expect(existsSync(join(root, 'released', 'lock.sock'))).to.equal(false);
    await (await take(join(root, 'released'))).release();
  });

  it('is free after a kill -9 of the process that held it', async () => {
    const folder = join(root, 'killed');
    const child = startChild('lock', folder);
    await child.line();
    expect(await acquireLock(folder)).to.deep.equal({ held: { pid: child.process.pid, address: 'http://127.0.0.1:3000' } });
    await end(child, 'SIGKILL');
    expect(existsSync(join(folder, 'lock.sock'))).to.equal(true);
    await (await take(folder)).release();
  });

  it('goes to one only of many that come at once upon the remains of a killed process', async () => {
    const folder = join(root, 'contended');
    const dead = startChild('lock', folder);
    await dead.line();
    await end(dead, 'SIGKILL');
    const children = Array.from({ length: 4 }, () => startChild('lock', folder));
    const claims = await Promise.all(children.map((child) => child.line() as ReturnType<typeof acquireLock>));
    const [own, ...others] = await Promise.all(Array.from({ length: 8 }, () => acquireLock(folder)));
    await Promise.all(children.map((child) => end(child, 'SIGKILL')));
    expect(claims.filter((claim) => 'lock' in claim)).to.have.length(1);
    expect([own, ...others].every((claim) => claim && 'held' in claim)).to.equal(true);
  });

  it('works in a folder whose path is longer than a socket may have', async () => {
    const folder = join(root, '很长的路径'.repeat(8));
    const lock = await take(folder);
    expect(await acquireLock(folder)).to.have.property('held');
    await lock.release();
  });
});

async function take(folder: string): Promise<Lock> {
  const claim = await acquireLock(folder);
  if ('held' in claim) throw new Error(`held by ${claim.held.pid}`);
  return claim.lock;
}
