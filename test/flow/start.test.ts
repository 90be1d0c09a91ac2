import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { run, type Running } from '../support/process.ts';
import { ask } from '../support/embedded.ts';

describe('npm start', function () {
  this.timeout(90_000);
  let dataDir: string;
  const started: Running[] = [];

  before(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'duijie-start-'));
    await chmod(dataDir, 0o755); // so that the unprivileged user whom root starts PostgreSQL as may enter
  });
  after(async () => {
    for (const { child, ended } of started) {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
      await ended();
    }
    await rm(dataDir, { recursive: true, force: true });
  });

  const start = (script = 'src/main.ts', words = ['all'], environment: Record<string, string> = {}): Running => {
    const running = run(script, words, { DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'info', ...environment });
    started.push(running);
    return running;
  };
  const addressOf = async (running: Running): Promise<string> => (await running.says(/http:\/\/127\.0\.0\.1:\d+/))[0];

  it('serves the real listings, tells a second start where, and keeps everything for the next one', async () => {
    const first = start();
    const url = await addressOf(first);
    expect((await fetch(`${url}/readyz`)).status).to.equal(200);
    expect(await (await fetch(`${url}/technologies`)).text()).to.include('<h1');
    const guesses = await Promise.all(Array.from({ length: 11 }, () => guess(url)));
    expect(guesses.sort().at(-1), 'an installation counts log-ins without being told to').to.equal(429);

    const second = start();
    expect(await second.ended()).to.equal(75);
    expect(second.output()).to.include(url).and.to.include(String(first.child.pid));

    const database = await readFile(join(dataDir, 'database-url'), 'utf8');
    const count = (): Promise<unknown[]> => ask(database, 'select count(*) from listings');
    const listings = await count();
    expect(Number(listings[0])).to.be.above(100);
    await ask(database, `insert into organizations (id, name, kind) values (gen_random_uuid(), '重启之后还在', 'other')`);

    first.child.kill('SIGINT');
    expect(await first.ended(), first.output()).to.equal(0);
    expect(await postmasters(dataDir)).to.deep.equal([]);

    const again = start();
    await addressOf(again);
    const reopened = await readFile(join(dataDir, 'database-url'), 'utf8');
    expect(await ask(reopened, `select count(*) from organizations where name = '重启之后还在'`)).to.deep.equal([1]);
    expect(await ask(reopened, 'select count(*) from listings')).to.deep.equal(listings);
    again.child.kill('SIGTERM');
    expect(await again.ended(), again.output()).to.equal(0);
  });

  it('is joined by web and workers of their own on the same data', async () => {
    const all = start();
    await addressOf(all);
    const web = start('src/main.ts', ['web']);
    const workers = start('workers/main.ts', []);
    const url = (await web.says(/web listens on (http:\S+?)"/))[1] ?? '';
    await workers.says(/workers serve the queues on PostgreSQL/);
    expect((await fetch(`${url}/readyz`)).status).to.equal(200);
    for (const { child, ended, output } of [workers, web, all]) {
      child.kill('SIGTERM');
      expect(await ended(), output()).to.equal(0);
    }
  });

  it('names every setting that is wrong, and starts nothing', async () => {
    const wrong = start('src/main.ts', ['all'], { PORT: 'eighty', REDIS_URL: 'localhost:6379', SESSION_SECRET: 'short' });
    expect(await wrong.ended()).to.equal(1);
    for (const name of ['PORT', 'REDIS_URL', 'SESSION_SECRET']) expect(wrong.output()).to.include(name);
  });
});

async function guess(url: string): Promise<number> {
  const body = JSON.stringify({ login: 'nobody@duijie.example', password: 'not this one' });
  const headers = { 'content-type': 'application/json' };
  return (await fetch(`${url}/api/v1/session`, { method: 'POST', headers, body })).status;
}

/** Processes of PostgreSQL that work in this folder; on Linux alone, where /proc tells. */
async function postmasters(folder: string): Promise<string[]> {
  if (process.platform !== 'linux') return [];
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const lines = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')));
  return lines.filter((line) => line.includes('postgres') && line.includes(folder));
}
