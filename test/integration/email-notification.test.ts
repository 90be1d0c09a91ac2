import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { readConfig } from '../../src/config.ts';
import { composeNotifications } from '../../src/features/notifications/compose.ts';
import { newId, type Id } from '../../src/kernel/id.ts';
import { useDatabase } from '../support/database.ts';
import { keepLog } from '../support/log.ts';
import { startMailServer, type MailServer } from '../support/mail-server.ts';
import { make } from '../support/make.ts';

type Delivery = { status: string; attempts: number; error: string | null; message_id: string; file_name: string | null };

describe('e-mailing a notification', () => {
  const database = useDatabase();
  let now = new Date();

  const compose = (environment: Record<string, string>) =>
    composeNotifications({ db: database.db(), config: readConfig(environment), now: () => now, log: keepLog() });

  async function notice(wish: { language?: 'zh' | 'en'; params?: object } = {}): Promise<{ id: Id; email: string }> {
    const { accountId, email } = await make(database.db()).account({ language: wish.language ?? 'zh' });
    const id = newId();
    const params = JSON.stringify(wish.params ?? { mine: '盐碱地 <水稻> & 玉米', other: '覆膜滴灌' });
    await database
      .db()('notifications')
      .insert({ id, account_id: accountId, about: `m ${id}`, kind: 'match-found', params, link: '/x' });
    return { id, email };
  }
  const deliveryOf = async (id: Id): Promise<Delivery | undefined> =>
    (await database.db()('deliveries').where({ notification_id: id }).first()) as Delivery | undefined;
  const failureOf = (attempt: Promise<unknown>): Promise<Error | undefined> =>
    attempt.then(
      () => undefined,
      (error: Error) => error,
    );

  describe('to a mail server', () => {
    let server: MailServer;
    let app: ReturnType<typeof compose>;
    before(async () => {
      server = await startMailServer();
      app = compose({ SMTP_URL: server.url, PUBLIC_URL: 'https://duijie.example/' });
    });
    beforeEach(() => {
      server.letters.length = 0;
      now = new Date();
    });
    after(async () => {
      await app.closeMail();
      await server.close();
    });

    it('writes HTML and text in the language of whoever gets it, with a link to its page', async () => {
      const { id, email } = await notice();
      await app.emailNotification(id);
      const [letter] = server.letters;
      expect(letter?.subject).to.equal('「盐碱地 <水稻> & 玉米」有新的匹配：「覆膜滴灌」 · 对接');
      expect([letter?.to].flat()[0]?.text).to.contain(email);
      expect(letter?.html)
        .to.contain(`https://duijie.example/notifications/${id}/open`)
        .and.to.contain('&lt;水稻&gt; &amp; 玉米');
      expect(letter?.text).to.contain(`https://duijie.example/notifications/${id}/open`).and.to.contain('<水稻> & 玉米');
      expect(await deliveryOf(id)).to.deep.include({ status: 'sent', attempts: 1, message_id: letter?.messageId });

      const english = await notice({ language: 'en', params: { mine: 'Rice', other: 'Film' } });
      await app.emailNotification(english.id);
      expect(server.letters[1]?.subject).to.equal('“Rice” has a new match: “Film” · Duijie');
    });

    it('sends one letter however often and from how many sides it is asked', async () => {
      const { id } = await notice();
      await Promise.all([1, 2, 3, 4].map(() => failureOf(app.emailNotification(id))));
      await app.emailNotification(id);
      expect(server.letters).to.have.length(1);
      expect(await deliveryOf(id)).to.deep.include({ status: 'sent', attempts: 1 });
    });

    it('sends again under the same Message-ID what a worker that died may have sent, once its claim has run out', async () => {
      const { id } = await notice();
      await app.emailNotification(id);
      await database
        .db()('deliveries')
        .where({ notification_id: id })
        .update({ status: 'waiting', claimed_until: new Date(now.getTime() + 60_000) });
      expect((await failureOf(app.emailNotification(id)))?.message).to.contain('Somebody else');
      expect(server.letters).to.have.length(1);

      now = new Date(now.getTime() + 61_000);
      await app.emailNotification(id);
      expect(server.letters.map(({ messageId }) => messageId)).to.deep.equal([
        server.letters[0]?.messageId,
        server.letters[0]?.messageId,
      ]);
    });

    it('does not try again where the address is refused for good', async () => {
      const { id, email } = await notice();
      server.answers.set(email, 550);
      await app.emailNotification(id);
      server.answers.delete(email);
      await app.emailNotification(id);
      expect(server.letters).to.be.empty;
      const delivery = await deliveryOf(id);
      expect(delivery).to.deep.include({ status: 'failed', attempts: 1 });
      expect(delivery?.error).to.contain('550');
    });

    it('leaves to the queue what the server cannot take just now, and gives up after the last attempt', async () => {
      const { id, email } = await notice();
      server.answers.set(email, 451);
      expect(await failureOf(app.emailNotification(id))).to.be.an('error');
      expect(await deliveryOf(id)).to.deep.include({ status: 'waiting', attempts: 1 });
      server.answers.delete(email);
      await app.emailNotification(id);
      expect(server.letters).to.have.length(1);
      expect(await deliveryOf(id)).to.deep.include({ status: 'sent', attempts: 2, error: null });

      const never = await notice();
      server.answers.set(never.email, 451);
      for (let attempt = 1; attempt <= 8; attempt += 1) await failureOf(app.emailNotification(never.id));
      await app.emailNotification(never.id);
      expect(await deliveryOf(never.id)).to.deep.include({ status: 'failed', attempts: 8 });
    });

    it('writes to nobody without an address, and to no locked account', async () => {
      const { id, email } = await notice();
      const other = await notice();
      await database.db()('accounts').where({ email }).update({ email: null });
      await database.db()('accounts').where({ email: other.email }).update({ status: 'locked' });
      await app.emailNotification(id);
      await app.emailNotification(other.id);
      expect(server.letters).to.be.empty;
      expect(await deliveryOf(id)).to.equal(undefined);
    });
  });

  it('waits when the log-in to the mail server is refused, for that is a mistake in the settings', async () => {
    const strict = new SMTPServer({ disabledCommands: ['STARTTLS'], onAuth: (_auth, _session, done) => done(new Error('no')) });
    strict.listen(0, '127.0.0.1');
    await once(strict.server, 'listening');
    const app = compose({ SMTP_URL: `smtp://me:wrong@127.0.0.1:${(strict.server.address() as AddressInfo).port}` });
    const { id } = await notice();
    expect(await failureOf(app.emailNotification(id))).to.be.an('error');
    expect(await deliveryOf(id)).to.deep.include({ status: 'waiting', attempts: 1 });
    await app.closeMail();
    await new Promise<void>((resolve) => strict.close(() => resolve()));
  });

  it('writes a file for each letter where there is no mail server', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'duijie-mail-'));
    try {
      const { id, email } = await notice();
      const app = compose({ DATA_DIR: folder });
      await app.emailNotification(id);
      await app.emailNotification(id);
      const files = await readdir(join(folder, 'mail'));
      const delivery = await deliveryOf(id);
      expect(files).to.deep.equal([delivery?.file_name]);
      const letter = await simpleParser(await readFile(join(folder, 'mail', files[0] ?? '')));
      expect(letter.subject).to.contain('有新的匹配');
      expect([letter.to].flat()[0]?.text).to.contain(email);
      expect(letter.messageId).to.equal(delivery?.message_id);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
