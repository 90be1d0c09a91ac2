import { once } from 'node:events';
import { expect } from 'chai';
import { io as connectSocket, type Socket } from 'socket.io-client';
import { onBothBackends } from '../support/backends.ts';
import { createCloser } from '../support/closer.ts';
import { awaited, eventually } from '../support/eventually.ts';
import { make } from '../support/make.ts';
import { place } from '../support/places.ts';
import { password, startSystem } from '../support/system.ts';
import type { Visitor } from '../support/visitor.ts';

describe('a need that is published', () => {
  onBothBackends(({ settings, database }) => {
    const closer = createCloser();
    afterEach(() => closer.close());

    async function listen(url: string, visitor: Visitor): Promise<Socket> {
      const socket = connectSocket(url, { path: '/live', transports: ['websocket'], extraHeaders: { cookie: visitor.cookie() } });
      closer.add(() => Promise.resolve(socket.disconnect()));
      await once(socket as never, 'connect');
      return socket;
    }

    it('finds its technology, tells both sides within a second, and opens their contacts when both say yes', async () => {
      const system = await startSystem(database, { workers: true, redisUrl: settings().REDIS_URL });
      closer.add(system.stop);
      const people = make(database.db());
      const [researcher, seeker, organizer] = [
        await people.account({ role: 'researcher', password }),
        await people.account({ role: 'seeker', region: place.village, password }),
        await people.account({ role: 'organizer', password }),
      ];
      const technology = await people.technology({ by: researcher, status: 'submitted' });
      const need = await people.need({ by: seeker, status: 'submitted' });
      const [theirs, mine, office] = [await system.as(researcher), await system.as(seeker), await system.as(organizer)];
      const publish = (listing: { listingId: string; version: number }) =>
        office.call('publishListing', { params: { listingId: listing.listingId }, body: { version: listing.version } });

      expect((await publish(technology)).status).to.equal(200);
      await eventually(
        async () => (await database.db()('listing_words').where({ listing_id: technology.listingId })) as unknown[],
        (rows) => rows.length === 1,
      );
      const told: Promise<number>[] = [];
      for (const visitor of [theirs, mine]) {
        const heard = awaited<number>();
        (await listen(system.url, visitor)).once('notification:created', () => heard.resolve(Date.now()));
        told.push(heard.promise);
      }
      const pressed = Date.now();
      expect((await publish(need)).status).to.equal(200);
      for (const heard of told) expect((await heard) - pressed, 'milliseconds').to.be.below(1_000);

      const { reply } = await mine.call('listMatches', { query: { tab: 'answer' } });
      const matchId = reply.matches[0]?.matchId ?? '';
      const closed = await mine.fetch(`/api/v1/matches/${matchId}`);
      expect(await closed.text()).to.not.include('13900000000');
      await mine.call('answerMatch', { params: { matchId }, body: { answer: 'yes' } });
      const { reply: opened } = await theirs.call('answerMatch', { params: { matchId }, body: { answer: 'yes' } });
      expect(opened.status).to.equal('open');
      expect(await (await mine.fetch(`/api/v1/matches/${matchId}`)).text()).to.include('13900000000');

      await eventually(
        async () =>
          (await database.db()('listings').whereIn('id', [technology.listingId, need.listingId]).pluck('status')) as string[],
        (states) => states.every((status) => status === 'matched'),
      );
    });
  });
});
