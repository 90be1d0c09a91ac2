import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import readExcel from 'read-excel-file/node';
import { newId, type Id } from '../../src/kernel/id.ts';
import { countUpTo, listPage, type Place } from '../../src/features/listings/lists/list-reads.ts';
import type { Filters } from '../../src/features/listings/lists/filters.ts';
import { useDatabase } from '../support/database.ts';
import { make } from '../support/make.ts';
import { place } from '../support/places.ts';
import { password, useSystem } from '../support/system.ts';

const today = '2026-03-01';
const newest: Filters = { side: 'technology', sort: 'newest' };
const urgent: Filters = { side: 'need', sort: 'deadline' };

describe('lists of listings', () => {
  const database = useDatabase();
  const system = useSystem(database);
  const db = () => database.db();
  const page = (filters: Filters, at: Place, size = 4) => listPage(db(), filters, at, today, size);

  /** Every id on the way from one end to the other. */
  async function walk(filters: Filters, way: 'older' | 'newer', from: Place = {}): Promise<Id[]> {
    const seen: Id[] = [];
    for (let at: Place | null = from; at;) {
      const { rows, ...ends } = await page(filters, at);
      seen.push(...(way === 'older' ? rows : rows.toReversed()).map(({ id }) => id));
      const next = ends[way];
      at = next ? (way === 'older' ? { before: next } : { after: next }) : null;
    }
    return seen;
  }

  before('fill both lists', async () => {
    const by = await make(db()).account({ role: 'researcher' });
    for (let n = 0; n < 11; n++) {
      // Three moments, one microsecond apart, for eleven rows: only the id tells most of them apart.
      const published_at = `2026-02-01T08:00:00.00000${n % 3}Z`;
      await make(db()).technology({ by, title: `玉米技术 ${n}`, columns: { published_at } });
      const deadline = [null, '2026-03-05', '2026-03-05', '2026-04-01'][n % 4];
      await make(db()).need({ by, title: `玉米需求 ${n}`, columns: { published_at }, detail: { deadline } });
    }
    await make(db()).technology({ by, title: '没写完的', status: 'draft' });
    await make(db()).need({ by, title: '过了时间的', detail: { deadline: '2026-02-01' } });
  });

  for (const [name, filters] of Object.entries({ newest, urgent })) {
    it(`shows every row once in both directions, ${name} first`, async () => {
      const down = await walk(filters, 'older');
      expect(down).to.have.length(11);
      expect(new Set(down).size).to.equal(11);
      const { rows, newer } = await page(filters, {}, 11);
      expect(rows.map(({ id }) => id)).to.deep.equal(down);
      expect(newer).to.equal(null);

      const first = await page(filters, {});
      const second = await page(filters, { before: first.older ?? '' });
      const third = await page(filters, { before: second.older ?? '' });
      const up = await walk(filters, 'newer', { after: third.newer ?? '' });
      expect(up.reverse()).to.deep.equal([...first.rows, ...second.rows].map(({ id }) => id));
    });
  }

  it('shows what was there once while others publish', async () => {
    const known = await walk(newest, 'older');
    const first = await page(newest, {});
    const added = await make(db()).technology({ columns: { published_at: '2026-02-02T00:00:00Z' } });
    const rest = await walk(newest, 'older', { before: first.older ?? '' });
    expect([...first.rows.map(({ id }) => id), ...rest]).to.deep.equal(known);
    const before = await page(newest, { after: (await page(newest, { before: first.older ?? '' })).newer ?? '' }, 20);
    expect(before.rows[0]?.id).to.equal(added.listingId);
    await db()('listings').where({ id: added.listingId }).delete();
  });

  it('takes a made-up place in the list for the first page', async () => {
    expect(await page(newest, { before: 'bm9uc2Vuc2U' })).to.deep.equal(await page(newest, {}));
  });

  it('narrows by what a technology or need says', async () => {
    const by = await make(db()).account({ role: 'researcher', region: place.tongyu });
    const goat = await make(db()).technology({
      ...{ by, title: '绵羊 100% 舍饲', region: place.village, industries: ['A0314'] },
      detail: { kind: 'product', field_stage: 'pilot', cooperation: ['shares'] },
    });
    const flock = await make(db()).need({ by, industries: ['A0314'], detail: { scale_heads: 300, deadline: '2026-03-20' } });
    const found = async (filters: Partial<Filters>, side: Filters['side'] = 'technology') =>
      (await page({ side, sort: 'newest', ...filters }, {}, 50)).rows.map(({ id }) => id);

    for (const filter of [
      { industry: 'A03' },
      { region: place.tongyu },
      { kind: 'product' },
      { stage: 'pilot' },
      { cooperation: 'shares' },
      { q: '舍饲 绵羊' },
      { q: '100%' },
    ]) {
      expect(await found(filter), JSON.stringify(filter)).to.deep.equal([goat.listingId]);
    }
    expect(await found({ q: '0_%' })).to.deep.equal([]);
    expect(await found({ scale: 'heads' }, 'need')).to.deep.equal([flock.listingId]);
    expect(await found({ due: '30', industry: 'A03' }, 'need')).to.deep.equal([flock.listingId]);
    expect(await countUpTo(db(), newest, 5, today)).to.equal(5);
  });

  it('gives a page that a thin line can carry, also for addresses that somebody made up', async () => {
    for (const path of [
      '/technologies',
      '/needs?sort=deadline',
      '/technologies?industry=%00&kind=castle&before=x',
      '/needs?q=%25',
    ]) {
      const { status, html } = await system().visitor().get(path);
      expect(status, path).to.equal(200);
      expect(gzipSync(html).length).to.be.below(60 * 1024);
    }
  });

  it('exports the rows of the narrowed list, and no contact', async () => {
    const response = await system().visitor().fetch('/technologies.xlsx?industry=A03');
    const [sheet] = await readExcel(Buffer.from(await response.arrayBuffer()));
    const titles = sheet?.data.slice(1).map(([title]) => title);
    expect(titles).to.deep.equal(['绵羊 100% 舍饲']);
    expect(JSON.stringify(sheet)).not.to.match(/13900000000|contact@example/);
  });

  it('pages over the API as over the pages', async () => {
    const visitor = system().visitor();
    const { reply } = await visitor.call('listNeeds', { query: { q: '玉米需求' } });
    const { status } = await visitor.call('listNeeds', { query: { due: 'soon' as '30' } });
    expect(reply.items.map(({ title }) => title)).to.have.members(Array.from({ length: 11 }, (_, n) => `玉米需求 ${n}`));
    expect(JSON.stringify(reply)).not.to.match(/13900000000|contact@example/);
    expect(status).to.equal(422);
  });
});

describe('the page of a listing', () => {
  const database = useDatabase();
  const system = useSystem(database);
  const db = () => database.db();

  it('shows everything but the contact, to everybody', async () => {
    const organizationId = await make(db()).organization();
    const by = await make(db()).account({ role: 'researcher', organizationId, password });
    const { listingId } = await make(db()).technology({
      by,
      columns: { source_name: 'ChinaXiv', source_url: 'https://chinaxiv.org/abs/1' },
      detail: { problem: '出苗率低', cost_unit: 'mu', cost_fen: 12_000, present_cost_fen: 15_000 },
    });
    await db()('listing_approvals').insert({
      id: newId(),
      listing_id: listingId,
      kind: 'variety-approval',
      number: '吉审玉2015013',
      eco_zone: '吉林西部',
    });
    const { html } = await system().visitor().get(`/technologies/${listingId}`);
    for (const words of ['出苗率低', '每亩省 ¥30', '吉审玉2015013', '吉林西部', 'ChinaXiv', '白城市农业科学院'])
      expect(html).to.include(words);
    const { reply } = await system().visitor().call('getTechnology', { params: { listingId } });
    const owner = await system().as(by);
    const seen = [html, JSON.stringify(reply), (await system().visitor().get(`/organizations/${organizationId}`)).html];
    for (const text of seen) expect(text).not.to.match(/13900000000|contact@example|王芳/);
    expect((await owner.get(`/technologies/${listingId}`)).html).to.include(`/technologies/${listingId}/edit`);
  });

  it('leads to its organization, which lists what it has published', async () => {
    const organizationId = await make(db()).organization({ name: '洮南种子研究所' });
    const by = await make(db()).account({ role: 'researcher', organizationId });
    const { listingId } = await make(db()).technology({ by });
    const visitor = system().visitor();
    expect((await visitor.get('/organizations?kind=institute&region=220800000000')).html).to.include(
      `/organizations/${organizationId}`,
    );
    expect((await visitor.get('/organizations?kind=makerspace')).html).to.include('没有符合条件的单位');
    expect((await visitor.get(`/organizations/${organizationId}`)).html).to.include(`/technologies/${listingId}`);
    const { reply } = await visitor.call('listOrganizations', { query: { kind: 'institute' } });
    expect(reply.items.find(({ id }) => id === organizationId)?.listings).to.equal(1);
  });

  it('is not there for others before it is published, nor where nothing is', async () => {
    const by = await make(db()).account({ role: 'seeker', region: place.village, password });
    const organizer = await make(db()).account({ role: 'organizer', region: place.tongyu, password });
    const stranger = await make(db()).account({ role: 'seeker', password });
    const submitted = await make(db()).need({ by, status: 'submitted' });
    const draft = await make(db()).need({ by, status: 'draft' });
    const statusFor = async (who: typeof by | null, id: Id): Promise<number> =>
      (await (who ? await system().as(who) : system().visitor()).get(`/needs/${id}`)).status;

    expect(await Promise.all([by, organizer, stranger, null].map((who) => statusFor(who, submitted.listingId)))).to.deep.equal([
      200, 200, 404, 404,
    ]);
    expect(await Promise.all([by, organizer].map((who) => statusFor(who, draft.listingId)))).to.deep.equal([200, 404]);
    expect(await statusFor(null, newId())).to.equal(404);
    expect((await system().visitor().get('/technologies/not-an-id')).status).to.equal(404);
    const technology = await make(db()).technology();
    expect(await statusFor(null, technology.listingId), 'a technology under the address of a need').to.equal(404);
    const { status } = await system()
      .visitor()
      .call('getNeed', { params: { listingId: draft.listingId } });
    expect(status).to.equal(404);
  });
});
