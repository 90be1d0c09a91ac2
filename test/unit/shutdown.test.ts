import { spawnSync } from 'node:child_process';
import { expect } from 'chai';

/** Runs a process that opens something, then does this. */
function after(accident: string) {
  const script = `import { createShutdown, stopOnSignals } from './src/shutdown.ts';
    const log = Object.fromEntries(['fatal', 'error', 'warn', 'info', 'debug'].map((level) => [level, () => {}]));
    const shutdown = createShutdown(log);
    stopOnSignals(shutdown, log);
    for (const name of ['database', 'web']) shutdown.add(name, async () => void process.stdout.write('closed ' + name + ';'));
    setInterval(() => {}, 1000);
    ${accident}`;
  const words = ['--import', 'tsx', '--input-type=module', '--eval', script];
  const { status, stdout } = spawnSync(process.execPath, words, { encoding: 'utf8', timeout: 15_000 });
  return { status, stdout };
}

describe('a process', () => {
  it('closes in order, and says that it failed, after a mistake or a promise that nothing caught', () => {
    for (const accident of [`setTimeout(() => { throw new Error('a mistake'); });`, `Promise.reject(new Error('forgotten'));`])
      expect(after(accident)).to.deep.equal({ status: 1, stdout: 'closed web;closed database;' });
  });

  it('closes in order, and says that all is well, when it is asked to', () => {
    expect(after(`process.kill(process.pid, 'SIGTERM');`)).to.deep.equal({ status: 0, stdout: 'closed web;closed database;' });
  });
});
