import { expect } from 'chai';
import { useDatabase } from '../support/database.ts';
import { make } from '../support/make.ts';
import { makeHall } from '../support/make-hall.ts';
import { place } from '../support/places.ts';
import { password, useSystem } from '../support/system.ts';

describe('the front page', () => {
  const database = useDatabase();
  const system = useSystem(database);

  it('counts what is public, and says how much of it is invented', async () => {
    const made = make(database.db());
    await made.technology();
    await made.technology({ title: '演示成果', columns: { invented: true } });
    await made.need({ status: 'draft', title: '还没写完的需求' });
    const { html } = await system().visitor().get('/');
    expect(html)
      .to.match(/<b>2<\/b><span class="muted">项成果/)
      .and.match(/<b>0<\/b><span class="muted">条需求/);
    expect(html).to.include('其中演示数据：1 项成果').and.not.include('还没写完的需求');
    expect(html).not.to.match(/13900000000|contact@example/);
  });

  it('is read by machines that are told what to leave alone', async () => {
    const { html, headers } = await system().visitor().get('/robots.txt');
    expect(headers.get('content-type')).to.include('text/plain');
    expect(html).to.include('User-agent: *').and.include('Disallow: /today');
  });
});

describe('today', () => {
  const database = useDatabase();
  const system = useSystem(database);

  it('asks whoever is not signed in to sign in first', async () => {
    expect((await system().visitor().get('/today')).location).to.equal('/sign-in?to=%2Ftoday');
  });

  it('begins with the first step of somebody who has nothing yet', async () => {
    const made = make(database.db());
    const seeker = await system().as(await made.account({ role: 'seeker', password }));
    const researcher = await system().as(await made.account({ role: 'researcher', password }));
    expect((await seeker.get('/today')).html)
      .to.include('href="/needs/new"')
      .and.not.include('href="/technologies/new"');
    expect((await researcher.get('/today')).html)
      .to.include('href="/technologies/new"')
      .and.not.include('href="/needs/new"');
  });

  it('shows matches until they are answered, and listings that came back with the reason', async () => {
    const made = make(database.db());
    const account = await made.account({ role: 'seeker', region: place.village, password });
    const need = await made.need({ by: account });
    await made.need({ by: account, status: 'returned', title: '退回的需求' });
    const technology = await made.technology();
    await system().app.matchListing(need.listingId, { quiet: true });
    await system().app.matchListing(technology.listingId, { quiet: true });
    const visitor = await system().as(account);

    const before = (await visitor.get('/today')).html;
    expect(before).to.include(technology.title).and.include('退回的需求').and.include('审核意见：请补充证明材料');
    const matchId = /href="\/matches\/([0-9a-f-]{36})"/.exec(before)?.[1] ?? '';
    await visitor.call('answerMatch', { params: { matchId }, body: { answer: 'yes' } });
    expect((await visitor.get('/today')).html).not.to.include(`/matches/${matchId}`);
  });

  it('leads the desk of a region to the check-in of its events', async () => {
    const made = make(database.db());
    const { eventId } = await makeHall(database.db(), { status: 'scheduled', startsAt: new Date(Date.now() + 3_600_000) });
    const see = async (role: 'desk' | 'seeker', region: string) =>
      (await (await system().as(await made.account({ role, region, password }))).get('/today')).html;
    expect(await see('desk', place.city)).to.include(`href="/events/${eventId}/desk"`);
    expect(await see('desk', place.taonan)).not.to.include(eventId);
    expect(await see('seeker', place.city)).not.to.include(eventId);
  });

  it('shows organizers what waits in their region, and nobody else', async () => {
    const made = make(database.db());
    await made.need({ status: 'submitted', region: place.village });
    const see = async (role: 'organizer' | 'seeker', region: string) =>
      (await (await system().as(await made.account({ role, region, password }))).get('/today')).html;
    expect(await see('organizer', place.tongyu)).to.include('1 条发布等待审核');
    expect(await see('organizer', place.taonan)).to.include('没有等待审核的发布');
    expect(await see('seeker', place.tongyu)).not.to.include('审核');
  });
});
