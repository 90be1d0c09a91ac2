import { expect } from 'chai';
import { newId, type Id } from '../../src/kernel/id.ts';
import { useDatabase } from '../support/database.ts';
import { make, type MadeAccount } from '../support/make.ts';
import { place } from '../support/places.ts';
import { password, useSystem } from '../support/system.ts';
import type { Visitor } from '../support/visitor.ts';

describe('the pages about people', () => {
  const database = useDatabase();
  const system = useSystem(database);
  const account = (wish: Parameters<ReturnType<typeof make>['account']>[0] = {}) =>
    make(database.db()).account({ password, ...wish });
  const nameOf = async (id: Id): Promise<string> =>
    ((await database.db()('accounts').where({ id }).first('name')) as { name: string }).name;

  describe('one’s own account', () => {
    it('saves name and language, and shows pages in it', async () => {
      const me = await account();
      const visitor = await system().as(me);
      const page = await visitor.submit('/settings', '/settings', { name: '王小芳', language: 'en', version: '1' });
      expect(page.location).to.equal('/settings');
      expect(await nameOf(me.accountId)).to.equal('王小芳');
      expect((await visitor.get('/settings')).html)
        .to.contain('lang="en"')
        .and.to.contain('My account');
    });

    it('does not let an older page overwrite a newer one, and keeps what was typed', async () => {
      const me = await account();
      const [phone, desktop] = [await system().as(me), await system().as(me)];
      await phone.submit('/settings', '/settings', { name: '手机改的', language: 'zh', version: '1' });
      const late = await desktop.submit('/settings', '/settings', { name: '电脑改的', language: 'zh', version: '1' });
      expect(late.status).to.equal(409);
      expect(late.html).to.contain('value="电脑改的"').and.to.contain('name="version" value="2"');
      expect(await nameOf(me.accountId)).to.equal('手机改的');
    });

    it('changes the password, once for a double click, and signs other devices out', async () => {
      const me = await account();
      const [here, there] = [await system().as(me), await system().as(me)];
      const { html } = await here.get('/settings');
      const form = html.split('action="/settings/password"')[1] ?? '';
      const hidden = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(form)?.[1] ?? '';
      const body = { csrf: hidden('csrf'), command: hidden('command'), oldPassword: password, newPassword: 'another-long-one' };
      const send = () => here.fetch('/settings/password', { method: 'POST', body: new URLSearchParams(body) });
      expect((await Promise.all([send(), send()])).map(({ status }) => status)).to.deep.equal([303, 303]);

      expect((await here.call('me', {})).status).to.equal(200);
      expect((await there.call('me', {})).status).to.equal(401);
      const again = (typed: string) =>
        system()
          .visitor()
          .call('signIn', { body: { login: me.email, password: typed } });
      expect((await again(password)).status).to.equal(422);
      expect((await again('another-long-one')).status).to.equal(200);
      const wrong = await here.submit('/settings', '/settings/password', { oldPassword: 'nope', newPassword: 'yet-another-one' });
      expect(wrong.html).to.contain('href="#f-oldPassword"');
    });

    it('lists the devices without the ids of their sessions, and ends one of them but nobody else’s', async () => {
      const me = await account();
      const [here, there] = [await system().as(me), await system().as(me)];
      const stranger = await system().as(await account());
      const { html } = await here.get('/settings');
      const keys = [...html.matchAll(/name="key" value="([0-9a-f]{64})"/g)].map(([, key]) => key ?? '');
      expect(keys).to.have.length(1);
      const sids = (await database.db()('sessions').pluck('sid')) as string[];
      for (const sid of sids) expect(html).to.not.contain(sid);

      await stranger.submit('/settings', '/settings/sessions/end', { key: keys[0] ?? '' });
      expect((await there.call('me', {})).status).to.equal(200);
      await here.submit('/settings', '/settings/sessions/end', { key: keys[0] ?? '' });
      expect((await there.call('me', {})).status).to.equal(401);
      expect((await here.call('me', {})).status).to.equal(200);
    });
  });

  describe('for organizers', () => {
    let organizer: MadeAccount;
    let villager: MadeAccount;
    let visitor: Visitor;
    before(async () => {
      organizer = await account({ name: '组织者', role: 'organizer', region: place.tongyu });
      villager = await account({ name: '村民甲', role: 'seeker', region: place.village });
      visitor = await system().as(organizer);
    });
    const issue = (by: Visitor, id: Id) => by.submit('/organizer/people', `/organizer/people/${id}/card`, {});

    it('show the people of their region and no contact of anybody', async () => {
      const elsewhere = await account({ name: '外县人', role: 'seeker', region: place.taonan });
      const { html } = await visitor.get('/organizer/people');
      expect(html).to.contain('村民甲').and.to.not.contain('外县人');
      for (const { phone, email } of [organizer, villager, elsewhere]) expect(html).to.not.contain(phone).and.not.contain(email);
      expect((await visitor.get('/organizer/people?q=%25')).html).to.not.contain('村民甲');
    });

    it('print a card that signs its holder in, once, and keep its code nowhere', async () => {
      expect((await issue(visitor, villager.accountId)).location).to.equal('/organizer/people/card');
      const card = await visitor.get('/organizer/people/card');
      const code = /[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{2}/.exec(card.html)?.[0] ?? '';
      expect(card.html).to.contain('data:image/svg+xml;base64');
      const holder = system().visitor();
      await holder.submit('/sign-in/card', '/sign-in/card', { code });
      expect((await holder.call('me', {})).reply.accountId).to.equal(villager.accountId);

      expect((await visitor.get('/organizer/people/card')).html).to.not.contain(code);
      const plain = code.replaceAll('-', '');
      for (const table of ['commands', 'login_cards', 'sessions'])
        expect(JSON.stringify(await database.db()(table).select())).to.not.contain(plain);
    });

    it('end the earlier card with the new one', async () => {
      await issue(visitor, villager.accountId);
      const { html } = await visitor.get('/organizer/people/card');
      await issue(visitor, villager.accountId);
      const old = /[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{2}/.exec(html)?.[0] ?? '';
      expect((await system().visitor().submit('/sign-in/card', '/sign-in/card', { code: old })).status).to.equal(422);
    });

    it('give no card to people of other regions, nor of an organizer or admin', async () => {
      const elsewhere = await account({ role: 'seeker', region: place.taonan });
      const colleague = await account({ role: 'organizer', region: place.tongyu });
      const admin = await account({ role: 'admin', region: place.tongyu });
      const nowhere = await account();
      for (const { accountId } of [elsewhere, colleague, admin, nowhere])
        expect((await issue(visitor, accountId)).status).to.equal(403);
      const anybody = await system().as(villager);
      expect((await anybody.get('/organizer/people')).status).to.equal(403);
    });

    it('count what waits for them', async () => {
      await make(database.db()).need({ status: 'submitted', region: place.village });
      await make(database.db()).need({ status: 'submitted', region: place.taonan });
      expect((await visitor.get('/organizer')).html).to.contain('有 1 条等着审核');
    });
  });

  describe('for admins', () => {
    it('lock and unlock an account, give and take roles, but not their own', async () => {
      const admin = await account({ name: '管理员', role: 'admin' });
      const person = await account({ name: '某某', role: 'seeker', region: place.village });
      const [visitor, them] = [await system().as(admin), await system().as(person)];
      const at = `/admin/accounts/${person.accountId}`;
      expect((await visitor.get('/admin/accounts')).html)
        .to.contain('某某')
        .and.to.not.contain(person.phone);

      await visitor.submit(at, `${at}/status`, { status: 'locked' });
      expect((await them.call('me', {})).status).to.equal(401);
      await visitor.submit(at, `${at}/status`, { status: 'active' });
      await visitor.submit(at, `${at}/roles`, { role: 'organizer', region: place.tongyu });
      await visitor.submit(at, `${at}/roles`, { role: 'organizer', region: place.tongyu });
      expect((await them.call('me', {})).reply.roles).to.have.length(2);
      await visitor.submit(at, `${at}/roles/end`, { role: 'organizer', region: place.tongyu });
      expect((await them.call('me', {})).reply.roles).to.deep.equal([{ role: 'seeker', region: place.village }]);

      const own = `/admin/accounts/${admin.accountId}`;
      const refused = await visitor.submit(own, `${own}/roles/end`, { role: 'admin', region: place.city });
      expect(refused.status).to.equal(409);
      expect((await visitor.get(`/admin/accounts/${newId()}`)).status).to.equal(404);
      expect((await them.get('/admin/accounts')).status).to.equal(403);
    });
  });
});
