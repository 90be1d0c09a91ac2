import { expect } from 'chai';
import { useDatabase } from '../support/database.ts';
import { run, type Running } from '../support/process.ts';

/** What the image runs: compiled files alone, without the TypeScript loader. */
describe('the build', function () {
  this.timeout(60_000);
  const database = useDatabase();
  const running: Running[] = [];

  const start = (script: string, ...words: string[]): Running => {
    const secret = 'a secret of the tests, long enough';
    const started = run(script, words, { DATABASE_URL: database.url(), PORT: '0', LOG_LEVEL: 'info', SESSION_SECRET: secret });
    running.push(started);
    return started;
  };
  after(async () => {
    for (const { child, ended } of running) {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
      await ended();
    }
  });

  it('migrates, loads places, and serves pages with their style, script and words', async () => {
    const migrated = start('dist/src/main.js', 'migrate');
    expect(await migrated.ended(), migrated.output()).to.equal(0);
    const seeded = start('dist/src/main.js', 'seed');
    expect(await seeded.ended(), seeded.output()).to.equal(0);

    const web = start('dist/src/main.js', 'web');
    const url = (await web.says(/web listens on (http:\S+?)"/))[1] ?? '';
    const workers = start('dist/workers/main.js');
    await workers.says(/workers serve the queues/);
    const page = await (await fetch(`${url}/technologies`)).text();
    const assets = [...page.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(([, path = '']) => path.replaceAll('&#x3D;', '='));
    expect(assets).to.have.length.above(1);
    for (const path of [...assets, '/assets/vendor/socket.io/socket.io.min.js', '/readyz'])
      expect((await fetch(url + path)).status, path).to.equal(200);

    for (const { child, ended, output } of [web, workers]) {
      child.kill('SIGTERM');
      expect(await ended(), output()).to.equal(0);
    }
  });
});
