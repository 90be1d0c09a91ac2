import { expect } from 'chai';
import { useDatabase } from '../support/database.ts';
import { make, type MadeAccount } from '../support/make.ts';
import { place } from '../support/places.ts';
import { password, useSystem } from '../support/system.ts';
import { newId } from '../../src/kernel/id.ts';

describe('the pages of a match', () => {
  const database = useDatabase();
  const system = useSystem(database);

  /** A technology and a need of two people who can sign in, matched. */
  async function matched(): Promise<{ matchId: string; researcher: MadeAccount; seeker: MadeAccount; needId: string }> {
    const made = make(database.db());
    const researcher = await made.account({ role: 'researcher', password });
    const seeker = await made.account({ role: 'seeker', region: place.village, password });
    const technology = await made.technology({ by: researcher, columns: { contact_phone: '13911110001' } });
    const need = await made.need({ by: seeker, columns: { contact_phone: '13911110002' } });
    await system().app.matchListing(technology.listingId, { quiet: true });
    await system().app.matchListing(need.listingId, { quiet: true });
    const { id } = (await database.db()('matches').where({ need_id: need.listingId, technology_id: technology.listingId }).first('id')) as { id: string }; // prettier-ignore
    return { matchId: id, researcher, seeker, needId: need.listingId };
  }

  it('show both sides with the reasons, and no contact before both said yes, on the page and in the API', async () => {
    const { matchId, researcher, seeker } = await matched();
    const [theirs, mine] = [await system().as(researcher), await system().as(seeker)];

    for (const visitor of [theirs, mine]) {
      const page = await visitor.get(`/matches/${matchId}`);
      expect(page.status).to.equal(200);
      expect(page.html).to.include('两边都提到').and.to.include('双方都说合适以后，才能看到');
      expect(page.html).not.to.match(/1391111000|contact@example/);
      const list = await visitor.call('listMatches', { query: { tab: 'answer' } });
      const one = await visitor.call('getMatch', { params: { matchId } });
      expect(one.reply.contacts).to.equal(null);
      expect(JSON.stringify([list.reply, one.reply])).not.to.match(/1391111000|example\.org/);
    }
    const yes = await theirs.submit(`/matches/${matchId}`, `/matches/${matchId}/answer`, { answer: 'yes' });
    expect(yes.location).to.equal(`/matches/${matchId}`);
    expect((await mine.get(`/matches/${matchId}`)).html).not.to.include('13911110001');

    await mine.call('answerMatch', { params: { matchId }, body: { answer: 'yes' } });
    expect((await mine.get(`/matches/${matchId}`)).html).to.include('href="tel:13911110001"');
    const { reply } = await theirs.call('getMatch', { params: { matchId } });
    expect(reply.contacts?.need.phone).to.equal('13911110002');
  });

  it('are there for the two owners and the organizers of the place, and for nobody else', async () => {
    const { matchId } = await matched();
    const made = make(database.db());
    const statusFor = async (account: MadeAccount) => {
      const visitor = await system().as(account);
      const { status } = await visitor.call('getMatch', { params: { matchId } });
      expect((await visitor.get(`/matches/${matchId}`)).status).to.equal(status);
      return status;
    };

    expect(await statusFor(await made.account({ role: 'organizer', region: place.tongyu, password }))).to.equal(200);
    expect(await statusFor(await made.account({ role: 'organizer', region: place.taonan, password }))).to.equal(404);
    expect(await statusFor(await made.account({ role: 'seeker', password }))).to.equal(404);
    expect((await system().visitor().get(`/matches/${matchId}`)).location).to.match(/^\/sign-in/);
  });

  it('let an organizer record a letter once both said yes, without an event, and then once', async () => {
    const { matchId, researcher, seeker } = await matched();
    const made = make(database.db());
    const organizer = await system().as(await made.account({ role: 'organizer', region: place.tongyu, password }));
    const elsewhere = await system().as(await made.account({ role: 'organizer', region: place.taonan, password }));
    const [page, form] = [`/matches/${matchId}`, `/matches/${matchId}/letter`];
    expect((await organizer.get(form)).status).to.equal(409);
    for (const side of [researcher, seeker])
      await (await system().as(side)).call('answerMatch', { params: { matchId }, body: { answer: 'yes' } });
    expect((await organizer.get(page)).html).to.include(`href="${form}"`);
    expect((await (await system().as(seeker)).get(page)).html).not.to.include(`href="${form}"`);
    expect((await elsewhere.get(form)).status).to.equal(403);
    expect((await organizer.get(form)).html)
      .to.include('name="terms"')
      .and.not.include('大屏幕');

    const parties = { technologyParty: '农科院', technologySigner: '李教授', needParty: '合作社', needSigner: '赵大叔' };
    const missing = await organizer.submit(form, form, { ...parties, terms: '' });
    expect([missing.status, missing.html.includes('value="合作社"')]).to.deep.equal([422, true]);
    const { location } = await organizer.submit(form, form, { ...parties, terms: '试种 20 亩' });
    expect(location).to.match(/^\/letters\//);
    expect((await organizer.get(form)).location).to.equal(location);
    expect((await (await system().as(seeker)).get(location ?? '')).html).to.include('试种 20 亩');
  });

  it('keep what was typed when a no lacks its reason, and name the fix', async () => {
    const { matchId, seeker } = await matched();
    const visitor = await system().as(seeker);
    const page = `/matches/${matchId}`;
    const refused = await visitor.submit(page, `${page}/answer`, { answer: 'no', note: '我们这里是沙地' });
    expect(refused.status).to.equal(422);
    expect(refused.html).to.include('我们这里是沙地').and.to.include('请选一个不合适的原因');

    await visitor.submit(page, `${page}/answer`, { answer: 'no', reason: 'unsuitable-land', note: '我们这里是沙地' });
    expect((await visitor.get('/matches?tab=past')).html).to.include(page);
    expect((await visitor.get(page)).html).to.include('不适合我的地');
  });

  it('lead from a listing that one likes to a match with the first yes', async () => {
    const made = make(database.db());
    const { needId } = await matched();
    const holder = await made.account({ role: 'researcher', password });
    const visitor = await system().as(holder);
    expect((await visitor.get(`/matches/new?need=${needId}`)).html).to.include('href="/technologies/new"');

    const mine = await made.technology({ by: holder, title: '蔬菜保鲜', industries: [] });
    const from = `/matches/new?need=${needId}`;
    const nothing = await visitor.submit(from, `/needs/${needId}/interest`, {});
    expect(nothing.html).to.include('请选一条');
    const { location } = await visitor.submit(from, `/needs/${needId}/interest`, { mine: mine.listingId });
    const again = await visitor.submit(from, `/needs/${needId}/interest`, { mine: mine.listingId });
    expect(again.location).to.equal(location);
    expect((await visitor.get(String(location))).html).to.include('您说了合适');
  });

  it('let an organizer bring two together, and say who did', async () => {
    const made = make(database.db());
    const { needId, seeker } = await matched();
    const other = await made.technology({ title: '玉米除草机', industries: [], detail: { problem: '', how_it_works: '' } });
    await system().app.matchListing(other.listingId, { quiet: true });
    const visitor = await system().as(await made.account({ role: 'organizer', region: place.tongyu, password }));
    const far = await system().as(await made.account({ role: 'organizer', region: place.taonan, password }));
    const body = { technologyId: other.listingId, needId };
    expect((await far.call('proposeMatch', { body: { technologyId: newId(), needId } })).status).to.equal(404);
    expect((await (await system().as(seeker)).call('proposeMatch', { body })).status).to.equal(403);

    // From the need itself, without a listing of their own.
    const candidates = `/needs/${needId}/candidates`;
    expect((await visitor.get(`/needs/${needId}`)).html).to.include(`href="${candidates}"`);
    expect((await visitor.get(candidates)).status).to.equal(200);
    const from = `/matches/new?need=${needId}`;
    expect((await visitor.get(from)).html).to.include('玉米除草机');
    const done = await visitor.submit(from, '/matches', body);
    expect((await visitor.get(String(done.location))).html).to.include('组织者牵的线');
  });

  it('list the best few of each of one’s listings, a yes of the other side first, and all of one on demand', async () => {
    const made = make(database.db());
    const seeker = await made.account({ role: 'seeker', password });
    const [first, second] = [
      await made.need({ by: seeker, title: '玉米怎样耐旱' }),
      await made.need({ by: seeker, title: '谷子怎样耐旱' }),
    ];
    const pairs: string[] = [];
    for (const [need, scores] of [
      [first, [90, 80, 70, 60]],
      [second, [50]],
    ] as const) {
      for (const score of scores) {
        const title = `耐旱种子${score}`;
        const technology = await made.technology({ title });
        const [pair] = await database.db()('matches').insert({ id: newId(), technology_id: technology.listingId, need_id: need.listingId, score: score / 100, reasons: '[]', technology_version: 1, need_version: 1 }).returning<{ id: string }[]>('id'); // prettier-ignore
        pairs.push(String(pair?.id));
      }
    }
    const visitor = await system().as(seeker);
    const titles = async (path: string) => [...(await visitor.get(path)).html.matchAll(/耐旱种子\d+/g)].map(([title]) => title);

    expect(await titles('/matches')).to.deep.equal(['耐旱种子90', '耐旱种子80', '耐旱种子70', '耐旱种子50']);
    expect((await visitor.get('/matches')).html)
      .to.include('全部 4 个')
      .and.to.include(first.listingId);
    expect(await titles(`/matches?listing=${first.listingId}`)).to.have.length(4);
    expect((await visitor.get(`/matches?listing=${newId()}`)).status).to.equal(404);

    await database.db()('match_answers').insert({ match_id: pairs[4], side: 'technology', answer: 'yes' });
    await database.db()('match_answers').insert({ match_id: pairs[3], side: 'technology', answer: 'yes' });
    expect(await titles('/matches')).to.deep.equal(['耐旱种子60', '耐旱种子90', '耐旱种子80', '耐旱种子50']);
    expect((await visitor.get('/my/listings')).html).to.include('4 个匹配等您答复');
    const own = async (path: string) => (await visitor.get(path)).html;
    expect(await own(`/matches?listing=${first.listingId}`)).to.include('最合适的在最前面');
    expect(await own(`/my/listings/${first.listingId}`))
      .to.include('4 个匹配等您答复')
      .and.not.include('为什么说不合适');
    await database.db()('match_answers').insert({ match_id: pairs[2], side: 'technology', answer: 'no', reason: 'other' });
    expect(await own(`/my/listings/${first.listingId}`)).to.include('为什么说不合适');
    expect(await own(`/needs/${first.listingId}`))
      .to.match(/class="button primary" href="\/matches\?listing(=|&#x3D;)/)
      .and.include(`${first.listingId}/edit`);
  });

  it('begin at a listing that one’s own could answer', async () => {
    const made = make(database.db());
    const { needId } = await matched();
    const holder = await made.account({ role: 'researcher', password });
    const visitor = await system().as(holder);
    expect((await visitor.get(`/needs/${needId}`)).html).to.include('href="/technologies/new"');
    await made.technology({ by: holder, title: '蔬菜保鲜', industries: [] });
    expect((await visitor.get(`/needs/${needId}`)).html).to.match(/href="\/matches\/new\?need/);
  });

  it('are read in English too', async () => {
    const { matchId, researcher } = await matched();
    const visitor = await system().as(researcher);
    await visitor.get('/preferences?lang=en&back=/matches');
    expect((await visitor.get(`/matches/${matchId}`)).html)
      .to.include('Both speak of:')
      .and.to.include('Growing of maize');
    expect((await visitor.get('/matches')).html).to.include('To answer (');
  });
});
