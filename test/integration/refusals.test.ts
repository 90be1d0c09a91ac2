import { expect } from 'chai';
import { newId, type Id } from '../../src/kernel/id.ts';
import { useDatabase } from '../support/database.ts';
import { make, type MadeAccount } from '../support/make.ts';
import { place } from '../support/places.ts';
import { password, useSystem } from '../support/system.ts';

describe('the refusals of a listing', () => {
  const database = useDatabase();
  const system = useSystem(database);

  /** One technology of somebody who can sign in, refused by so many needs for these reasons. */
  async function refused(...answers: { reason: string; note?: string; by?: MadeAccount }[]) {
    const made = make(database.db());
    const holder = await made.account({ role: 'researcher', password });
    const { listingId } = await made.technology({ by: holder, title: '膜下滴灌' });
    const add = async ({ reason, note = '', by }: { reason: string; note?: string; by?: MadeAccount | undefined }) => {
      const need = await made.need(by && { by });
      const match = { id: newId(), technology_id: listingId, need_id: need.listingId, score: 0.5, status: 'refused' };
      await database
        .db()('matches')
        .insert({ ...match, technology_version: 1, need_version: 1 });
      await database.db()('match_answers').insert({ match_id: match.id, side: 'need', answer: 'no', reason, note });
    };
    for (const answer of answers) await add(answer);
    return { listingId, add, account: holder, holder: await system().as(holder), page: `/technologies/${listingId}/answers` };
  }

  it('go back to the holder as counts with what to do about each, and notes without names', async () => {
    const made = make(database.db());
    const by = await made.account({ name: '赵大叔', role: 'seeker', region: place.village });
    const { holder, page, listingId } = await refused(
      { reason: 'too-costly', note: '一亩三百块太贵', by },
      { reason: 'too-costly' },
      { reason: 'unsuitable-land', note: '我们是沙地' },
    );
    const { html } = await holder.get(page);
    expect(html).to.include('花钱太多').and.to.include('2 家').and.to.include('一亩三百块太贵').and.to.include('我们是沙地');
    expect(html).to.include(`/technologies/${listingId}/edit/better`).and.to.include(`/technologies/${listingId}/edit/where`);
    expect(html).not.to.match(/赵大叔|盐碱地玉米出苗率低/);
    expect(html.indexOf('花钱太多')).to.be.below(html.indexOf('不适合我的地'));
    expect((await holder.get('/my/listings')).html)
      .to.include('2 家说“花钱太多”')
      .and.to.include(page);

    const { reply } = await holder.call('getRefusals', { params: { listingId } });
    expect(reply).to.deep.include({ answered: 3, yes: 0 });
    expect(reply.refusals[0]).to.deep.equal({ reason: 'too-costly', count: 2 });
  });

  it('keep the note of the only person who said no', async () => {
    const { holder, page, listingId } = await refused({ reason: 'other', note: '跟我们村的老李合作了' });
    const { html } = await holder.get(page);
    expect(html).not.to.include('老李');
    expect(html).to.include('免得看出是谁说的');
    expect((await holder.call('getRefusals', { params: { listingId } })).reply.notes).to.deep.equal([]);
    expect((await holder.get('/my/listings')).html).not.to.include(page);
  });

  it('are for the holder and the organizers of the region, and for nobody else', async () => {
    const { page, listingId } = await refused({ reason: 'other' });
    const made = make(database.db());
    const statusFor = async (account: MadeAccount) => {
      const visitor = await system().as(account);
      const { status } = await visitor.call('getRefusals', { params: { listingId } });
      expect((await visitor.get(page)).status).to.equal(status);
      return status;
    };
    expect(await statusFor(await made.account({ role: 'organizer', region: place.city, password }))).to.equal(200);
    expect(await statusFor(await made.account({ role: 'organizer', region: place.taonan, password }))).to.equal(404);
    expect(await statusFor(await made.account({ role: 'seeker', password }))).to.equal(404);
    expect((await system().visitor().get(page)).location).to.match(/^\/sign-in/);
  });

  it('are told at most once a week, and only what is new, however many look at once', async () => {
    const { listingId, account, add } = await refused({ reason: 'too-early' }, { reason: 'too-costly' });
    const weeks = () => database.db()('refusal_summaries').where({ listing_id: listingId });
    const sum = () => Promise.all([1, 2, 3].map(() => system().app.sumRefusals()));
    await sum();
    expect(await weeks(), 'one each is nobody’s opinion but their own').to.have.length(0);

    await add({ reason: 'too-early' });
    await sum();
    const [{ week }] = (await database.db().raw<{ rows: { week: string }[] }>(`select week::text from refusal_summaries where listing_id = ?`, [listingId])).rows as [{ week: string }]; // prettier-ignore
    await Promise.all([1, 2].map(() => system().app.notifyRefusals(listingId, week)));
    const notices = await database.db()('notifications').where({ account_id: account.accountId });
    expect(notices).to.have.length(1);
    expect(notices[0]).to.deep.include({ link: `/technologies/${listingId}/answers`, kind: 'refusals-summed' });

    await add({ reason: 'too-early' });
    await sum();
    expect(await weeks(), 'not twice a week').to.have.length(1);
    const ago = database.db().raw(`told_at - interval '8 days'`);
    await weeks().update({ week: '2026-01-05' as Id, told_at: ago });
    await database
      .db()('match_answers')
      .update({ at: database.db().raw(`at - interval '9 days'`) });
    await sum();
    expect(await weeks(), 'nothing is new').to.have.length(1);
    await add({ reason: 'too-early' });
    await sum();
    expect(await weeks()).to.have.length(2);
  });
});
