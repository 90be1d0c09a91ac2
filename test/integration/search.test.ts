import { expect } from 'chai';
import { newId, type Id } from '../../src/kernel/id.ts';
import { createSegment, ownWords } from '../../src/features/matching/text/segment.ts';
import { documentStore } from '../../src/features/search/document-store.ts';
import { indexListings, reindex } from '../../src/features/search/index-listing.ts';
import type { Found, SearchEngine, Wanted } from '../../src/features/search/search-engine.ts';
import { cutterWith } from '../../src/platform/jieba/cutter.ts';
import { meiliEngine } from '../../src/platform/meilisearch/meili-engine.ts';
import { createTransact } from '../../src/platform/postgres/transact.ts';
import { useDatabase } from '../support/database.ts';
import { eventually } from '../support/eventually.ts';
import { make } from '../support/make.ts';
import { startMeilisearch, type MeiliServer } from '../support/meilisearch.ts';
import { startMeilisearchDouble } from '../support/meilisearch-double.ts';
import { place } from '../support/places.ts';
import { useSystem } from '../support/system.ts';

const segment = createSegment(cutterWith(ownWords));
type Opened = { engine: SearchEngine; bringUpToDate: (ids: readonly Id[]) => Promise<unknown> };

describe('search', () => {
  const database = useDatabase();
  const system = useSystem(database);
  beforeEach(() => database.db()('listings').delete());

  /** What every engine promises. */
  function promises(open: () => Opened): void {
    const technology = (title: string, problem = '', more: { region?: string; industries?: string[] } = {}) =>
      make(database.db()).technology({ title, detail: { problem }, ...more });
    const index = (...listings: { listingId: Id }[]) => open().bringUpToDate(listings.map(({ listingId }) => listingId));
    const find = (text: string, wanted: Partial<Wanted> = {}) =>
      open().engine.find({ text, side: 'technology', skip: 0, take: 10, ...wanted });
    /** An index of its own may take a moment. */
    const finds = (text: string, listings: { listingId: Id }[], wanted: Partial<Wanted> = {}): Promise<Found> => {
      const ids = listings.map(({ listingId }) => listingId).sort();
      return eventually(() => find(text, wanted), (found) => String([...found.ids].sort()) === String(ids)); // prettier-ignore
    };

    it('finds by every name of a thing, by two characters, and by whole words only', async () => {
      const maize = await technology('玉米秸秆还田', '春天播种前整地');
      const sheep = await technology('羔羊早期断奶', '羊羔拉稀', { industries: ['A0314'] });
      await index(maize, sheep);
      await finds('苞米', [maize]);
      await finds('整地', [maize]);
      await finds('羊羔', [sheep]);
      expect((await find('拖拉机')).total).to.equal(0);
    });

    it('keeps the name of a variety whole, and finds it by its beginning', async () => {
      const one = await technology('玉米品种吉单53');
      const other = await technology('玉米品种吉单27');
      await index(one, other);
      await finds('吉单53', [one]);
      await finds('吉单', [one, other]);
    });

    it('puts what says it in the title first', async () => {
      const aside = await technology('节水灌溉', '也可以用于水稻');
      const titled = await technology('水稻旱育苗');
      await index(aside, titled);
      const { ids } = await finds('水稻', [aside, titled]);
      expect(ids[0]).to.equal(titled.listingId);
    });

    it('narrows to a side, a region and an industry', async () => {
      const tongyu = await technology('水稻育苗', '', { region: place.village, industries: ['A0111'] });
      const taonan = await technology('水稻育苗', '', { region: place.taonan, industries: ['A0113'] });
      const need = await make(database.db()).need({ title: '水稻育苗', region: place.village });
      await index(tongyu, taonan, need);
      await finds('水稻', [tongyu, taonan]);
      await finds('水稻', [need], { side: 'need' });
      await finds('水稻', [tongyu], { region: place.tongyu });
      await finds('水稻', [taonan], { industry: 'A0113' });
      await finds('水稻', [tongyu, taonan], { industry: 'A01' });
    });

    it('says so when nothing has every word', async () => {
      const rice = await technology('水稻旱育苗');
      await index(rice);
      const { loose } = await finds('水稻 无人机', [rice]);
      expect(loose).to.equal(true);
      expect((await find('水稻')).loose).to.equal(false);
    });

    it('pages without a gap or a repetition', async () => {
      const all = [];
      for (let number = 0; number < 5; number++) all.push(await technology(`大豆轮作 ${number}`));
      await index(...all);
      await finds('大豆', all);
      const pages = [await find('大豆', { skip: 0, take: 3 }), await find('大豆', { skip: 3, take: 3 })];
      expect(pages.map(({ total }) => total)).to.deep.equal([5, 5]);
      expect(pages.flatMap(({ ids }) => ids)).to.have.members(all.map(({ listingId }) => listingId));
    });

    it('follows what changes and forgets what is withdrawn, however often and from wherever it is told', async () => {
      const listing = await technology('水稻旱育苗');
      await index(listing);
      await finds('水稻', [listing]);
      const rows = database.db()('listings').where({ id: listing.listingId });
      await rows.clone().update({ title: '高粱密植', version: 2 });
      await Promise.all([index(listing), index(listing)]);
      await finds('水稻', []);
      await finds('高粱', [listing]);
      await rows.clone().update({ status: 'withdrawn', version: 3 });
      await Promise.all([index(listing), index(listing)]);
      await finds('高粱', []);
    });

    it('takes whatever is typed for words', async () => {
      for (const text of [`'"\\`, '():*&|!<->', '%_', '   ', '？。', 'a'.repeat(200), '<script>', '\u0000'])
        expect((await find(text)).ids, text).to.deep.equal([]);
    });
  }

  describe('in PostgreSQL', () => {
    promises(() => ({
      engine: { find: (wanted) => system().app.findListings(wanted) },
      bringUpToDate: (ids) => Promise.all(ids.map((id) => system().app.matchListing(id, { quiet: true }))),
    }));
  });

  const inMeilisearch = (start: () => Promise<MeiliServer | undefined>) => () => {
    let server: MeiliServer | undefined;
    let meili: ReturnType<typeof meiliEngine>;
    before(async function () {
      server = await start();
      if (!server) return this.skip();
      meili = meiliEngine({ host: server.url, key: server.key, index: `test-${newId()}` }, segment);
    });
    after(() => server?.stop());
    const ports = () => ({
      transact: createTransact(database.db(), (trx) => ({ documents: documentStore(trx) })),
      index: meili,
      segment,
    });
    beforeEach(async () => {
      await reindex(ports())();
      await eventually(() => meili.ids(0, 10), (ids) => ids.length === 0); // prettier-ignore
    });
    promises(() => ({ engine: meili, bringUpToDate: indexListings(ports()) }));

    it('is filled from the truth, and rid of what is no longer public', async () => {
      const made = make(database.db());
      const kept = await made.technology({ title: '水稻旱育苗' });
      const gone = await made.technology({ title: '水稻直播' });
      await indexListings(ports())([gone.listingId]);
      await database.db()('listings').where({ id: gone.listingId }).delete();
      expect(await reindex(ports())()).to.equal(1);
      await eventually(() => meili.ids(0, 10), (ids) => String(ids) === kept.listingId); // prettier-ignore
    });
  };
  describe(
    'in Meilisearch (pending without TEST_MEILI_URL and without meilisearch on the PATH)',
    inMeilisearch(startMeilisearch),
  );
  describe("in a double of Meilisearch's interface", inMeilisearch(startMeilisearchDouble));
});

describe('the search page', () => {
  const database = useDatabase();
  const away = useSystem(database, { environment: { MEILI_URL: 'http://127.0.0.1:9' } });

  it('marks what answers, shows no mark-up of others, and no contact', async () => {
    const { listingId } = await make(database.db()).technology({ title: '玉米<b>高产</b>栽培' });
    await away().app.matchListing(listingId, { quiet: true });
    const { status, html } = await away().visitor().get('/search?q=苞米');
    expect(status).to.equal(200);
    expect(html).to.include('<mark>玉米</mark>').and.include('&lt;b&gt;').and.include(`/technologies/${listingId}`);
    expect(html).not.to.match(/<b>高产|13900000000|contact@/);
  });

  it('is answered by PostgreSQL while Meilisearch is away, on the page and in the API', async () => {
    const { listingId } = await make(database.db()).technology({ title: '甜菜高糖品种' });
    await away().app.matchListing(listingId, { quiet: true });
    const { reply } = await away()
      .visitor()
      .call('searchListings', { query: { q: '甜菜' } });
    expect(reply.listings.map(({ id }) => id)).to.deep.equal([listingId]);
    expect(JSON.stringify(reply)).not.to.match(/13900000000|contact@/);
  });

  it('finds organizations and events too, and never an event that is still being planned', async () => {
    const made = make(database.db());
    await made.organization({ name: '通榆甜菜研究所' });
    const { accountId } = await made.account();
    for (const status of ['planned', 'registration'])
      await database
        .db()('docking_events')
        .insert({
          ...{ id: newId(), title: `甜菜对接会 ${status}`, region_code: place.city, status, account_id: accountId },
          ...{ starts_at: new Date(Date.now() + 86_400_000), slot_minutes: 20 },
        });
    const { html } = await away().visitor().get('/search?q=甜菜');
    expect(html).to.include('研究所').and.include('对接会 registration').and.not.include('对接会 planned');
  });

  it('says what to do when nothing answers, and before anything is asked', async () => {
    const visitor = away().visitor();
    expect((await visitor.get('/search?q=不存在的东西')).html).to.include('href="/needs/new"');
    expect((await visitor.get('/search')).html).to.include('href="/technologies"');
    expect((await visitor.call('searchListings', { query: { q: '' } })).status).to.equal(422);
  });
});
