import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Knex } from 'knex';
import { simpleParser } from 'mailparser';
import readExcel from 'read-excel-file/node';
import { io as connectSocket } from 'socket.io-client';
import { z } from 'zod';
import { messages } from '../../src/catalogue.ts';
import { newId, type Id } from '../../src/kernel/id.ts';
import { eventually } from '../support/eventually.ts';
import { make } from '../support/make.ts';
import { useDatabase } from '../support/database.ts';
import { makeWorld, type Person, type World } from '../support/make-world.ts';
import { routesOf } from '../support/routes.ts';
import { useSystem } from '../support/system.ts';
import type { Visitor } from '../support/visitor.ts';

type Secret = { text: string; owner: string };

describe('a phone number or e-mail address', () => {
  const database = useDatabase();
  const system = useSystem(database, { workers: true });
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

  it('is in no page, answer, frame, notice or letter of a whole match until just before the second yes', async () => {
    const db = database.db();
    const [seeker, holder] = [await system().as(world.people.seeker), await system().as(world.people.holder)];
    const { matchId, technologyId, fresh } = await freshMatch(db, world.people);
    secrets.push(...fresh);
    const params = { matchId };
    const frames: string[] = [];
    const sockets = await Promise.all([seeker, holder].map((visitor) => record(system().url, visitor.cookie(), frames)));

    const reachable = fresh.filter(({ text }) => /\d{11}|@/.test(text));
    for (const { text } of reachable) {
      expect((await holder.call('askQuestion', { params, body: { text: `打 ${text}` } })).status, text).to.equal(422);
    }
    const { reply } = await holder.call('askQuestion', { params, body: { text: '地有多大？' } });
    const told = { ...params, questionId: reply.questionId };
    expect(
      (await seeker.call('answerQuestion', { params: told, body: { text: `300 亩，${reachable[0]?.text}` } })).status,
    ).to.equal(422);
    await seeker.call('answerQuestion', { params: told, body: { text: '300 亩' } });
    await seeker.call('postponeMatch', { params, body: { later: 'week' } });
    await holder.call('answerMatch', { params, body: { answer: 'no', reason: 'too-early', note: '还在试验' } });
    await holder.call('answerMatch', { params, body: { answer: 'yes' } });
    await eventually(
      () => db('deliveries as d').join('notifications as n', 'n.id', 'd.notification_id').where({ 'n.link': `/matches/${matchId}`, 'd.status': 'sent' }).select('n.kind'), // prettier-ignore
      (sent) => ['match-told', 'match-accepted'].every((kind) => sent.some((one: { kind: string }) => one.kind === kind)),
    );
    const kinds = ['match:changed', 'notification:created'];
    expect(
      kinds.filter((kind) => !frames.some((frame) => frame.includes(kind))),
      'both kinds of message came',
    ).to.deep.equal([]);

    const [mails, notices] = [
      await letters(system().settings.DATA_DIR),
      await db('notifications').select('params', 'kind', 'link'),
    ];
    const page = `/matches/${matchId}`;
    const paths = [page, '/matches', '/matches?tab=waiting', '/notifications', '/today', '/my/listings'];
    const more = [`/technologies/${technologyId}/answers`, `/api/v1/listings/${technologyId}/refusals`, `/api/v1${page}`];
    for (const [who, visitor] of [
      [world.people.seeker, seeker],
      [world.people.holder, holder],
    ] as const) {
      const read = new Map<string, string>();
      for (const path of [...paths, ...more]) read.set(path, await (await visitor.fetch(path)).text());
      const mine = mails.filter((mail) => mail.includes(who.email));
      expect(mine).not.to.have.length(0);
      read.set('frames', frames.join('\n')).set('notices', JSON.stringify(notices)).set('mails', mine.join('\n'));
      expect(leaks(read, who.accountId), `what ${who.name} gets`).to.deep.equal([]);
    }
    for (const socket of sockets) socket.disconnect();
    expect((await seeker.call('answerMatch', { params, body: { answer: 'yes' } })).reply.status).to.equal('open');
    expect(leaks(new Map([[page, (await seeker.get(page)).html]]), world.people.seeker.accountId)).not.to.deep.equal([]);
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

/** A match of these two, whose listings have a contact that stands nowhere else. */
async function freshMatch(db: Knex, { holder, seeker }: World['people']) {
  const contact = (n: number) => ({
    contact_name: `联系人第${n}号`,
    contact_phone: `1509999000${n}`,
    contact_email: `fresh-${n}@leak.example`,
  });
  const { listingId: technologyId } = await make(db).technology({ by: holder, columns: contact(1) });
  const { listingId: needId } = await make(db).need({ by: seeker, columns: contact(2) });
  const matchId = newId();
  const versions = { technology_version: 1, need_version: 1 };
  await db('matches').insert({ id: matchId, technology_id: technologyId, need_id: needId, score: 0.6, ...versions });
  const secretsOf = (n: number, owner: Id) => Object.values(contact(n)).map((text): Secret => ({ text, owner }));
  return { matchId, technologyId, fresh: [...secretsOf(1, holder.accountId), ...secretsOf(2, seeker.accountId)] };
}

/** A browser's socket, and every packet that reaches it as it came over the wire. */
async function record(url: string, cookie: string, frames: string[]) {
  const socket = connectSocket(url, { path: '/live', transports: ['websocket'], extraHeaders: { cookie } });
  socket.io.on('open', () => socket.io.engine.on('packet', (packet) => frames.push(JSON.stringify(packet))));
  await once(socket as never, 'connect');
  return socket;
}

/** The letters that were written, as a mail program shows them. */
async function letters(dataDir: string): Promise<string[]> {
  const folder = join(dataDir, 'mail');
  const files = (await readdir(folder)).filter((name) => name.endsWith('.eml'));
  return Promise.all(
    files.map(async (name) => {
      const { headerLines, text, html } = await simpleParser(await readFile(join(folder, name)));
      return [...headerLines.map(({ line }) => line), text, html].join('\n');
    }),
  );
}

async function sheets(response: Response): Promise<string> {
  const found = await readExcel(Buffer.from(await response.arrayBuffer()));
  return JSON.stringify(found);
}
