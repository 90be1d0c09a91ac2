import { expect } from 'chai';
import { newId, type Id } from '../../src/kernel/id.ts';
import { useDatabase } from '../support/database.ts';
import { make, type MadeAccount } from '../support/make.ts';
import { makeHall } from '../support/make-hall.ts';
import { place } from '../support/places.ts';
import { password, useSystem } from '../support/system.ts';
import type { Visitor } from '../support/visitor.ts';

type Pair = {
  matchId: Id;
  technologyId: Id;
  needId: Id;
  holder: Visitor;
  seeker: Visitor;
  people: Record<'holder' | 'seeker', MadeAccount>;
};

describe('the life of a match', () => {
  const database = useDatabase();
  const system = useSystem(database);

  /** A matched pair of two people who are signed in; one question of the score is open. */
  async function pair(wish: { origin?: string; by?: Id } = {}): Promise<Pair> {
    const made = make(database.db());
    const holder = await made.account({ role: 'researcher', password });
    const seeker = await made.account({ role: 'seeker', region: place.village, password });
    const [{ listingId: technologyId }, { listingId: needId }] = [
      await made.technology({ by: holder, detail: { soils: ['saline-alkali'] } }),
      await made.need({ by: seeker }),
    ];
    const matchId = newId();
    const reasons = [
      { kind: 'for', key: 'words', params: { words: '玉米' }, points: 1.4 },
      { kind: 'against', key: 'next-year', params: { from: 4, to: 5 }, points: -0.2 },
      { kind: 'ask', key: 'ask-soil', params: { soil: 'saline-alkali' }, points: 0 },
    ];
    await database
      .db()('matches')
      .insert({
        ...{ id: matchId, technology_id: technologyId, need_id: needId, score: 0.6, reasons: JSON.stringify(reasons) },
        ...{ technology_version: 1, need_version: 1, origin: wish.origin ?? 'engine', proposed_by: wish.by ?? null },
      });
    const visitors = { holder: await system().as(holder), seeker: await system().as(seeker) };
    return { matchId, technologyId, needId, ...visitors, people: { holder, seeker } };
  }
  const tabsOf = async (visitor: Visitor) => {
    const tabs = ['answer', 'waiting', 'later', 'open', 'past'] as const;
    const found = await Promise.all(
      tabs.map(async (tab) => (await visitor.call('listMatches', { query: { tab } })).reply.matches.length),
    );
    return tabs.filter((_, index) => (found[index] ?? 0) > 0).join(' ');
  };
  const factsOf = async (name: string) => (await database.db()('outbox').where({ name })).length;

  it('lets both sides ask and answer before contacts are open, each question in the tab of whoever has to act', async () => {
    const { matchId, holder, seeker, people } = await pair();
    const [params, page] = [{ matchId }, `/matches/${matchId}`];
    expect([await tabsOf(holder), await tabsOf(seeker)]).to.deep.equal(['answer', 'answer']);

    // The question of the score is asked by its name, from the page, and each side reads it in its own language.
    expect((await holder.get(page)).html)
      .to.include('先问清楚这一条')
      .and.to.include('就问对方这一条');
    expect((await seeker.get(page)).html).to.match(/href="\/needs\/[\w-]+\/edit\/conditions"/);
    const asked = await holder.submit(page, `${page}/questions`, { about: 'ask-soil' });
    expect(asked.location).to.equal(page);
    expect([await tabsOf(holder), await tabsOf(seeker)]).to.deep.equal(['waiting', 'answer']);
    expect((await seeker.get('/matches')).html).to.include('对方有话问您');
    await seeker.get('/preferences?lang=en&back=/matches');
    const { reply } = await seeker.call('getMatch', { params });
    expect(reply.questions[0]?.text).to.match(/saline/i);
    expect((await holder.call('askQuestion', { params, body: { about: 'ask-soil' } })).status).to.equal(409);
    expect((await holder.call('askQuestion', { params, body: { about: 'warmth' } })).status).to.equal(409);

    const questionId = String(reply.questions[0]?.questionId);
    const at = { ...params, questionId };
    expect((await holder.call('answerQuestion', { params: at, body: { text: '我自己答' } })).status).to.equal(404);
    const told = await Promise.all(
      ['是，pH 8.5', '是盐碱地'].map((text) => seeker.call('answerQuestion', { params: at, body: { text } })),
    );
    expect(told.map(({ status }) => status).sort(), 'it is answered once').to.deep.equal([200, 409]);
    expect([await tabsOf(holder), await tabsOf(seeker)]).to.deep.equal(['answer', 'answer']);

    await system().app.notifyQuestion(questionId);
    for (const _ of [1, 2]) await Promise.all([1, 2].map(() => system().app.notifyQuestionAnswer(questionId)));
    const notices = await database
      .db()('notifications')
      .whereIn('account_id', [people.holder.accountId, people.seeker.accountId]);
    expect(
      notices.map(({ kind }: { kind: string }) => kind),
      'what is answered is not asked',
    ).to.deep.equal(['match-told']);
    expect(JSON.stringify(notices)).not.to.include('盐碱地吗');
  });

  it('leads the list and the day with the question that waits, says it in the words of the card, and asks no more there when open', async () => {
    const { matchId, seeker, holder, people } = await pair();
    const made = make(database.db());
    const better = await made.need({ by: people.seeker, title: '更合适的需求' });
    const technology = await made.technology({ title: '更合适的成果' });
    await database
      .db()('matches')
      .insert({
        ...{ id: newId(), technology_id: technology.listingId, need_id: better.listingId, score: 0.9, reasons: '[]' },
        ...{ technology_version: 1, need_version: 1, origin: 'engine' },
      });
    const firstOf = async (path: string) => /href="\/matches\/([0-9a-f-]{36})"/.exec((await seeker.get(path)).html)?.[1];
    expect([await firstOf('/matches'), await firstOf('/today')]).to.not.include(matchId);

    await seeker.call('answerMatch', { params: { matchId }, body: { answer: 'yes' } });
    await holder.call('askQuestion', { params: { matchId }, body: { about: 'ask-soil' } });
    expect([await firstOf('/matches'), await firstOf('/today')]).to.deep.equal([matchId, matchId]);
    expect((await seeker.get('/today')).html).to.include('对方有话问您');
    const main = (await seeker.get(`/matches/${matchId}`)).html.split('<main')[1] ?? '';
    expect(main.match(/class="button primary/g)).to.have.length(1);
    expect((await holder.get(`/matches/${matchId}`)).html)
      .to.include('对方已说合适')
      .and.not.include('等待答复');
    expect((await holder.get('/today')).html).not.to.include(matchId);

    await holder.call('answerMatch', { params: { matchId }, body: { answer: 'yes' } });
    expect((await holder.get(`/matches/${matchId}`)).html)
      .to.include('通话时，先问清楚这一条')
      .and.not.include('再答复也不迟');
    const contacts = (await seeker.get(`/matches/${matchId}`)).html.split('id="contacts"')[1] ?? '';
    expect(contacts.indexOf('成果一方')).to.be.below(contacts.indexOf('您的需求的联系人'));
  });

  it('names its pair at the top, says its three weightiest reasons in the list, and no grade once nothing fits', async () => {
    const { matchId, seeker } = await pair();
    const reason = (words: string, points: number) => ({ kind: 'for', key: 'words', params: { words }, points });
    const reasons = JSON.stringify([reason('甲', 1), reason('乙', 0.1), reason('丙', 2), reason('丁', 0.5)]);
    await database.db()('matches').where({ id: matchId }).update({ reasons });
    const said = (html: string) => [...html.matchAll(/两边都提到：([甲乙丙丁])/g)].map(([, word]) => word).join('');
    expect(said((await seeker.get('/matches')).html)).to.equal('甲丙丁');
    const { html } = await seeker.get(`/matches/${matchId}`);
    expect(html)
      .to.match(/<h1>[^<]*<\/h1><p>[^<]+ ↔ [^<]+<\/p>/)
      .and.include('乙');

    await database.db()('matches').where({ id: matchId }).update({ status: 'lapsed', score: 0 });
    const past = (await seeker.get('/matches?tab=past')).html;
    expect(past).to.include('现在不合适了').and.not.include('可以看看');
    expect((await seeker.get(`/matches/${matchId}`)).html).to.not.include('可以看看');
  });

  it('applies a question once that is sent twice, and takes no more than three at a time', async () => {
    const { matchId, holder } = await pair();
    const params = { matchId };
    const key = newId();
    const twice = await Promise.all([1, 2].map(() => holder.call('askQuestion', { params, key, body: { text: '地有多大？' } })));
    expect(new Set(twice.map(({ reply }) => reply.questionId)).size).to.equal(1);
    const more = await Promise.all([1, 2, 3].map((n) => holder.call('askQuestion', { params, body: { text: `第 ${n} 问` } })));
    expect(more.map(({ status }) => status).sort()).to.deep.equal([201, 201, 409]);
    expect(await database.db()('match_questions').where({ match_id: matchId })).to.have.length(3);
  });

  it('refuses contact data in questions, answers and notes with a clear word, keeps what was typed, and so does the database', async () => {
    const { matchId, holder, seeker, people } = await pair();
    const page = `/matches/${matchId}`;
    const refused = await holder.submit(page, `${page}/questions`, { text: '打我电话 139 1111 0001 细谈' });
    expect(refused.status).to.equal(422);
    expect(refused.html).to.include('139 1111 0001').and.to.include('href="#f-text"').and.to.include('这里不能写电话');
    await holder.submit(page, `${page}/questions`, { text: '地有多大？' });
    const { reply } = await seeker.call('getMatch', { params: { matchId } });
    const params = { matchId, questionId: String(reply.questions[0]?.questionId) };
    const answer = await seeker.submit(page, `${page}/questions/${params.questionId}/answer`, { text: '300 亩，微信 zhao_88' });
    expect([answer.status, answer.html.includes('300 亩，微信 zhao_88')]).to.deep.equal([422, true]);
    const no = await seeker.submit(page, `${page}/answer`, { answer: 'no', reason: 'other', note: '写信给 zhao@example.org' });
    expect([no.status, no.html.includes('请删掉再发')]).to.deep.equal([422, true]);
    expect((await holder.get(page)).html).not.to.match(/1111 0001|zhao_88|zhao@example/);

    const row = {
      id: newId(),
      match_id: matchId,
      side: 'need',
      account_id: people.seeker.accountId,
    };
    const past = (text: string) =>
      database
        .db()('match_questions')
        .insert({ ...row, text })
        .then(
          () => 'kept',
          () => 'refused',
        );
    expect(await past('打 13911110001')).to.equal('refused');
  });

  it('is put off until a day, leaves what is to answer, and comes back once with one notice', async () => {
    const { matchId, seeker, holder, people } = await pair();
    const page = `/matches/${matchId}`;
    expect((await seeker.submit(page, `${page}/postponement`, {})).status).to.equal(422);
    expect((await seeker.submit(page, `${page}/postponement`, { later: 'harvest' })).location).to.equal('/matches');
    expect([await tabsOf(seeker), await tabsOf(holder)]).to.deep.equal(['later', 'answer']);
    expect((await seeker.get('/today')).html).not.to.include(page);
    const theirs = await holder.call('getMatch', { params: { matchId } });
    expect(theirs.reply.need.laterUntil, 'it is nobody else’s business').to.equal(null);

    await system().app.wakeMatches();
    expect(await tabsOf(seeker), 'not before its day').to.equal('later');
    await database.db()('match_delays').where({ match_id: matchId }).update({ until: '2026-01-01' });
    await Promise.all([1, 2, 3].map(() => system().app.wakeMatches()));
    expect(await tabsOf(seeker)).to.equal('answer');
    expect(await factsOf('match.came-back')).to.equal(1);
    await Promise.all([1, 2].map(() => system().app.notifyLater(matchId, 'need')));
    expect(await database.db()('notifications').where({ account_id: people.seeker.accountId })).to.have.length(1);

    await seeker.call('postponeMatch', { params: { matchId }, body: { later: 'week' } });
    await seeker.call('answerMatch', { params: { matchId }, body: { answer: 'yes' } });
    expect(await tabsOf(seeker), 'an answer ends it').to.equal('waiting');
    expect((await seeker.call('postponeMatch', { params: { matchId }, body: { later: 'week' } })).status).to.equal(409);
  });

  it('is seen when its owner first opens it, by page or API, and not when an organizer looks', async () => {
    const { matchId, seeker, holder } = await pair();
    const organizer = await system().as(await make(database.db()).account({ role: 'organizer', region: place.tongyu, password }));
    const looks = async () =>
      ((await database.db()('match_looks').where({ match_id: matchId })) as { side: string }[]).map(({ side }) => side).sort();
    await organizer.get(`/matches/${matchId}`);
    expect(await looks()).to.deep.equal([]);
    await Promise.all([1, 2, 3].map(() => seeker.get(`/matches/${matchId}`)));
    await holder.call('getMatch', { params: { matchId } });
    expect(await looks()).to.deep.equal(['need', 'technology']);
    const told = await database.db()('outbox').whereRaw(`name = 'match.seen' and body ->> 'matchId' = ?`, [matchId]);
    expect(told, 'each side once').to.have.length(2);
  });

  it('does not write over an answer that the same side gave elsewhere meanwhile, and lets a mind change until it is open', async () => {
    const { matchId, seeker, holder } = await pair();
    const [params, page] = [{ matchId }, `/matches/${matchId}`];
    const { version } = (await seeker.call('getMatch', { params })).reply;
    await seeker.call('answerMatch', { params, body: { answer: 'no', reason: 'too-costly', version } });
    const behind = await seeker.call('answerMatch', { params, body: { answer: 'yes', version } });
    expect(behind.status).to.equal(409);
    expect(await tabsOf(seeker)).to.equal('past');
    // The other side may still ask why, and the no becomes a yes.
    await holder.call('askQuestion', { params, body: { text: '每亩多少钱合适？' } });
    expect(await tabsOf(seeker)).to.equal('answer');
    await holder.call('answerMatch', { params, body: { answer: 'yes', version } });
    expect((await seeker.submit(page, `${page}/answer`, { answer: 'yes' })).status).to.equal(303);
    expect(await tabsOf(seeker)).to.equal('open');
    expect((await holder.call('askQuestion', { params, body: { text: '现在呢？' } })).status).to.equal(409);
  });

  it('shows its way with dates, from the proposal to the meeting and the letter', async () => {
    const db = database.db();
    const hall = await makeHall(db, { password });
    const [holder, seeker] = [
      await make(db).account({ role: 'researcher', password }),
      await make(db).account({ role: 'seeker', password }),
    ];
    const meeting = await hall.meet(1, 1, { technology: await hall.seat(holder), need: await hall.seat(seeker) });
    const [params, mine] = [{ matchId: meeting.matchId }, await system().as(seeker)];
    for (const side of [mine, await system().as(holder)]) {
      await side.call('getMatch', { params });
      await side.call('answerMatch', { params, body: { answer: 'yes' } });
    }
    await system().app.commandHall(hall.organizer, hall.eventId, { id: newId(), name: 'start-slot', slot: 1 });
    await db('meetings').where({ id: meeting.id }).update({ status: 'met' });
    const terms = { technologyParty: '农科院', needParty: '合作社', technologySigner: '李', needSigner: '赵', witness: '' };
    const organizer = await system().as(hall.organizer);
    await organizer.call('recordLetter', { body: { meetingId: meeting.id, ...terms, terms: '试种 20 亩' } });

    const { reply } = await mine.call('getMatch', { params });
    const steps = ['proposed', 'seen', 'yes', 'open', 'meeting', 'letter'];
    expect([...new Set(reply.timeline.map(({ what }) => what))]).to.have.members(steps);
    const { html } = await mine.get(`/matches/${meeting.matchId}`);
    expect(html.match(/class="done"/g)).to.have.length(6);
    expect(html).to.include('面谈了：白城盐碱地对接会').and.to.include('href="/letters/');
  });

  it('says why it is closed when a listing has ended, and keeps what people said', async () => {
    const { matchId, technologyId, seeker, holder, people } = await pair();
    const page = `/matches/${matchId}`;
    await holder.call('askQuestion', { params: { matchId }, body: { text: '地有多大？' } });
    await system().app.withdrawListing(people.holder, technologyId);
    const { html } = await seeker.get(page);
    expect(html).to.include('成果一方撤回了这条成果').and.to.include('地有多大').and.not.include(`action="${page}/answer"`);
    expect((await seeker.call('askQuestion', { params: { matchId }, body: { text: '还能谈吗？' } })).status).to.equal(409);
  });

  it('is scored anew when a listing changes, and loses no answer, question, look or delay', async () => {
    const { matchId, technologyId, needId, seeker, holder } = await pair();
    const [params, db] = [{ matchId }, database.db()];
    await seeker.call('getMatch', { params });
    await seeker.call('postponeMatch', { params, body: { later: 'month' } });
    await holder.call('askQuestion', { params, body: { text: '地有多大？' } });
    await holder.call('answerMatch', { params, body: { answer: 'yes' } });
    const kept = () => Promise.all(['match_looks', 'match_delays', 'match_questions', 'match_answers'].map((table) => db(table).where({ match_id: matchId }))); // prettier-ignore
    const before = await kept();
    // What it asks for has nothing to do with the technology any more; nobody who is talking is cut off.
    await db('needs').where({ listing_id: needId }).update({ problem: '羊圈漏雨' });
    await db('listings').where({ id: needId }).update({ title: '羊圈漏雨', version: 2 });
    await system().app.matchListing(technologyId, { quiet: true });
    await Promise.all([1, 2].map(() => system().app.matchListing(needId, { quiet: true })));
    const match = (await db('matches').where({ id: matchId }).first()) as { status: string; need_version: number; score: number };
    expect(match).to.deep.include({ status: 'proposed', need_version: 2 });
    expect(match.score).to.be.below(0.6);
    expect(await kept()).to.deep.equal(before);
    expect(before.map((rows) => rows.length)).to.deep.equal([1, 1, 1, 1]);
  });

  it('shows what each reason weighs, and the sum', async () => {
    const { matchId, seeker } = await pair();
    const { html } = await seeker.get(`/matches/${matchId}`);
    expect(html).to.include('+1.4').and.to.include('−0.2').and.to.include('60%');
    // 0.6 is e^z / (1 + e^z) at z = 0.41; what is not among the reasons is where every pair begins.
    expect(html).to.include('−0.79');
  });

  it('can be made by a broker of the place, marked as such, who then follows it without its contacts', async () => {
    const made = make(database.db());
    const [technology, need] = [await made.technology(), await made.need()];
    const broker = await system().as(await made.account({ role: 'broker', region: place.tongyu, password }));
    const elsewhere = await system().as(await made.account({ role: 'broker', region: place.taonan, password }));
    const body = { technologyId: technology.listingId, needId: need.listingId };
    expect((await elsewhere.call('proposeMatch', { body })).status).to.equal(403);
    const { reply } = await broker.call('proposeMatch', { body });
    const page = `/matches/${reply.matchId}`;
    expect((await broker.get(page)).html).to.include('技术经理人牵的线');
    expect((await elsewhere.get(page)).status).to.equal(404);
    await database.db()('matches').where({ id: reply.matchId }).update({ status: 'open', opened_at: new Date() });
    expect((await broker.get(page)).html).not.to.include('13900000000');
    expect((await broker.call('getMatch', { params: reply })).reply.contacts).to.equal(null);
  });
});
