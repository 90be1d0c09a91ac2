import { expect } from 'chai';
import { useDatabase } from '../support/database.ts';
import { make } from '../support/make.ts';
import { password, useSystem } from '../support/system.ts';

describe('the page cache', () => {
  const database = useDatabase();
  const system = useSystem(database, { pageCache: true });

  it('gives visitors one kept page and signed-in people their own', async () => {
    const account = await make(database.db()).account({ role: 'researcher', name: '孙有田', password });
    const person = await system().as(account);
    const own = await person.get('/technologies');
    expect(own.html).to.include('孙有田');
    expect(own.headers.get('cache-control')).to.include('private');

    const first = await system().visitor().get('/technologies');
    await make(database.db()).technology({ title: '刚刚发布的' });
    const second = await system().visitor().get('/technologies');
    expect(second.html).to.equal(first.html);
    expect(second.html).not.to.include('孙有田');
    expect(second.headers.get('set-cookie')).to.equal(null);
    expect(second.headers.get('content-security-policy')).to.include("default-src 'none'");
    expect((await person.get('/technologies')).html)
      .to.include('刚刚发布的')
      .and.to.include('孙有田');
  });

  it('keeps languages apart, and says nothing new to who has the page', async () => {
    const visitor = system().visitor();
    expect((await visitor.get('/needs?lang=en')).html).to.include('Needs');
    const { html, headers } = await visitor.get('/needs');
    expect(html).to.include('需求');
    const again = await visitor.fetch('/needs', { headers: { 'if-none-match': headers.get('etag') ?? '' } });
    expect(again.status).to.equal(304);
  });

  it('protects a kept page with the same headers as one made for the asker', async () => {
    const account = await make(database.db()).account({ role: 'researcher', password });
    const visitor = system().visitor();
    const [made, kept] = [await visitor.get('/events'), await visitor.get('/events')];
    const own = await (await system().as(account)).get('/events');
    const protection = ({ headers }: typeof made) =>
      [...headers].filter(([name]) => /^(content-security|cross-origin|origin-|referrer-|strict-|x-(?!request-id))/.test(name));
    expect(protection(made)).to.have.length.above(8);
    expect(protection(kept)).to.deep.equal(protection(made));
    expect(protection(own)).to.deep.equal(protection(made));
    expect(kept.headers.get('etag')).to.equal(made.headers.get('etag'));
  });
});
