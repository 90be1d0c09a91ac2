import { expect } from 'chai';
import { randomBytes } from 'node:crypto';
import { hashCardCode } from '../../src/platform/passwords/hash-card-code.ts';
import { makeCardCode, printCardCode } from '../../src/features/people/login-card.ts';
import { newId } from '../../src/kernel/id.ts';
import { useDatabase } from '../support/database.ts';
import { make, type MadeAccount } from '../support/make.ts';
import { place } from '../support/places.ts';
import { password, useSystem } from '../support/system.ts';
import type { Page, Visitor } from '../support/visitor.ts';

const sessionOf = (visitor: Visitor): string => /duijie=([^;]+)/.exec(visitor.cookie())?.[1] ?? '';
const words = ({ html }: Page): string => /<div class="error-summary"[\s\S]*?<\/div>/.exec(html)?.[0] ?? '';

describe('signing in', () => {
  const database = useDatabase();
  const system = useSystem(database);
  let account: MadeAccount;
  before(async () => {
    account = await make(database.db()).account({ password, role: 'seeker' });
  });

  const signIn = (visitor: Visitor, login: string, typed = password, to = '') =>
    visitor.submit('/sign-in', '/sign-in', { login, password: typed, to });

  it('takes a phone number however it is written, or an e-mail, and gives a new session', async () => {
    const visitor = system().visitor();
    await visitor.get('/sign-in');
    const planted = sessionOf(visitor);
    const written = `+86 ${account.phone.slice(0, 3)}-${account.phone.slice(3, 7)}-${account.phone.slice(7)}`;
    const page = await signIn(visitor, written);
    expect(page.status).to.equal(303);
    expect(page.location).to.equal('/today');
    expect(sessionOf(visitor)).to.not.equal(planted).and.to.not.equal('');
    expect((await visitor.call('me', {})).reply.accountId).to.equal(account.accountId);
    expect((await signIn(system().visitor(), account.email.toUpperCase())).status).to.equal(303);
  });

  it('says the same of a wrong password, an unknown name and a locked account, and keeps the name that was typed', async () => {
    const locked = await make(database.db()).account({ password });
    await database.db()('accounts').where({ id: locked.accountId }).update({ status: 'locked' });
    const answers = [
      await signIn(system().visitor(), account.email, 'wrong-password'),
      await signIn(system().visitor(), 'nobody@example.org'),
      await signIn(system().visitor(), locked.email),
    ];
    expect(new Set(answers.map(({ status }) => status))).to.deep.equal(new Set([422]));
    expect(new Set(answers.map(words)).size).to.equal(1);
    expect(answers[0]?.html).to.contain(`value="${account.email}"`).and.to.not.contain('wrong-password');
  });

  it('goes back to where somebody came from, and to no other site', async () => {
    expect((await signIn(system().visitor(), account.email, password, '/settings')).location).to.equal('/settings');
    for (const to of ['https://evil.example', '//evil.example', '/\\evil.example', 'javascript:alert(1)'])
      expect((await signIn(system().visitor(), account.email, password, to)).location).to.equal('/today');
    const asked = await system().visitor().get('/settings');
    expect(asked.location).to.equal('/sign-in?to=%2Fsettings');
  });

  it('asks once more when the security token is missing, with what was typed', async () => {
    const visitor = system().visitor();
    const response = await visitor.fetch('/sign-in', {
      method: 'POST',
      body: new URLSearchParams({ login: account.email, password, to: '' }),
    });
    expect(response.status).to.equal(409);
    expect(await response.text()).to.contain(`value="${account.email}"`);
    expect((await visitor.call('me', {})).status).to.equal(401);
  });

  it('loses its session when the account is locked', async () => {
    const person = await make(database.db()).account({ password });
    const visitor = await system().as(person);
    await database.db()('accounts').where({ id: person.accountId }).update({ status: 'locked' });
    expect((await visitor.call('me', {})).status).to.equal(401);
  });

  it('ends the session on signing out', async () => {
    const visitor = await system().as(account);
    const page = await visitor.submit('/settings', '/sign-out', {});
    expect(page.location).to.equal('/');
    expect((await visitor.call('me', {})).status).to.equal(401);
  });

  describe('by a printed card', () => {
    async function card(wish: { expiresAt?: Date; revokedAt?: Date } = {}): Promise<string> {
      const code = makeCardCode(randomBytes);
      await database
        .db()('login_cards')
        .insert({
          ...{ id: newId(), account_id: account.accountId, code_hash: hashCardCode(undefined, code) },
          expires_at: wish.expiresAt ?? new Date(Date.now() + 60_000),
          revoked_at: wish.revokedAt ?? null,
        });
      return code;
    }
    const enter = (visitor: Visitor, code: string) => visitor.submit('/sign-in/card', '/sign-in/card', { code });

    it('takes the code as people type it, and fills it in when the square was scanned', async () => {
      const code = await card();
      const visitor = system().visitor();
      expect((await visitor.get(`/sign-in/card?code=${code}`)).html).to.contain(`value="${code}"`);
      expect((await enter(visitor, ` ${printCardCode(code).toLowerCase()} `)).status).to.equal(303);
      expect((await visitor.call('me', {})).reply.accountId).to.equal(account.accountId);
    });

    it('refuses a code that has run out, was revoked or never was', async () => {
      const codes = [
        await card({ expiresAt: new Date(Date.now() - 1000) }),
        await card({ revokedAt: new Date() }),
        makeCardCode(randomBytes),
        'nonsense',
      ];
      const answers = [];
      for (const code of codes) answers.push(await enter(system().visitor(), code));
      expect(answers.map(({ status }) => status)).to.deep.equal([422, 422, 422, 422]);
      expect(new Set(answers.map(words)).size).to.equal(1);
    });
  });

  describe('making an account', () => {
    const form = {
      ...{ role: 'seeker', name: '田野', organization: '永胜合作社', kind: 'cooperative', region: place.tongyu },
      ...{ login: '13812345678', password: 'a-good-long-one', consent: 'true' },
    };
    const register = (visitor: Visitor, wish: object = {}) => visitor.submit('/register', '/register', { ...form, ...wish });

    it('signs the new person in with the role, organization and consent', async () => {
      const visitor = system().visitor();
      expect((await register(visitor)).location).to.equal('/today');
      const { reply } = await visitor.call('me', {});
      expect(reply).to.deep.include({ name: '田野', roles: [{ role: 'seeker', region: place.tongyu }] });
      const consents = (await database.db()('consents').where({ account_id: reply.accountId })) as unknown[];
      expect(consents).to.have.length(1);
    });

    it('names the field and the fix, and keeps all but the password', async () => {
      const taken = await register(system().visitor(), { login: '138 1234 5678' });
      expect(taken.status).to.equal(422);
      expect(taken.html).to.contain('href="#f-login"').and.to.contain('value="永胜合作社"').and.to.not.contain(form.password);
      const weak = await register(system().visitor(), { login: 'new@example.org', password: 'password' });
      expect(weak.html).to.contain('href="#f-password"');
      const silent = await register(system().visitor(), { login: 'new@example.org', consent: '' });
      expect(silent.html).to.contain('href="#f-consent"');
    });

    it('names everything that is wrong at once', async () => {
      const { html } = await register(system().visitor(), { name: '', login: '1381234', password: 'short', organization: '', consent: '' }); // prettier-ignore
      for (const field of ['name', 'login', 'password', 'organization', 'consent']) expect(html).to.contain(`href="#f-${field}"`);
      expect(html).to.contain('请填 11 位手机号').and.to.contain('密码至少要 8 个字');
    });

    it('makes nobody an organizer', async () => {
      expect((await register(system().visitor(), { login: 'new@example.org', role: 'organizer' })).status).to.equal(422);
    });
  });
});

describe('signing in too often', () => {
  const database = useDatabase();
  const system = useSystem(database, { limitScale: 1 });

  it('is slowed down by the name, however it is spelt, and says when to come back', async () => {
    const { phone } = await make(database.db()).account({ password });
    const spelt = [phone, `+86${phone}`, `${phone.slice(0, 3)} ${phone.slice(3)}`];
    const visitor = system().visitor();
    for (let attempt = 0; attempt < 10; attempt += 1) {
      const login = spelt[attempt % spelt.length] ?? phone;
      expect((await visitor.submit('/sign-in', '/sign-in', { login, password: 'wrong-one', to: '' })).status).to.equal(422);
    }
    const page = await visitor.submit('/sign-in', '/sign-in', { login: phone, password, to: '' });
    expect(page.status).to.equal(429);
    expect(Number(page.headers.get('retry-after'))).to.be.greaterThan(0);
    expect(page.html).to.contain(`value="${phone}"`);

    const { status } = await system()
      .visitor()
      .call('signIn', { body: { login: phone, password } });
    expect(status).to.equal(429);
  });
});
