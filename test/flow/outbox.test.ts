import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { io as connectSocket, type Socket } from 'socket.io-client';
import type { Ack } from '../../src/kernel/contract.ts';
import { newId } from '../../src/kernel/id.ts';
import { outboxStore } from '../../src/platform/postgres/outbox.ts';
import { connectQueues } from '../../src/platform/bullmq/connection.ts';
import { openBroadcaster } from '../../src/platform/socketio/broadcast.ts';
import { openLiveServer } from '../../src/platform/socketio/live-server.ts';
import { startWorkers } from '../../workers/start.ts';
import { onBothBackends } from '../support/backends.ts';
import { createCloser } from '../support/closer.ts';
import { awaited } from '../support/eventually.ts';
import { inertCases } from '../support/inert-cases.ts';
import { keepLog } from '../support/log.ts';
import { make } from '../support/make.ts';

describe('a fact', () => {
  onBothBackends(({ settings, database }) => {
    const closer = createCloser();
    afterEach(() => closer.close());

    /** A process with sockets and no workers, as `npm run web` starts it. */
    async function startWeb(identify: () => Awaited<ReturnType<ReturnType<typeof make>['account']>> | null): Promise<string> {
      const http = createServer((_request, response) => response.end());
      const live = openLiveServer({
        http,
        settings: settings(),
        log: keepLog(),
        readSession: () => Promise.resolve(identify()),
        mayWatch: (_caller, eventId) => Promise.resolve(eventId !== hidden),
      });
      http.listen(0, '127.0.0.1');
      await once(http, 'listening');
      closer.add(live.close);
      return `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
    }

    async function open(url: string): Promise<Socket> {
      const socket = connectSocket(url, { path: '/live', transports: ['websocket'] });
      closer.add(() => Promise.resolve(socket.disconnect()));
      await once(socket as never, 'connect');
      return socket;
    }

    const hidden = newId();

    it('reaches a job in one process and a browser at another', async () => {
      const account = await make(database.db()).account();
      const log = keepLog();
      const queues = connectQueues(settings(), log);
      const broadcaster = openBroadcaster(settings(), log);
      const emailed = awaited<string>();
      const app = { ...inertCases, emailNotification: (id: string) => Promise.resolve(emailed.resolve(id)) };
      const workers = startWorkers({
        app,
        db: database.db(),
        settings: settings(),
        queues,
        broadcast: broadcaster.broadcast,
        log,
      });
      closer.add(async () => {
        await workers.stop();
        await queues.close();
        await broadcaster.close();
      });
      const theirs = await open(await startWeb(() => account));
      const visitors = await open(await startWeb(() => null));
      const told: unknown[] = [];
      visitors.onAny((...message) => told.push(message));
      const heard = awaited<{ notificationId: string }>();
      theirs.on('notification:created', heard.resolve);

      const notificationId = newId();
      await outboxStore(database.db()).record([
        { name: 'notification.created', body: { notificationId, accountId: account.accountId } },
      ]);

      expect(await heard.promise).to.deep.equal({ notificationId });
      expect(await emailed.promise).to.equal(notificationId);
      expect(told).to.deep.equal([]);
      expect(log.lines.filter(({ level }) => level !== 'debug')).to.deep.equal([]);
    });

    it('reaches those who watch the event, and them alone', async () => {
      const broadcaster = openBroadcaster(settings(), keepLog());
      closer.add(broadcaster.close);
      const url = await startWeb(() => null);
      const [watching, idle] = [await open(url), await open(url)];
      const eventId = newId();
      const ack = (await watching.emitWithAck('event:watch', { eventId })) as Ack;
      const told: unknown[] = [];
      idle.onAny((...message) => told.push(message));
      const heard = awaited<unknown>();
      watching.on('hall:changed', heard.resolve);

      // A message is a hint: one that is sent before the other process has begun to listen is not heard.
      const say = () => broadcaster.broadcast(`event ${eventId}`, 'hall:changed', { eventId, sequence: 3 });
      const again = setInterval(say, 500);
      say();

      expect(ack).to.deep.equal({ ok: true });
      expect(await heard.promise.finally(() => clearInterval(again))).to.deep.equal({ eventId, sequence: 3 });
      expect(told).to.deep.equal([]);
    });

    it('is not for whoever may not watch, and is answered so', async () => {
      const socket = await open(await startWeb(() => null));
      expect(await socket.emitWithAck('event:watch', { eventId: hidden })).to.deep.equal({ ok: false, code: 'not-allowed' });
      expect(await socket.emitWithAck('event:watch', { eventId: 'no id' })).to.deep.equal({ ok: false, code: 'invalid' });
    });

    it('cannot be listened to from a page of another site', async () => {
      const url = await startWeb(() => null);
      const foreign = connectSocket(url, {
        path: '/live',
        transports: ['websocket'],
        extraHeaders: { origin: 'https://elsewhere.example' },
      });
      const refused = await new Promise((resolve) => foreign.once('connect_error', resolve));
      foreign.disconnect();
      expect(refused).to.be.an('error');
    });
  });
});
