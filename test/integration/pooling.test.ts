import { expect } from 'chai';
import type { Answer } from '../../src/features/matching/pooling/joint-need.ts';
import { AppError } from '../../src/kernel/error.ts';
import type { Id } from '../../src/kernel/id.ts';
import { useDatabase } from '../support/database.ts';
import { makeHall } from '../support/make-hall.ts';
import { make, type MadeAccount, type MadeListing } from '../support/make.ts';
import { place } from '../support/places.ts';
import { password, useSystem } from '../support/system.ts';

const title = '羔羊成批腹泻死亡怎么防';
const problem = '春天下的羔羊几天内接连拉稀死亡，草药和抗生素都不管用';
const yes = (mu: number, more: Partial<Extract<Answer, { yes: true }>> = {}): Answer => ({
  ...{ yes: true, textVersion: 1, share: { mu, heads: null, households: 10, fen: null }, showsShare: false, opensContact: false },
  ...more,
});
const no: Answer = { yes: false };

describe('pooling', () => {
  const database = useDatabase();
  const system = useSystem(database);
  const db = () => database.db();
  const app = () => system().app;
  let organizer: MadeAccount;

  beforeEach(async () => {
    for (const table of ['event_listings', 'joint_needs', 'listings', 'outbox']) await db()(table).delete();
    organizer = await make(db()).account({ role: 'organizer', region: place.city, password });
  });

  type Village = MadeListing & { caller: MadeAccount };
  async function village(wish: { title?: string; region?: string; phone?: string } = {}): Promise<Village> {
    const made = make(db());
    const caller = await made.account({ role: 'seeker', region: wish.region ?? place.village, password });
    const columns = { contact_phone: wish.phone ?? '13900000000', contact_email: '' };
    const said = { title: wish.title ?? title, region: wish.region ?? place.village, detail: { problem } };
    return { ...(await made.need({ by: caller, columns, ...said })), caller };
  }
  async function villages(count = 3): Promise<Village[]> {
    const regions = [place.village, place.otherVillage, place.taonan];
    const all: Village[] = [];
    for (let n = 0; n < count; n += 1) all.push(await village({ region: regions[n % 3] as string, phone: `1590000000${n}` }));
    for (const { listingId } of all) await app().findLikenesses(listingId);
    return all;
  }
  const ids = (all: readonly MadeListing[]) => all.map(({ listingId }) => listingId);
  const gather = (all: readonly Village[], by = organizer) =>
    app().gatherJointNeed(by, {
      ...{ needId: all[0]?.listingId as Id, needIds: ids(all), leadNeedId: all[0]?.listingId as Id },
      title,
      problem,
    });
  const answer = (jointNeedId: Id, { caller, listingId }: Village, said: Answer) =>
    app().answerJointNeed(caller, jointNeedId, { needId: listingId, channel: 'web', answer: said });
  type Likeness = { one_id: Id; other_id: Id; score: number };
  const likenesses = async () =>
    (await db()('listing_likenesses').select('one_id', 'other_id', 'score').orderBy(['one_id', 'other_id'])) as Likeness[];
  const facts = async () => (await db()('outbox').where('name', 'like', 'joint-need.%').orderBy('id').pluck('name')) as string[];
  const listing = async (id: Id) =>
    (await db()('listings as l').join('needs as n', 'n.listing_id', 'l.id').where('l.id', id).first()) as
      | { status: string; account_id: Id; scale_mu: number; households: number; version: number; contact_phone: string }
      | undefined;
  const refusal = (work: Promise<unknown>) =>
    work.then(
      () => 'done',
      (error: unknown) => (error instanceof AppError ? error.key : String(error)),
    );

  describe('finds likenesses', () => {
    it('once, whichever of two is looked at first, twice and from two sides at once', async () => {
      const [one, other] = [await village(), await village({ region: place.taonan })];
      await village({ title: '大棚黄瓜冬天落花多' }).then((third) =>
        db()('needs').where({ listing_id: third.listingId }).update({ problem: '棚里地温低' }),
      );
      await Promise.all([...ids([one, other]), ...ids([one, other])].map((id) => app().findLikenesses(id)));
      const found = await likenesses();
      expect(found.map(({ one_id, other_id }) => [one_id, other_id])).to.deep.equal([ids([one, other]).sort()]);
      await app().findLikenesses(one.listingId);
      expect(await likenesses()).to.deep.equal(found);
    });

    it('between needs of other holders in one city only', async () => {
      const first = await village();
      await make(db()).need({ by: first.caller, title, detail: { problem } });
      const own = (await db()('listings').whereNot({ id: first.listingId }).pluck('id')) as Id[];
      for (const id of [...own, first.listingId]) await app().findLikenesses(id);
      expect(await likenesses()).to.deep.equal([]);
    });

    it('anew when a listing changes or ends, and an older run changes nothing', async () => {
      const [one, other] = (await villages(2)) as [Village, Village];
      expect(await likenesses()).to.have.length(1);
      await db()('listing_likenesses').update({ one_version: 9, other_version: 9, score: 0.5 });
      await app().findLikenesses(one.listingId);
      expect((await likenesses())[0]?.score, 'what rests on newer versions stays').to.equal(0.5);
      await db()('listing_likenesses').update({ one_version: 1, other_version: 1 });

      await db()('listings').where({ id: one.listingId }).update({ title: '苹果树腐烂病', version: 2 });
      await db()('needs').where({ listing_id: one.listingId }).update({ problem: '树干流胶' });
      await Promise.all([app().findLikenesses(other.listingId), app().findLikenesses(one.listingId)]);
      await app().findLikenesses(one.listingId);
      expect(await likenesses()).to.deep.equal([]);

      const third = await village();
      await app().findLikenesses(third.listingId);
      expect(await likenesses()).to.have.length(1);
      await app().withdrawListing(third.caller, third.listingId);
      await app().findLikenesses(third.listingId);
      expect(await likenesses()).to.deep.equal([]);
    });

    it('of a submitted technology, shown to its moderator, who returns the newer once', async () => {
      const made = make(db());
      const older = await made.technology({ title: '盐碱地玉米覆膜滴灌保苗技术' });
      const newer = await made.technology({
        title: '盐碱地玉米覆膜滴灌保苗技术',
        status: 'submitted',
        columns: { created_at: new Date('2030-01-01') },
      });
      for (const { listingId } of [older, newer]) await app().findLikenesses(listingId);
      const moderator = await system().as(organizer);
      const page = await moderator.get(`/organizer/moderation/${newer.listingId}`);
      expect(page.html).to.include(`/technologies/${older.listingId}`);
      const list = '/organizer/likenesses';
      expect((await moderator.get(list)).html)
        .to.include(older.listingId)
        .and.to.include(newer.listingId);

      const fields = { oneId: newer.listingId, otherId: older.listingId, decision: 'withdraw-newer' };
      expect((await moderator.submit(list, `${list}/decision`, fields)).status).to.equal(303);
      expect(await db()('listings').where({ id: newer.listingId }).first('status', 'version')).to.deep.equal({
        status: 'returned',
        version: 2,
      });
      expect(await db()('likeness_decisions').pluck('decision')).to.deep.equal(['withdraw-newer']);
      expect(
        await refusal(
          app().decideLikeness(organizer, { oneId: newer.listingId, otherId: older.listingId, decision: 'not-same', reason: '' }),
        ),
      ).to.equal('pooling:errors.decided');
      expect((await moderator.get(list)).html).not.to.include(older.listingId);
    });
  });

  describe('gathers a joint need', () => {
    it('when a village asks for it, once however often it asks, and an organizer names it', async () => {
      const all = await villages();
      const asker = all[0] as Village;
      const mine = await system().as(asker.caller);
      expect((await mine.get(`/my/listings/${asker.listingId}`)).html).to.include(`/my/listings/${asker.listingId}/pooling`);
      const address = `/my/listings/${asker.listingId}/pooling`;
      const { location } = await mine.submit(address, address, {});
      const id = location?.split('/').at(-1) as Id;
      expect(await app().askToPool(asker.caller, asker.listingId)).to.equal(id);
      expect(await app().askToPool((all[1] as Village).caller, (all[1] as Village).listingId)).to.equal(id);
      expect(await facts()).to.deep.equal(['joint-need.asked']);
      expect(await refusal(answer(id, asker, yes(10)))).to.equal('pooling:errors.not-yet');

      const office = await system().as(organizer);
      expect((await office.get('/organizer/joint-needs')).html).to.include(`/joint-needs/${id}`);
      const from = `/organizer/joint-needs/new?need=${asker.listingId}`;
      const fields = {
        needId: asker.listingId,
        needIds: ids(all),
        title: '几个村的羔羊都拉稀',
        problem,
        leadNeedId: asker.listingId,
      };
      expect((await office.submit(from, '/organizer/joint-needs', fields)).location).to.equal(`/joint-needs/${id}`);
      expect(await db()('joint_needs').select('status', 'title', 'region_code')).to.deep.equal([
        { status: 'gathering', title: '几个村的羔羊都拉稀', region_code: place.city },
      ]);
      await db()('needs').where({ listing_id: asker.listingId }).update({ scale_mu: 320, budget_fen: 500_000 });
      expect((await mine.get(`/joint-needs/${id}`)).html).to.match(/value="320"[^]*value="5000"[^]*参加的村/);
      const again = await office.submit(from, '/organizer/joint-needs', { ...fields, title: '' });
      expect([again.status, again.html.includes('error-summary')]).to.deep.equal([422, true]);
    });

    it('of two organizers at once only one, and no need is in two living ones', async () => {
      const all = await villages();
      const second = await make(db()).account({ role: 'organizer', region: place.city });
      const results = await Promise.all([refusal(gather(all)), refusal(gather([...all].reverse(), second))]);
      expect(results).to.have.members(['done', 'pooling:errors.taken']);
      expect(await db()('joint_needs').pluck('status')).to.deep.equal(['gathering']);

      const [{ id } = { id: '' }] = (await db()('joint_needs').select('id')) as { id: Id }[];
      await app().closeJointNeed(organizer, id);
      expect(await refusal(gather(all)), 'free again').to.equal('done');
    });

    it('of the region of its organizer, and of needs that are alike', async () => {
      const all = await villages();
      const foreign = await make(db()).account({ role: 'organizer', region: place.taonan, password });
      const address = `/organizer/joint-needs/new?need=${all[0]?.listingId ?? ''}`;
      expect((await (await system().as(foreign)).get(address)).status).to.equal(404);
      expect((await (await system().as(organizer)).get(address)).status).to.equal(200);
      expect(await refusal(gather(all, foreign))).to.equal('web:errors.not-organizer');
      const stranger = await village({ title: '大棚黄瓜冬天落花多' });
      expect(await refusal(gather([all[0] as Village, stranger]))).to.equal('pooling:errors.taken');
    });
  });

  describe('keeps the consent and share of each village', () => {
    it('joined twice at once is joined once; the history of consents can only grow', async () => {
      const all = await villages();
      const [one] = all as [Village];
      const id = await gather(all);
      await Promise.all([answer(id, one, yes(100)), answer(id, one, yes(100))]);
      expect(await facts()).to.deep.equal(['joint-need.gathered', 'joint-need.joined', 'joint-need.changed']);
      await answer(id, one, yes(80, { opensContact: true }));
      await answer(id, one, no);
      const history = (await db()('joint_need_consents')
        .orderBy('id')
        .select('purpose', 'given', 'text_version', 'channel')) as object[];
      expect(history.map((row) => Object.values(row).join(' '))).to.deep.equal([
        ...['membership true 1 web', 'share false 1 web', 'contact false 1 web'],
        ...['contact true 1 web', 'membership false 1 web', 'contact false 1 web'],
      ]);
      expect(
        await db()('joint_need_members').where({ need_id: one.listingId }).first('status', 'share_mu', 'opens_contact'),
      ).to.deep.equal({
        ...{ status: 'left', share_mu: null, opens_contact: false },
      });
      for (const change of [db()('joint_need_consents').update({ given: true }), db()('joint_need_consents').delete()])
        expect(await refusal(change)).to.include('A consent is history');
    });

    it('is asked again when the text changes, and may be written down by an organizer and by nobody else', async () => {
      const all = await villages();
      const [one, two] = all as [Village, Village];
      const id = await gather(all);
      await answer(id, one, yes(100));
      await app().rewriteJointNeed(organizer, id, { title: '另一个说法', problem, leadNeedId: one.listingId });
      expect(await refusal(app().publishJointNeed(organizer, id))).to.equal('pooling:errors.too-few');

      // Of a text that was written anew while it was being read, nobody has agreed to the new one.
      expect(await refusal(answer(id, one, yes(100)))).to.equal('pooling:errors.text-changed');
      expect(await db()('joint_need_members').where({ status: 'in' })).to.deep.equal([]);
      const said = { needId: two.listingId, answer: yes(50, { textVersion: 2 }) };
      expect(await refusal(app().answerJointNeed(organizer, id, { ...said, channel: 'web' }))).to.equal('pooling:errors.channel');
      expect(await refusal(app().answerJointNeed(one.caller, id, { ...said, channel: 'phone' }))).to.equal(
        'web:errors.not-found',
      );
      await app().answerJointNeed(organizer, id, { ...said, channel: 'phone' });
      expect(
        await db()('joint_need_consents')
          .where({ need_id: two.listingId, purpose: 'membership' })
          .first('channel', 'text_version'),
      ).to.deep.equal({
        ...{ channel: 'phone', text_version: 2 },
      });
    });

    it('makes a listing of the sum, which follows who joins and leaves, and ends with the last but one', async () => {
      const all = await villages();
      const [one, two, three] = all as [Village, Village, Village];
      const id = await gather(all);
      await answer(id, one, yes(100.1, { opensContact: true }));
      await answer(id, two, yes(200.2));
      // One leaves while an organizer publishes: whichever comes first, the sum is of those who are in.
      await Promise.all([refusal(app().publishJointNeed(organizer, id)), answer(id, three, yes(30))]);
      await Promise.all([app().keepJointNeed(id), app().keepJointNeed(id)]);
      expect(await listing(id)).to.include({
        status: 'published',
        scale_mu: 330.3,
        households: 30,
        account_id: one.accountId,
        version: 1,
      });
      await app().keepJointNeed(id);
      expect((await listing(id))?.version, 'nothing new').to.equal(1);

      await answer(id, three, no);
      await answer(id, one, yes(100.1)); // the lead no longer opens its contact: the organizer answers for all
      await Promise.all([app().keepJointNeed(id), app().keepJointNeed(id)]);
      expect(await listing(id)).to.include({
        scale_mu: 300.3,
        account_id: organizer.accountId,
        contact_phone: organizer.phone,
        version: 2,
      });

      await answer(id, two, no);
      await app().keepJointNeed(id);
      expect(await listing(id)).to.include({ status: 'closed' });
      expect(await db()('joint_needs').first('status')).to.deep.equal({ status: 'closed' });
      expect(await refusal(answer(id, two, yes(1)))).to.equal('pooling:errors.closed');
      const revisions = await db()('listing_revisions').where({ listing_id: id }).orderBy('version').pluck('action');
      expect(revisions).to.deep.equal(['published', 'saved', 'closed']);
    });

    it('loses a member whose own need is over, and is closed when its listing is withdrawn', async () => {
      const all = await villages();
      const [one, two, three] = all as [Village, Village, Village];
      const id = await gather(all);
      for (const member of all) await answer(id, member, yes(10, { opensContact: true }));
      await app().publishJointNeed(organizer, id);
      await app().keepJointNeed(id);
      await app().withdrawListing(three.caller, three.listingId);
      await app().tendJointNeeds(three.listingId);
      await app().tendJointNeeds(three.listingId);
      await app().keepJointNeed(id);
      expect(await listing(id)).to.include({ scale_mu: 20 });

      await app().withdrawListing(one.caller, id);
      await app().tendJointNeeds(id);
      expect(await db()('joint_needs').first('status')).to.deep.equal({ status: 'closed' });
      expect(await db()('listings').where({ id: two.listingId }).first('status'), 'their own needs stay').to.deep.equal({
        status: 'published',
      });
    });

    it('shows a share and opens a contact only of those who agreed, and joins an event like any need', async () => {
      const all = await villages();
      const [one, two, three] = all as [Village, Village, Village];
      const id = await gather(all);
      await answer(id, one, yes(111, { opensContact: true, showsShare: true }));
      await answer(id, two, yes(222));
      await answer(id, three, yes(444, { opensContact: true }));
      const address = `/joint-needs/${id}`;
      expect((await system().visitor().get(address)).status, 'not before it is published').to.equal(404);
      await app().publishJointNeed(organizer, id);
      await app().keepJointNeed(id);

      const visitor = await system().visitor().get(address);
      expect(visitor.html).to.include('777').and.to.include('111').and.not.to.include('222').and.not.to.include('444');
      const { reply } = await system()
        .visitor()
        .call('getJointNeed', { params: { jointNeedId: id } });
      expect(reply.members.map(({ share }) => share?.mu ?? null)).to.deep.equal([111, null, null]);
      expect(reply.total.mu).to.equal(777);
      expect((await (await system().as(two.caller)).get(address)).html)
        .to.include('222')
        .and.not.to.include('444');
      expect((await system().visitor().get(`/needs/${two.listingId}`)).html).to.include(address);

      const made = make(db());
      const holder = await made.account({ role: 'researcher', password });
      const technology = await made.technology({ by: holder, title: '羔羊腹泻疫苗', columns: { contact_phone: '15711112222' } });
      const matchId = await app().proposeMatch(organizer, technology.listingId, id);
      const them = await system().as(holder);
      const phones = ['15900000000', '15900000001', '15900000002'];
      const read = async (reader = them) => (await reader.get(address)).html + (await reader.get(`/matches/${matchId}`)).html;
      const shown = async () => {
        const html = await read();
        return phones.filter((phone) => html.includes(phone));
      };
      expect(await shown()).to.deep.equal([]);
      for (const by of [holder, one.caller]) await app().answerMatch(by, matchId, { answer: 'yes', reason: null, note: '' });
      expect(await shown()).to.deep.equal(['15900000000', '15900000002']);
      for (const [member, sees] of [
        [one, true],
        [two, false],
        [three, true],
      ] as const)
        expect((await (await system().as(member.caller)).get(address)).html.includes('15711112222'), member.listingId).to.equal(
          sees,
        );
      await answer(id, three, yes(444));
      expect(await shown(), 'withdrawn as easily').to.deep.equal(['15900000000']);
      expect((await system().visitor().get(address)).html)
        .not.to.include('1590000000')
        .and.not.to.include('15711112222');
    });

    it('tells each member once what concerns it', async () => {
      const all = await villages();
      const [one, two] = all as [Village, Village];
      const id = await gather(all);
      const tell = (what: 'gathered' | 'joined' | 'published', needId: Id | null = null) =>
        app().notifyJointNeed({ jointNeedId: id, needId, version: 2, what });
      await Promise.all([tell('gathered'), tell('gathered')]);
      const kinds = async () =>
        (await db()('notifications').select('account_id', 'kind')).map(
          ({ account_id, kind }: { account_id: Id; kind: string }) => `${kind} ${account_id}`,
        );
      expect(await kinds()).to.have.members(all.map(({ accountId }) => `joint-invited ${accountId}`));
      await db()('notifications').delete();
      await answer(id, one, yes(1, { opensContact: true }));
      await answer(id, two, yes(1));
      await tell('joined', two.listingId);
      expect(await kinds()).to.have.members([`joint-joined ${organizer.accountId}`, `joint-joined ${one.accountId}`]);
      await db()('notifications').delete();

      await app().publishJointNeed(organizer, id);
      await app().keepJointNeed(id);
      const technology = await make(db()).technology({ title: '羔羊腹泻疫苗' });
      const matchId = await app().proposeMatch(organizer, technology.listingId, id);
      await Promise.all([app().notifyJointMatch(matchId), app().notifyJointMatch(matchId)]);
      expect(await kinds(), 'the lead hears as the owner').to.deep.equal([`joint-match ${two.accountId}`]);
    });
  });

  it('is written down for a village on a page of its own, which comes back with what was typed', async () => {
    const [one, two] = (await villages(2)) as [Village, Village];
    const id = await gather([one, two]);
    const office = await system().as(organizer);
    const page = `/organizer/joint-needs/${id}/answer?need=${two.listingId}`;
    const publication = `/organizer/joint-needs/${id}/publication`;
    const asked = await office.get(page);
    expect(asked.html).to.include(problem).and.to.include('登记：同意加入');
    await answer(id, one, yes(10, { opensContact: true }));
    const lacking = await office.get(`/joint-needs/${id}`);
    expect(lacking.html).to.include('再有 1 家同意').and.not.to.include(publication);
    const to = `/joint-needs/${id}/answer`;
    const fields = {
      ...{ needId: two.listingId, onBehalf: 'true', channel: 'paper', textVersion: '1', answer: 'yes' },
      ...{ mu: '', heads: '', households: '', yuan: '' },
    };
    const again = await office.submit(page, to, { ...fields, yuan: '5000', opensContact: 'true' });
    expect(again.status).to.equal(422);
    expect(again.html).to.include('value="5000"').and.to.include('name="onBehalf"').and.to.include('error-summary');
    expect((await office.submit(page, to, { ...fields, heads: '300', yuan: '5000' })).location).to.equal(`/joint-needs/${id}`);
    const kept: unknown = await db()('joint_need_members').where({ need_id: two.listingId }).first('status', 'share_heads', 'share_fen'); // prettier-ignore
    expect(kept).to.deep.equal({ status: 'in', share_heads: 300, share_fen: 500_000 });
    expect((await office.get(`/joint-needs/${id}`)).html)
      .to.include(publication)
      .and.not.to.include('再有 1 家同意');
  });

  it('joins a docking event like any need', async () => {
    const all = await villages();
    const [one, two] = all as [Village, Village];
    const id = await gather(all);
    for (const member of [one, two]) await answer(id, member, yes(10, { opensContact: true }));
    await app().publishJointNeed(organizer, id);
    await app().keepJointNeed(id);
    const hall = await makeHall(db(), { status: 'registration' });
    await hall.seat(one.caller);
    expect(await app().joinEvent(one.caller, hall.eventId, [id])).to.equal('accepted');
    expect(await refusal(app().joinEvent(two.caller, hall.eventId, [id])), 'the lead brings it').not.to.equal('done');
  });
});
