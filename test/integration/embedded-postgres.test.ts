import { expect } from 'chai';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../src/platform/embedded/postgres.ts';
import { ask, end, isAlive, startChild, until, type Child } from '../support/embedded.ts';

describe('the embedded PostgreSQL', function () {
  this.timeout(60_000);
  const dataDir = mkdtempSync(join(tmpdir(), 'duijie-pg-'));
  const data = join(dataDir, 'pg18', 'data');
  const started: EmbeddedPostgres[] = [];
  const children: Child[] = [];

  afterEach(async () => {
    await Promise.all(started.splice(0).map((postgres) => postgres.stop()));
    await Promise.all(children.splice(0).map((child) => end(child, 'SIGTERM')));
  });
  after(() => rmSync(dataDir, { recursive: true }));

  it('makes its data although an earlier start was cut off in the middle', async () => {
    mkdirSync(join(dataDir, 'pg18', 'data.new'), { recursive: true, mode: 0o700 });
    writeFileSync(join(dataDir, 'pg18', 'data.new', 'PG_VERSION'), '18\n');
    const { url } = await start();
    expect(await ask(url, 'show server_encoding')).to.deep.equal(['UTF8']);
  });

  it('knows Chinese letters, and cuts Chinese into trigrams', async () => {
    const { url } = await start();
    await ask(url, 'create extension if not exists pg_trgm');
    const [trigrams, isWord, alike] = await ask(
      url,
      `select show_trgm('盐碱地'), '盐碱地' ~ '^\\w+$', similarity('盐碱地改良', '盐碱地') > 0.3`,
    );
    expect(trigrams).to.have.length(4);
    expect([isWord, alike]).to.deep.equal([true, true]);
  });

  it('lets in only those who know the password, which its owner alone may read', async () => {
    const { url } = await start();
    const wrong = new URL(url);
    wrong.password = 'guessed';
    const refusal = await ask(wrong.href, 'select 1').catch((error: unknown) => error);
    expect(refusal).to.have.property('code', '28P01');
    expect(statSync(join(dataDir, 'pg18', 'password')).mode & 0o777).to.equal(0o600);
    expect(statSync(join(dataDir, 'pg18')).mode & 0o777).to.equal(0o700);
  });

  it('keeps its data from one start to the next', async () => {
    const first = await start();
    await ask(first.url, `create table kept as select '留下' as word`);
    await first.stop();
    const second = await start();
    expect(await ask(second.url, 'select word from kept')).to.deep.equal(['留下']);
  });

  it('refuses a second start on the same data and names the process that uses it', async () => {
    const { url } = await start();
    const refusal = await startEmbeddedPostgres({ dataDir }).catch((error: Error) => error);
    expect(refusal).to.have.property('message').that.includes(`in use by the process ${process.pid}`);
    expect(await ask(url, 'select 1')).to.deep.equal([1]);
  });

  it('stops on request, open sessions and repeated requests notwithstanding', async () => {
    const postgres = await start();
    const pid = postmaster();
    const session = ask(postgres.url, 'select pg_sleep(60)').catch((error: unknown) => error);
    await Promise.all([postgres.stop(), postgres.stop()]);
    expect(isAlive(pid)).to.equal(false);
    expect(await session).to.be.instanceOf(Error);
  });

  it('goes on when Ctrl-C reaches every process of the terminal', async () => {
    const { child, url } = await startElsewhere();
    process.kill(-child.process.pid!, 'SIGINT');
    expect(await child.line()).to.equal('interrupted');
    expect(await ask(url, 'select 1')).to.deep.equal([1]);
    const pid = postmaster();
    await end(child, 'SIGTERM');
    expect(isAlive(pid)).to.equal(false);
  });

  it('leaves no process behind when its application gets a kill -9 (Linux)', async function () {
    if (process.platform !== 'linux') this.skip();
    const { child } = await startElsewhere();
    const pid = postmaster();
    await end(child, 'SIGKILL');
    await until(() => !isAlive(pid));
  });

  it('is found, stopped and started again with all its data when it outlived its application', async () => {
    const { child, url } = await startElsewhere();
    await ask(url, 'create table saved as select 7 as number');
    const pid = postmaster();
    process.kill(pid, 'SIGSTOP'); // So that it cannot follow its application.
    await end(child, 'SIGKILL');
    expect(isAlive(pid)).to.equal(true);
    const again = await start();
    expect(isAlive(pid)).to.equal(false);
    expect(await ask(again.url, 'select number from saved')).to.deep.equal([7]);
  });

  it('starts, and leaves a stranger alone, when an old file names the pid of a stranger', async () => {
    const child = startChild('lock', join(dataDir, 'stranger'));
    children.push(child);
    await child.line();
    writeFileSync(join(data, 'postmaster.pid'), `${child.process.pid}\n${data}\n`);
    const { url } = await start();
    expect(await ask(url, 'select 1')).to.deep.equal([1]);
    expect(isAlive(child.process.pid!)).to.equal(true);
  });

  async function start(): Promise<EmbeddedPostgres> {
    const postgres = await startEmbeddedPostgres({ dataDir, durable: false });
    started.push(postgres);
    return postgres;
  }

  async function startElsewhere(): Promise<{ child: Child; url: string }> {
    const child = startChild('postgres', dataDir);
    children.push(child);
    return { child, url: String(await child.line()) };
  }

  function postmaster(): number {
    return Number.parseInt(readFileSync(join(data, 'postmaster.pid'), 'utf8'), 10);
  }
});
