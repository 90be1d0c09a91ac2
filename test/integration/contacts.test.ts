import { once } from 'node:events';
import { expect } from 'chai';
import readExcel from 'read-excel-file/node';
import { io as connectSocket } from 'socket.io-client';
import { z } from 'zod';
import { messages } from '../../src/catalogue.ts';
import { useDatabase } from '../support/database.ts';
import { makeWorld, type Person, type World } from '../support/make-world.ts';
import { routesOf } from '../support/routes.ts';
import { useSystem } from '../support/system.ts';
import type { Visitor } from '../support/visitor.ts';

type Secret = { text: string; owner: string };

describe('a phone number or e-mail address', () => {
  const database = useDatabase();
  const system = useSystem(database);
  let world: World;
  let secrets: Secret[];

  before(async () => {
    const db = database.db();
    world = await makeWorld(system(), db);
    // Each listing has a contact that stands nowhere else, so that whatever leaks names where it is from.
    await db.raw(`update listings set contact_phone = '1' || (5000000000 + abs(hashtext(id::text)) % 1000000000),
      contact_email = 'contact-' || left(id::text, 8) || '@leak.example'`);
    const { rows } = await db.raw<{ rows: Secret[] }>(
      `select unnest(array[phone, email::text]) as text, id as owner from accounts
       union select unnest(array[contact_phone, contact_email]), account_id from listings`,
    );
    secrets = rows;
    expect(secrets.length).to.be.above(20);
  });

  /** Everything that this caller can read, by its address: pages, the API, Excel files, and a search for the secret itself. */
  async function readAll(visitor: Visitor): Promise<Map<string, string>> {
    const paths = routesOf(system(), database.db())
      .filter(({ method }) => method === 'get')
      .map(({ path }) => world.address(path));
    const asked = secrets.slice(0, 4).flatMap(({ text }) => [`/search?q=${text}`, `/api/v1/search?q=${text}`]);
    const read = new Map<string, string>();
    for (const path of [...paths, ...asked]) {
      const response = await visitor.fetch(path);
      if (response.status === 200) read.set(path, path.endsWith('.xlsx') ? await sheets(response) : await response.text());
    }
    return read;
  }

  function leaks(read: Map<string, string>, own: string): string[] {
    return [...read].flatMap(([path, said]) => {
      const typed = said.replaceAll(/value="[^"]*"/g, ''); // what was searched for stands in the box again
      const text = path.includes('search?q=') ? typed.replaceAll(decodeURIComponent(path.split('q=')[1] ?? ''), '') : said;
      return secrets.filter((secret) => secret.owner !== own && text.includes(secret.text)).map(({ text }) => `${path}: ${text}`);
    });
  }

  for (const name of ['visitor', 'other', 'seeker', 'holder', 'desk', 'foreign'] as const) {
    it(`of somebody else is on nothing that ${name} can read before both sides said yes`, async () => {
      const visitor = name === 'visitor' ? system().visitor() : await system().as(world.people[name]);
      const own = name === 'visitor' ? '' : world.people[name as Person].accountId;
      const read = await readAll(visitor);
      expect(read.size).to.be.above(25);
      expect(leaks(read, own)).to.deep.equal([]);
    });
  }

  it('is there for both sides once both said yes, and for organizers on the day', async () => {
    const match = world.address('/matches/:matchId');
    const [seeker, holder] = [await system().as(world.people.seeker), await system().as(world.people.holder)];
    const theirs = secrets.filter(({ owner, text }) => owner === world.people.holder.accountId && text.includes('@leak.example'));
    for (const side of [seeker, holder]) {
      expect((await seeker.get(match)).html).not.to.include(theirs[0]?.text);
      await side.submit(match, `${match}/answer`, { answer: 'yes', reason: '', note: '' });
    }
    expect((await seeker.get(match)).html).to.include(theirs[0]?.text);
    expect(leaks(await readAll(seeker), world.people.seeker.accountId).length, 'what is there is found').to.be.above(1);
    const organizer = await system().as(world.people.organizer);
    const params = { eventId: world.address(':eventId') };
    await organizer.call('invitePeople', { params, body: { accountIds: [world.people.other.accountId] } });
    const sheet = await sheets(await organizer.fetch(world.address('/organizer/events/:eventId/export.xlsx')));
    expect(sheet).to.include(world.people.seeker.phone).and.to.include(world.people.other.name);
    expect(sheet, 'who was only asked has not said yes').not.to.include(world.people.other.phone);
  });

  it('cannot be carried by any message to a browser: those hold ids, numbers and nothing that people write', () => {
    for (const [name, body] of Object.entries(messages)) {
      const { properties = {} } = z.toJSONSchema(body) as { properties?: Record<string, { type?: string; format?: string }> };
      for (const [field, { type, format }] of Object.entries(properties))
        expect(type === 'integer' || format === 'uuid', `${name} says ${field}`).to.equal(true);
    }
  });

  it('is not told to a socket that asks for the room of another person', async () => {
    const socket = connectSocket(system().url, { path: '/live', transports: ['websocket'] });
    await once(socket as never, 'connect');
    const answers: unknown[] = [
      await socket.emitWithAck('event:watch', { eventId: `account ${world.people.seeker.accountId}` }),
      await socket.emitWithAck('event:watch', { eventId: world.people.seeker.accountId }),
    ];
    socket.disconnect();
    expect(answers).to.deep.equal([
      { ok: false, code: 'invalid' },
      { ok: false, code: 'not-allowed' },
    ]);
  });
});

async function sheets(response: Response): Promise<string> {
  const found = await readExcel(Buffer.from(await response.arrayBuffer()));
  return JSON.stringify(found);
}
