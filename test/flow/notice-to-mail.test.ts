import { once } from 'node:events';
import { expect } from 'chai';
import { io as connectSocket, type Socket } from 'socket.io-client';
import { outboxStore } from '../../src/platform/postgres/outbox.ts';
import { useDatabase } from '../support/database.ts';
import { awaited, eventually } from '../support/eventually.ts';
import { startMailServer, type MailServer } from '../support/mail-server.ts';
import { make } from '../support/make.ts';
import { place } from '../support/places.ts';
import { password, useSystem } from '../support/system.ts';

describe('what concerns a person', () => {
  const database = useDatabase();
  const environment: Record<string, string> = { PUBLIC_URL: 'https://duijie.example' };
  let mail: MailServer;
  before('start a mail server', async () => {
    mail = await startMailServer();
    environment['SMTP_URL'] = mail.url;
  });
  const system = useSystem(database, { workers: true, environment });
  after('stop the mail server', () => mail.close());

  it('goes from a fact to the browser, to the list, and to the mailbox, once each', async () => {
    const organizer = await make(database.db()).account({ role: 'organizer', region: place.tongyu, password });
    const visitor = await system().as(organizer);
    const origin = { cookie: visitor.cookie(), origin: environment['PUBLIC_URL'] ?? '' };
    const socket: Socket = connectSocket(system().url, { path: '/live', transports: ['websocket'], extraHeaders: origin });
    try {
      await once(socket as never, 'connect');
      const heard = awaited<{ notificationId: string }>();
      socket.on('notification:created', heard.resolve);

      const need = await make(database.db()).need({ status: 'submitted', region: place.village, title: '盐碱地种什么' });
      const fact = { name: 'listing.submitted', body: { listingId: need.listingId, side: 'need', version: 1 } };
      // Handed on twice, as after a crash between the queue and the mark.
      await outboxStore(database.db()).record([fact, fact]);

      const { notificationId } = await heard.promise;
      const { reply } = await visitor.call('listNotifications', {});
      expect(reply.unread).to.equal(1);
      expect(reply.notifications[0]).to.deep.include({ id: notificationId, text: '「盐碱地种什么」等您审核', isRead: false });

      await eventually(
        () => Promise.resolve(mail.letters),
        (letters) => letters.length > 0,
      );
      await eventually(
        async () => (await database.db()('outbox').where({ status: 'waiting' })) as unknown[],
        (waiting) => waiting.length === 0,
      );
      expect([mail.letters[0]?.to].flat()[0]?.text).to.contain(organizer.email);
      expect(mail.letters[0]?.text).to.contain(`https://duijie.example/notifications/${notificationId}/open`);
      expect(await database.db()('notifications').select('id')).to.have.length(1);
      expect(mail.letters).to.have.length(1);
    } finally {
      socket.disconnect();
    }
  });
});
