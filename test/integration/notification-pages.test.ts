import { expect } from 'chai';
import { composeNotifications } from '../../src/features/notifications/compose.ts';
import { newId, type Id } from '../../src/kernel/id.ts';
import { useDatabase } from '../support/database.ts';
import { keepLog } from '../support/log.ts';
import { make, type MadeAccount } from '../support/make.ts';
import { password, useSystem } from '../support/system.ts';

describe('the pages of notifications', () => {
  const database = useDatabase();
  const system = useSystem(database);
  const account = (wish: object = {}) => make(database.db()).account({ password, ...wish });

  async function tell({ accountId }: MadeAccount, count: number): Promise<Id[]> {
    const rows = Array.from({ length: count }, (_, number) => ({
      ...{ id: newId(), account_id: accountId, about: `matter ${number}`, kind: 'match-found', link: `/matches/${newId()}` },
      params: JSON.stringify({ mine: `我的${number}号`, other: '别人的' }),
      created_at: new Date(Date.UTC(2026, 10, 1, 0, 0, number)),
    }));
    await database.db()('notifications').insert(rows);
    return rows.map(({ id }) => id);
  }
  const numbersIn = (html: string): number[] => [...html.matchAll(/我的(\d+)号/g)].map(([, number]) => Number(number));
  const linkOf = (html: string, rel: string): string =>
    (new RegExp(`rel="${rel}" href="([^"]*)"`).exec(html)?.[1] ?? '').replaceAll('&#x3D;', '=').replaceAll('&amp;', '&');

  it('pages through all of them and back, the newest first, and none twice', async () => {
    const me = await account();
    await tell(me, 45);
    const visitor = await system().as(me);
    const pages = [(await visitor.get('/notifications')).html];
    for (let older = linkOf(pages[0] ?? '', 'next'); older; older = linkOf(pages.at(-1) ?? '', 'next'))
      pages.push((await visitor.get(older)).html);
    expect(pages).to.have.length(3);
    expect(pages.flatMap(numbersIn)).to.deep.equal(Array.from({ length: 45 }, (_, number) => 44 - number));
    expect(numbersIn((await visitor.get(linkOf(pages[2] ?? '', 'prev'))).html)).to.deep.equal(numbersIn(pages[1] ?? ''));
    expect(linkOf(pages[0] ?? '', 'prev')).to.equal('');
  });

  it('mark one as read on the way to its page, or from the list, or all at once', async () => {
    const me = await account();
    const ids = await tell(me, 3);
    const visitor = await system().as(me);
    const unread = async () => (await visitor.call('listNotifications', {})).reply.unread;
    expect((await visitor.get(`/notifications/${ids[0]}/open`)).location).to.match(/^\/matches\//);
    expect(await unread()).to.equal(2);
    await visitor.submit('/notifications', `/notifications/${ids[1]}/reading`, {});
    expect(await unread()).to.equal(1);
    await visitor.submit('/notifications', '/notifications/reading', {});
    expect(await unread()).to.equal(0);
    expect((await visitor.get('/notifications')).html).to.contain('全部标为看过了');
  });

  it('show nobody what another was told', async () => {
    const [id = ''] = await tell(await account(), 1);
    const other = await system().as(await account());
    expect((await other.get(`/notifications/${id}/open`)).status).to.equal(404);
    expect((await other.call('readNotification', { params: { notificationId: id } })).status).to.equal(404);
    expect((await other.call('listNotifications', {})).reply).to.deep.equal({ unread: 0, notifications: [], older: null });
    expect((await system().visitor().get('/notifications')).location).to.equal('/sign-in?to=%2Fnotifications');
  });

  it('let an admin read the letters that were written into files, and nobody else', async () => {
    const me = await account();
    const [id = ''] = await tell(me, 1);
    const config = system().settings;
    const app = composeNotifications({ db: database.db(), config, now: () => new Date(), log: keepLog() });
    await app.emailNotification(id);

    const admin = await system().as(await account({ role: 'admin' }));
    const list = await admin.get('/admin/mail');
    const href = /href="(\/admin\/mail\/[0-9a-f-]+)"/.exec(list.html)?.[1] ?? '';
    expect(list.html).to.contain('「我的0号」有新的匹配').and.to.not.contain(me.email);
    const letter = await admin.get(href);
    expect(letter.html).to.contain(me.email).and.to.contain(`<iframe class="letter" src="${href}/body" sandbox`);

    const body = await admin.get(`${href}/body`);
    expect(body.headers.get('content-security-policy')).to.contain("default-src 'none'").and.to.contain('sandbox');
    expect(body.html).to.contain(`/notifications/${id}/open`);
    const person = await system().as(me);
    for (const path of ['/admin/mail', href, `${href}/body`]) expect((await person.get(path)).status).to.equal(403);
    expect((await admin.get(`/admin/mail/${newId()}`)).status).to.equal(404);
  });
});
