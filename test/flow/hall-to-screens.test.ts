import { once } from 'node:events';
import { expect } from 'chai';
import { io as connectSocket, type Socket } from 'socket.io-client';
import { newId } from '../../src/kernel/id.ts';
import { useDatabase } from '../support/database.ts';
import { awaited } from '../support/eventually.ts';
import { make } from '../support/make.ts';
import { makeHall, type MadeHall } from '../support/make-hall.ts';
import { password, useSystem } from '../support/system.ts';
import type { Visitor } from '../support/visitor.ts';

describe('a command in the hall', () => {
  const database = useDatabase();
  const system = useSystem(database, { workers: true });
  const sockets: Socket[] = [];
  let hall: MadeHall;
  let organizer: Visitor;

  beforeEach(async () => {
    hall = await makeHall(database.db(), { password });
    organizer = await system().as(hall.organizer);
  });
  afterEach(() => {
    for (const socket of sockets.splice(0)) socket.disconnect();
  });

  async function watching(): Promise<Socket> {
    const socket = connectSocket(system().url, { path: '/live', transports: ['websocket'] });
    sockets.push(socket);
    await once(socket as never, 'connect');
    expect(await socket.emitWithAck('event:watch', { eventId: hall.eventId })).to.deep.equal({ ok: true });
    return socket;
  }
  const params = () => ({ eventId: hall.eventId });
  const send = (body: { name: 'start-slot' | 'end-slot'; slot: number }, id = newId()) =>
    organizer.call('commandHall', { params: params(), body: { id, ...body } });

  it('is heard by whoever watches within a second, and the log tells what it was', async () => {
    const screen = await watching();
    const heard = awaited<{ sequence: number }>();
    screen.on('hall:changed', heard.resolve);

    const asked = performance.now();
    const { status, reply } = await send({ name: 'start-slot', slot: 1 });
    expect([status, reply]).to.deep.equal([200, { sequence: 1 }]);
    expect(await heard.promise).to.deep.equal({ eventId: hall.eventId, sequence: 1 });
    expect(performance.now() - asked).to.be.below(1000);

    const { reply: log } = await system()
      .visitor()
      .call('getHallLog', { params: params(), query: { after: 0 } });
    expect(log.entries.map(({ sequence, name, body }) => [sequence, name, body['slot']])).to.deep.equal([[1, 'start-slot', 1]]);
  });

  it('reaches a screen that missed every message by number, and one that comes late by the snapshot', async () => {
    await send({ name: 'start-slot', slot: 1 });
    await send({ name: 'end-slot', slot: 1 });
    await send({ name: 'start-slot', slot: 2 });
    const visitor = system().visitor();
    const { reply: missed } = await visitor.call('getHallLog', { params: params(), query: { after: 1 } });
    expect(missed.entries.map(({ sequence }) => sequence)).to.deep.equal([2, 3]);
    const { reply: snapshot } = await visitor.call('getHall', { params: params() });
    expect(snapshot.sequence).to.equal(missed.sequence);
    expect(snapshot.slots.map(({ status }) => status)).to.deep.equal(['done', 'running', 'waiting']);
    const { reply: lost } = await visitor.call('getHallLog', { params: params(), query: { after: 99 } });
    expect(lost).to.deep.include({ gap: true, sequence: 3 });
  });

  it('acts once when its answer was lost and it is sent again', async () => {
    const id = newId();
    const first = await send({ name: 'start-slot', slot: 1 }, id);
    expect(await send({ name: 'start-slot', slot: 1 }, id)).to.deep.equal(first);
    expect((await system().visitor().call('getHall', { params: params() })).reply.sequence).to.equal(1);
  });

  it('works as a plain form on the console, the desk and the letter, and shows on the screen and the phone', async () => {
    const people = make(database.db());
    const [holder, farm] = [
      await people.organization({ name: '农科院' }),
      await people.organization({ name: '向阳合作社', kind: 'cooperative' }),
    ];
    const expert = await people.account({ name: '李教授', role: 'researcher', organizationId: holder });
    const seeker = await people.account({ name: '赵大叔', role: 'seeker', organizationId: farm, password });
    const meeting = await hall.meet(1, 2, { technology: await hall.seat(expert), need: await hall.seat(seeker) });
    const [console, desk, letter] = [
      `/events/${hall.eventId}/hall`,
      `/events/${hall.eventId}/desk`,
      `/events/${hall.eventId}/meetings/${meeting.id}/letter`,
    ];

    expect((await organizer.submit(desk, desk, { name: 'check-in-code', code: meeting.need.code })).status).to.equal(303);
    expect((await organizer.get(`${desk}?code=${meeting.need.code}`)).html).to.include(
      `name="code" value="${meeting.need.code}"`,
    );
    const arrived = (await organizer.get(desk)).html;
    for (const said of ['赵大叔', '请到 2 号桌，第 1 时段']) expect(arrived.split('data-region="arrival"')[1]).to.include(said);
    const wrong = await organizer.submit(desk, desk, { name: 'check-in-code', code: 'ZZZZZZ' });
    expect(wrong.status).to.equal(422);
    expect(wrong.html).to.include('没有来宾码').and.to.include('value="ZZZZZZ"');
    expect((await organizer.submit(console, console, { name: 'start-slot', slot: '1' })).location).to.equal(console);
    const early = await organizer.submit(console, console, { name: 'start-slot', slot: '2' });
    expect([early.status, early.html.includes('第 1 时段正在进行')]).to.deep.equal([409, true]);
    await organizer.submit(console, console, { name: 'tell', text: '茶水在门口' });
    const parties = { technologyParty: '农科院', technologySigner: '李教授', needParty: '向阳合作社', needSigner: '赵大叔' };
    const missing = await organizer.submit(letter, letter, { ...parties, terms: '' });
    expect([missing.status, missing.html.includes('value="向阳合作社"')]).to.deep.equal([422, true]);
    const signed = await organizer.submit(letter, letter, { ...parties, terms: '试种 20 亩', onScreen: 'true' });
    expect(signed.location).to.match(/^\/letters\//);

    const screen = (await system().visitor().get(`/events/${hall.eventId}/screen`)).html;
    for (const shown of ['2 号桌', '向阳合作社', '茶水在门口', '签了意向书']) expect(screen).to.include(shown);
    expect(screen).not.to.match(/赵大叔|李教授/);

    const phone = await system().as(seeker);
    expect((await phone.get(`/events/${hall.eventId}/mine`)).html).to.include(`/events/${hall.eventId}/now`);
    const now = (await phone.get(`/events/${hall.eventId}/now`)).html;
    for (const shown of ['李教授', '农科院', meeting.need.code, signed.location ?? '']) expect(now).to.include(shown);
    expect(now).not.to.include(expert.phone);
    const print = (await phone.get(`${signed.location}/print`)).html;
    for (const shown of ['YX-', '试种 20 亩', 'data:image/svg+xml', '不是合同']) expect(print).to.include(shown);
    expect(
      (
        await system()
          .visitor()
          .get(signed.location ?? '')
      ).location,
    ).to.match(/^\/sign-in/);
    const stranger = await system().as(await people.account({ password }));
    expect((await stranger.get(signed.location ?? '')).status).to.equal(404);
    expect((await organizer.get(`/events/${hall.eventId}/letters`)).html).to.include('YX-');
    const { reply } = await organizer.call('listLetters', { params: params() });
    const { reply: one } = await phone.call('getLetter', { params: { letterId: reply.letters[0]?.id ?? '' } });
    expect(one.body).to.include('试种 20 亩');
  });

  it('leaves the doors shut: visitors before the hall opens, the desk of elsewhere, anybody at the console', async () => {
    const closed = await makeHall(database.db(), { status: 'scheduled' });
    expect((await system().visitor().get(`/events/${closed.eventId}/screen`)).status).to.equal(409);
    const draft = await makeHall(database.db(), { status: 'planned' });
    expect((await system().visitor().get(`/events/${draft.eventId}/screen`)).status).to.equal(404);
    expect(
      (
        await system()
          .visitor()
          .call('getHall', { params: { eventId: newId() } })
      ).status,
    ).to.equal(404);
    const desk = await system().as(await make(database.db()).account({ role: 'desk', region: '220822000000', password }));
    expect((await desk.get(`/events/${hall.eventId}/desk`)).status).to.equal(403);
    expect((await desk.get(`/events/${hall.eventId}/hall`)).status).to.equal(403);
    const body = { id: newId(), name: 'start-slot' as const, slot: 1 };
    expect((await desk.call('commandHall', { params: params(), body })).status).to.equal(403);
  });
});
