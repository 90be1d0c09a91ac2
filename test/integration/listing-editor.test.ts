import { expect } from 'chai';
import { useDatabase } from '../support/database.ts';
import { make } from '../support/make.ts';
import { place } from '../support/places.ts';
import { password, useSystem } from '../support/system.ts';
import type { Visitor } from '../support/visitor.ts';

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const file = (name: string, type: string, bytes: Buffer | string) =>
  new File([new Uint8Array(Buffer.from(bytes))], name, { type });

describe('the pages where listings are written', () => {
  const database = useDatabase();
  const system = useSystem(database);
  const signedIn = async (role: 'seeker' | 'researcher' | 'organizer', region: string = place.city) => {
    const account = await make(database.db()).account({ role, region, password });
    return { account, browser: await system().as(account) };
  };
  const listing = (id: string) => database.db()('listings').where({ id }).first() as Promise<Record<string, unknown>>;
  const begin = async (browser: Visitor, title = '玉米出苗率低'): Promise<string> => {
    const fields = { title, problem: '出苗不齐', otherIndustries: '玉米种植', go: 'later' };
    const { location } = await browser.submit('/needs/new', '/needs/new', fields);
    return location?.split('/').pop() ?? '';
  };
  const step = (browser: Visitor, id: string, name: string, fields: Record<string, string>) =>
    browser.submit(`/needs/${id}/edit/${name}`, `/needs/${id}/edit/${name}`, { version: '0', ...fields });
  const version = async (id: string) => String((await listing(id))['version']);
  const complete = async (browser: Visitor, id: string) => {
    const scale = { county: place.tongyu, village: '开通镇永胜村', scaleMu: '1,320.5', budgetFen: '' };
    await step(browser, id, 'scale', { ...scale, version: await version(id) });
    const contact = { contactName: '王芳', contactPhone: '0436-3200000', contactEmail: '' };
    await step(browser, id, 'contact', { ...contact, version: await version(id) });
  };

  it('take a need from the first words to the public, through an organizer, without script', async () => {
    const { browser } = await signedIn('seeker');
    const organizer = await signedIn('organizer', place.tongyu);
    const id = await begin(browser);
    await complete(browser, id);
    const check = `/needs/${id}/edit/check`;
    expect((await browser.get(check)).html)
      .to.include('通榆县 开通镇 永胜村')
      .and.include('1,320.5 亩');
    const sent = await browser.submit(check, check, { version: await version(id), go: 'submit' });
    expect(sent).to.include({ status: 303, location: `/my/listings/${id}` });

    const list = await organizer.browser.get('/organizer/moderation');
    expect(list.html).to.include('玉米出苗率低');
    const page = `/organizer/moderation/${id}`;
    expect((await organizer.browser.get(page)).html).to.include('0436-3200000');
    await organizer.browser.submit(page, `${page}/publication`, { version: await version(id) });
    expect(await listing(id)).to.include({ status: 'published', region_code: place.village });
    expect((await browser.get('/my/listings')).html).to.include('已发布');
  });

  it('keep what was typed and name the fix when a step cannot be taken', async () => {
    const { browser } = await signedIn('seeker');
    const id = await begin(browser);
    const typed = { county: place.tongyu, village: '永盛村', scaleMu: '三百', households: '12', poorHouseholds: '3' };
    const page = await step(browser, id, 'scale', { ...typed, version: await version(id) });
    expect(page.status).to.equal(422);
    expect(page.html).to.include('value="三百"').and.include('请填数字，例如 120。').and.include('value="永盛村"');

    const place2 = await step(browser, id, 'scale', { ...typed, scaleMu: '300', village: '胜', version: await version(id) });
    expect(place2.status).to.equal(422);
    expect(place2.html).to.include('是不是：开通镇永胜村');
    const poor = await step(browser, id, 'scale', {
      ...typed,
      village: '',
      scaleMu: '300',
      poorHouseholds: '13',
      version: await version(id),
    });
    expect(poor.html).to.include('贫困户数不能多于总户数').and.include('value="13"');
    expect(await listing(id)).to.include({ version: 1 });
  });

  it('refuse to write over somebody else’s words, and show both', async () => {
    const { browser } = await signedIn('seeker');
    const id = await begin(browser);
    const other = (await signedIn('seeker')).browser;
    await step(browser, id, 'result', { hoped: '出苗率八成', tried: '', budgetFen: '500', version: '1' });
    const late = await step(browser, id, 'result', { hoped: '全部出苗', tried: '补种', budgetFen: '500', version: '1' });

    expect(late.status).to.equal(409);
    expect(late.html)
      .to.include('全部出苗')
      .and.include('补种')
      .and.include('出苗率八成')
      .and.include('name="version" value="2"');
    expect((await other.get(`/needs/${id}/edit/result`)).status).to.equal(404);
  });

  it('begin one draft when the button is pressed twice', async () => {
    const { account, browser } = await signedIn('researcher');
    const form = (await browser.get('/technologies/new')).html;
    const [csrf, command] = ['csrf', 'command'].map(
      (name) => new RegExp(`action="/technologies/new".*?name="${name}" value="([^"]*)"`, 's').exec(form)?.[1] ?? '',
    );
    const body = new URLSearchParams({ csrf: csrf ?? '', command: command ?? '', title: '吉单53', kind: 'variety', go: 'on' });
    const post = () => browser.fetch('/technologies/new', { method: 'POST', body });
    const places = (await Promise.all([post(), post()])).map(({ headers }) => headers.get('location'));

    expect(places[0]).to.match(/^\/technologies\/[\w-]+\/edit\/better$/);
    expect(places[1]).to.equal(places[0]);
    expect(await database.db()('listings').where({ account_id: account.accountId })).to.have.length(1);
  });

  it('keep approvals row by row, and point at the row that is wrong', async () => {
    const { browser } = await signedIn('researcher');
    const { location } = await browser.submit('/technologies/new', '/technologies/new', {
      title: '吉单53',
      kind: 'variety',
      go: 'on',
    });
    const rights = location?.replace('better', 'rights') ?? '';
    const rows = (kind: string) => ({
      ...{
        'approval-0-kind': kind,
        'approval-0-number': '吉审玉2015013',
        'approval-0-ecoZone': '中早熟',
        'approval-0-checkedOn': '',
      },
      ...{ 'approval-1-kind': '', 'approval-1-number': '', 'approval-1-ecoZone': '', 'approval-1-checkedOn': '' },
    });
    const wrong = await browser.submit(rights, rights, { version: '1', ...rows('') });
    expect(wrong.status).to.equal(422);
    expect(wrong.html).to.include('href="#f-approval-0-kind"').and.include('value="吉审玉2015013"');
    expect((await browser.submit(rights, rights, { version: '1', ...rows('variety-approval') })).status).to.equal(303);
    expect((await browser.get(rights)).html)
      .to.include('value="吉审玉2015013"')
      .and.include('value="中早熟"');
  });

  it('say what is missing instead of sending, with a link to its step', async () => {
    const { browser } = await signedIn('seeker');
    const id = await begin(browser);
    const check = `/needs/${id}/edit/check`;
    const page = await browser.submit(check, check, { version: '1', go: 'submit' });
    expect(page.status).to.equal(422);
    expect(page.html).to.include(`/needs/${id}/edit/scale#f-regionCode`);
    expect(await listing(id)).to.include({ status: 'draft' });
  });

  it('return a listing with the reason, which its author reads, and show what changed since the last publication', async () => {
    const { browser } = await signedIn('seeker');
    const organizer = await signedIn('organizer');
    const id = await begin(browser);
    await complete(browser, id);
    const check = `/needs/${id}/edit/check`;
    await browser.submit(check, check, { version: await version(id), go: 'submit' });
    const page = `/organizer/moderation/${id}`;
    await organizer.browser.submit(page, `${page}/publication`, { version: await version(id) });
    expect((await organizer.browser.submit(page, `${page}/return`, { version: await version(id), reason: ' ' })).status).to.equal(
      422,
    );
    await organizer.browser.submit(page, `${page}/return`, { version: await version(id), reason: '请写清楚<面积>' });
    expect((await browser.get(`/my/listings/${id}`)).html).to.include('请写清楚&lt;面积&gt;');

    await step(browser, id, 'result', { hoped: '出苗率八成', version: await version(id) });
    await browser.submit(check, check, { version: await version(id), go: 'submit' });
    expect((await organizer.browser.get(page)).html).to.include('<ins>出苗率八成</ins>');
    const stranger = await signedIn('organizer', place.taonan);
    expect((await stranger.browser.get(page)).status).to.equal(404);
  });

  it('tell programs the same: what is missing, what is stale, and who may not', async () => {
    const { browser } = await signedIn('researcher');
    const { status, reply } = await browser.call('createTechnology', { body: { title: '吉单53', kind: 'variety' } });
    expect(status).to.equal(201);
    const params = { listingId: reply.id };
    const refused = (await browser.call('submitListing', { params, body: { version: 1 } })) as unknown as {
      status: number;
      reply: { fields: object };
    };
    expect(refused.status).to.equal(422);
    expect(refused.reply.fields).to.include.keys('problem', 'approvals', 'cooperation');
    const edited = await browser.call('editTechnology', { params, body: { version: 1, content: { trl: 8 } } });
    expect(edited).to.deep.equal({ status: 200, reply: { version: 2 } });
    expect((await browser.call('editTechnology', { params, body: { version: 1, content: { trl: 9 } } })).status).to.equal(409);
    expect((await browser.call('editNeed', { params, body: { version: 2, content: {} } })).status).to.equal(404);
    expect((await browser.call('publishListing', { params, body: { version: 2 } })).status).to.equal(403);
    expect((await browser.call('withdrawListing', { params })).reply).to.deep.equal({ version: 3 });
  });

  describe('with files', () => {
    const attach = (browser: Visitor, id: string, files: File[]) =>
      browser.submit(`/needs/${id}/edit/files`, `/needs/${id}/edit/files`, {}, files);
    const fileIds = (id: string) =>
      database.db()('listing_files').where({ listing_id: id }).orderBy('position').pluck('file_id') as Promise<string[]>;

    it('show a draft’s picture to its author and no stranger, and to everybody once it is public', async () => {
      const { browser } = await signedIn('seeker');
      const stranger = (await signedIn('organizer')).browser;
      const id = await begin(browser);
      expect((await attach(browser, id, [file('田里.png', 'image/png', png)])).status).to.equal(303);
      const address = `/files/${(await fileIds(id))[0]}`;
      const own = await browser.fetch(address);
      expect(Buffer.from(await own.arrayBuffer()).equals(png)).to.equal(true);
      expect(own.headers.get('content-security-policy')).to.equal("default-src 'none'; sandbox");
      expect(own.headers.get('x-content-type-options')).to.equal('nosniff');
      expect(own.headers.get('content-disposition')).to.equal(`inline; filename*=UTF-8''${encodeURIComponent('田里.png')}`);
      for (const other of [stranger, system().visitor()]) expect((await other.fetch(address)).status).to.equal(404);

      await database.db()('listings').where({ id }).update({ status: 'published', published_at: new Date() });
      expect((await system().visitor().fetch(address)).status).to.equal(200);
    });

    it('refuse what only pretends to be a picture, keep nothing of it, and name it', async () => {
      const { browser } = await signedIn('seeker');
      const id = await begin(browser);
      const page = await attach(browser, id, [
        file('ok.png', 'image/png', png),
        file('田.png', 'image/png', '<script>alert(1)</script>'),
      ]);
      expect(page.status).to.equal(422);
      expect(page.html).to.include('“田.png”不是能用的文件');
      expect(await fileIds(id)).to.deep.equal([]);
    });

    it('hold eight files and no more, even when two windows add at once', async () => {
      const { browser } = await signedIn('seeker');
      const id = await begin(browser);
      const five = Array.from({ length: 5 }, (_, n) => file(`${n}.png`, 'image/png', png));
      const results = await Promise.all([attach(browser, id, five), attach(browser, id, five)]);
      expect(results.map(({ status }) => status).sort()).to.deep.equal([303, 422]);
      expect(await fileIds(id)).to.have.length(5);
    });

    it('leave no copy of a file that was deleted', async () => {
      const { browser } = await signedIn('seeker');
      const id = await begin(browser);
      await attach(browser, id, [file('a.png', 'image/png', png)]);
      const [fileId = ''] = await fileIds(id);
      await browser.submit(`/needs/${id}/edit/files`, `/needs/${id}/files/${fileId}/removal`, {});
      expect(await database.db()('files').where({ id: fileId })).to.deep.equal([]);
    });
  });
});
