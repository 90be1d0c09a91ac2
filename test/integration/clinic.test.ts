import { expect } from 'chai';
import type { Assessed } from '../../src/features/listings/clinic/assess-need.ts';
import { readFact } from '../../src/catalogue.ts';
import type { AnyFact } from '../../src/kernel/decision.ts';
import { AppError } from '../../src/kernel/error.ts';
import { newId, type Id } from '../../src/kernel/id.ts';
import { effectsOf } from '../../src/switchboard.ts';
import { useDatabase } from '../support/database.ts';
import { make, type MadeAccount } from '../support/make.ts';
import { place } from '../support/places.ts';
import { password, useSystem } from '../support/system.ts';

describe('the need clinic', () => {
  const database = useDatabase();
  const system = useSystem(database);
  const db = () => database.db();
  const app = () => system().app;
  const person = (role: Parameters<ReturnType<typeof make>['account']>[0], region: string = place.tongyu) =>
    make(db()).account({ region, password, ...role });
  let organizer: MadeAccount;
  let officer: MadeAccount;
  let broker: MadeAccount;
  before(async () => {
    organizer = await person({ role: 'organizer', name: '孙主任' });
    officer = await person({ role: 'information-officer', name: '钱信息员' });
    broker = await person({ role: 'broker', name: '李经纪' });
  });

  const need = async (detail: Record<string, unknown> = {}, status = 'submitted', by?: MadeAccount) => {
    const owner = by ?? (await person({ role: 'seeker', name: '赵大叔' }, place.village));
    const made = await make(db()).need({ by: owner, status, detail });
    return { owner, id: made.listingId };
  };
  const finding = (scores: object = {}, notes: object = {}): Assessed['finding'] => ({
    scores: { problem: 3, conditions: 3, result: 3, means: 3, ...scores },
    notes: { problem: '', conditions: '', result: '', means: '', ...notes },
  });
  const found = (version: number, after: number, wish: Partial<Assessed> = {}): Assessed => ({
    ...{ version, after, finding: finding() },
    ...wish,
  });
  const refusal = async (work: Promise<unknown>): Promise<string> => {
    const error: unknown = await work.then(
      () => undefined,
      (caught: unknown) => caught,
    );
    return error instanceof AppError ? `${error.code} ${error.key}` : `no refusal: ${String(error)}`;
  };
  const version = async (id: Id): Promise<number> =>
    ((await db()('listings').where({ id }).first('version')) as { version: number }).version;
  const slip = async (id: Id) =>
    (await db()('need_read_backs').where({ listing_id: id }).orderBy('number', 'desc').first()) as {
      id: Id;
      code: string;
      answer: string | null;
    };
  const yes = { answer: 'yes', objection: '' } as const;
  const no = { answer: 'no', objection: '不是没肥，是碱大' } as const;

  it('keeps a need with an empty part from the public until somebody fills it in', async () => {
    const { id, owner } = await need({ problem: '地的事', hoped: '' });
    await db()('listings').where({ id }).update({ title: '地' });
    expect(await refusal(app().publishListing(organizer, id, 1))).to.equal('conflict clinic:errors.zero');

    const browser = await system().as(organizer);
    const page = `/organizer/moderation/${id}`;
    const refused = await browser.submit(page, `${page}/publication`, { version: '1' });
    expect(refused.status).to.equal(409);
    expect(refused.html).to.include(`/needs/${id}/clinic`).and.include('“结果量得出”是 0 分');

    const content = { problem: '盐碱地玉米出苗不齐', hoped: '出苗率到八成' };
    await app().editListing(owner, id, 1, { side: 'need', content });
    expect(await app().publishListing(organizer, id, 2)).to.deep.equal({ version: 3 });
  });

  it('keeps it back on an expert’s zero for these words, which must say why, and not for older words', async () => {
    const { id, owner } = await need();
    expect(await refusal(app().assessNeed(organizer, id, found(1, 0, { finding: finding({ means: 0 }) })))).to.equal(
      'invalid web:errors.check-fields',
    );
    const zero = finding({ means: 0 }, { means: '三百亩要打井，没有钱' });
    await app().assessNeed(broker, id, found(1, 0, { finding: zero }));
    expect(await refusal(app().publishListing(organizer, id, 1))).to.equal('conflict clinic:errors.zero');
    const { html } = await (await system().as(owner)).get(`/needs/${id}/clinic`);
    expect(html).to.include('三百亩要打井，没有钱').and.include('/edit/result#f-budgetFen');

    await app().editListing(owner, id, 1, { side: 'need', content: { budgetFen: 3_000_000 } });
    expect((await (await system().as(owner)).get(`/needs/${id}/clinic`)).html).to.include('专家看的是第 1 版');
    expect(await app().publishListing(organizer, id, 2)).to.deep.equal({ version: 3 });
  });

  it('takes the finding of one of two experts at one moment, keeps it for ever, and tells the other', async () => {
    const { id } = await need();
    const both = await Promise.allSettled([organizer, officer].map((by) => app().assessNeed(by, id, found(1, 0))));
    expect(both.map(({ status }) => status).sort()).to.deep.equal(['fulfilled', 'rejected']);
    const late = both.find((result) => result.status === 'rejected');
    expect((late?.reason as AppError).key).to.equal('clinic:errors.assessed-meanwhile');
    await app().assessNeed(officer, id, found(1, 1, { finding: finding({ result: 5 }) }));

    const rows = (await db()('need_assessments').where({ listing_id: id }).orderBy('number')) as object[];
    expect(rows.map((row) => ({ ...row }))).to.have.length(2);
    const rewrite = db()('need_assessments').where({ listing_id: id }).update({ result: 1 });
    expect(String(await rewrite.catch((error: unknown) => error))).to.include('stays as it was made');
  });

  it('acts once on a finding that is sent twice', async () => {
    const { id } = await need();
    const once = { id: newId(), name: 'assess', accountId: officer.accountId };
    const sent = await Promise.all([1, 2].map(() => app().assessNeed(officer, id, found(1, 0), once)));
    expect(sent).to.deep.equal([
      { version: 1, number: 1 },
      { version: 1, number: 1 },
    ]);
  });

  it('writes the expert’s words beside the farmer’s, which nobody else can change', async () => {
    const { id } = await need({ problem: '苗稀稀拉拉' });
    const words = { expertProblem: '土壤 pH 8.9，盐分过高' };
    expect(await app().assessNeed(broker, id, found(1, 0, words))).to.deep.equal({ version: 2, number: 1 });
    const row = (await db()('needs').where({ listing_id: id }).first()) as { problem: string; expert_problem: string };
    expect(row).to.include({ problem: '苗稀稀拉拉', expert_problem: '土壤 pH 8.9，盐分过高' });
    expect(await refusal(app().assessNeed(broker, id, found(1, 1, { expertProblem: '别的' })))).to.equal(
      'stale clinic:errors.changed',
    );
    expect(await refusal(app().editListing(broker, id, 2, { side: 'need', content: { problem: '改' } }))).to.match(
      /^not-allowed/,
    );
  });

  it('lets nobody judge from outside, nor a need of their own, nor a draft', async () => {
    const foreign = await person({ role: 'organizer' }, place.taonan);
    const { id, owner } = await need();
    expect(await refusal(app().assessNeed(foreign, id, found(1, 0)))).to.equal('not-found listings:errors.none');
    expect(await refusal(app().assessNeed(owner, id, found(1, 0)))).to.equal('not-allowed clinic:errors.own');
    const own = await need({}, 'submitted', officer);
    expect(await refusal(app().assessNeed(officer, own.id, found(1, 0)))).to.equal('not-allowed clinic:errors.own');
    const draft = await need({}, 'draft');
    expect(await refusal(app().assessNeed(organizer, draft.id, found(1, 0)))).to.equal('not-found listings:errors.none');
    const other = await system().as(await person({ role: 'seeker' }));
    expect((await other.get(`/needs/${id}/clinic`)).status).to.equal(404);
    const { html } = await (await system().as(broker)).get(`/needs/${id}/clinic`);
    expect(html).not.to.include('13900000000').and.not.to.include('contact@example.org');
  });

  it('adds what the owner answers below the owner’s words, without script', async () => {
    const { id, owner } = await need({ problem: '出苗不齐' }, 'published');
    const browser = await system().as(owner);
    const page = `/needs/${id}/clinic`;
    const fields = { version: '1', 'q-crops-variety': '先玉335', 'q-crops-inputs': '复合肥 40 斤', 'q-crops-stage': ' ' };
    expect((await browser.submit(page, `${page}/answers`, fields)).location).to.equal(page);
    const row = (await db()('needs').where({ listing_id: id }).first()) as { problem: string; tried: string };
    expect(row).to.include({ problem: '出苗不齐\n品种：先玉335', tried: '用过的肥和药：复合肥 40 斤' });
    expect((await browser.get(page)).html).not.to.include('name="q-crops-variety"');
    expect((await browser.submit(page, `${page}/answers`, fields)).status).to.equal(409, 'made from an older version');
  });

  describe('the read-back', () => {
    const expertProblem = '土壤盐分过高，需改良后播种';

    it('is a yes of the villager on the web, for these words alone, and shown to everybody', async () => {
      const { id, owner } = await need({ expert_problem: expertProblem }, 'published');
      await app().askReadBack(officer, id, 1);
      await app().askReadBack(organizer, id, 1);
      expect(await db()('need_read_backs').where({ listing_id: id })).to.have.length(1, 'asked twice, it is one question');
      expect(await refusal(app().answerReadBack(officer, id, 1, yes))).to.equal('not-allowed clinic:errors.not-villager');

      const browser = await system().as(owner);
      const page = `/needs/${id}/clinic`;
      const isAskedFirst = async () => /id="read-back"[^]*id="part-problem"/.test((await browser.get(page)).html);
      expect(await isAskedFirst()).to.be.true;
      await browser.submit(page, `${page}/read-back/answer`, { version: '1', answer: 'yes' });
      expect(await isAskedFirst()).to.be.false;
      expect((await system().visitor().get(`/needs/${id}`)).html).to.include('本人确认过');
      expect(await refusal(app().askReadBack(officer, id, 1))).to.equal('conflict clinic:errors.confirmed-already');

      await app().editListing(owner, id, 1, { side: 'need', content: { problem: '出苗不齐，还倒伏' } });
      expect((await system().visitor().get(`/needs/${id}`)).html).not.to.include('本人确认过');
      const { reply } = await browser.call('getNeedClinic', { params: { listingId: id } });
      expect(reply.readBack.state).to.equal('outdated');
    });

    it('needs the villager’s words with a no, and tells whoever asked', async () => {
      const { id, owner } = await need({ expert_problem: expertProblem });
      await app().askReadBack(officer, id, 1);
      expect(await refusal(app().answerReadBack(owner, id, 1, { answer: 'no', objection: '' }))).to.equal(
        'invalid web:errors.check-fields',
      );
      await app().answerReadBack(owner, id, 1, no);
      const readBack = await slip(id);
      await Promise.all([1, 2].map(() => app().notifyObjection(readBack.id)));
      const told = (await db()('notifications').where({ kind: 'read-back-objected' })) as { account_id: Id; params: object }[];
      expect(told).to.have.length(1);
      expect(told[0]).to.deep.include({
        account_id: officer.accountId,
        params: { title: '盐碱地玉米出苗率低', objection: no.objection },
      });
      const { html } = await (await system().as(officer)).get(`/needs/${id}/clinic`);
      expect(html).to.include(no.objection).and.include('本人说不对');
    });

    it('goes by paper for whoever is not at the keyboard, and the code counts once', async () => {
      const { id } = await need({ expert_problem: expertProblem, entered_for: '老孙头' }, 'published', officer);
      expect(await refusal(app().answerReadBack(officer, id, 1, yes))).to.equal('not-allowed clinic:errors.on-behalf');
      const browser = await system().as(officer);
      const page = `/needs/${id}/clinic`;
      expect((await browser.submit(page, `${page}/read-back`, { version: '1' })).location).to.equal(`${page}/slip`);
      const { code } = await slip(id);
      const printed = `${code.slice(0, 4)}-${code.slice(4)}`;
      expect((await browser.get(`${page}/slip`)).html)
        .to.include(printed)
        .and.include(expertProblem);

      const keyed = () => app().answerBySlipCode(null, printed.toLowerCase(), yes);
      const both = await Promise.allSettled([keyed(), keyed()]);
      expect(both.map(({ status }) => status).sort()).to.deep.equal(['fulfilled', 'rejected']);
      expect(await refusal(keyed())).to.equal('conflict clinic:errors.code-used');
      expect(await slip(id)).to.include({ answer: 'yes', way: 'slip', answered_by: null });
      const rewrite = db()('need_read_backs').where({ listing_id: id }).update({ answer: 'no', objection: '改' });
      expect(String(await rewrite.catch((error: unknown) => error))).to.include('answered once');
    });

    it('takes no slip whose words have changed since, and takes the new one', async () => {
      const { id } = await need({ expert_problem: expertProblem, entered_for: '老孙头' }, 'submitted', officer);
      await app().askReadBack(officer, id, 1);
      const old = await slip(id);
      await app().assessNeed(organizer, id, found(1, 0, { expertProblem: '苏打盐碱土，先改良' }));
      expect(await refusal(app().answerBySlipCode(officer, old.code, yes))).to.equal('stale clinic:errors.print-again');
      await app().askReadBack(organizer, id, await version(id));
      const visitor = system().visitor();
      const refused = await visitor.submit('/read-back', '/read-back', { code: old.code, answer: 'yes', objection: '' });
      expect(refused.status).to.equal(409);
      expect(refused.html).to.include('请重新打印一张');
      const done = await visitor.submit('/read-back', '/read-back', {
        code: (await slip(id)).code,
        answer: 'no',
        objection: '我说的是井水',
      });
      expect(done.location).to.equal('/read-back');
      expect(await slip(id)).to.include({ answer: 'no', objection: '我说的是井水' });
    });

    it('answers odd codes like wrong ones', async () => {
      const visitor = system().visitor();
      for (const code of ['', '0000-0000', 'ＡＢＣＤ２３４５', "' or 1=1", '7K3M-9QXA'.repeat(4), '\u{1F33D}'.repeat(8)]) {
        const { status } = await visitor.submit('/read-back', '/read-back', { code, answer: 'yes', objection: '' });
        expect(status, code).to.be.oneOf([404, 422]);
      }
      const neither = await visitor.submit('/read-back', '/read-back', { code: '7K3M9QXA', answer: 'maybe', objection: '' });
      expect(neither.html).to.include('请选“对”或“不对”');
    });
  });

  it('tells the owner of a finding and of a question once, however often and from how many sides', async () => {
    const { id, owner } = await need();
    await app().assessNeed(officer, id, found(1, 0, { expertProblem: '盐分过高' }));
    await app().askReadBack(officer, id, 2);
    const facts = (await db()('outbox')
      .whereRaw(`body ->> 'listingId' = ? and name like 'need.%'`, [id])
      .orderBy('id')) as AnyFact[];
    const jobs = facts.flatMap((fact) => effectsOf(readFact(fact))).map(({ name }) => name);
    expect(jobs).to.deep.equal(['notify-assessed', 'notify-read-back']);
    const { id: assessmentId } = (await db()('need_assessments').where({ listing_id: id }).first()) as { id: Id };
    const readBackId = (await slip(id)).id;
    await Promise.all([1, 2].flatMap(() => [app().notifyAssessed(assessmentId), app().notifyReadBack(readBackId)]));
    const told = (await db()('notifications').where({ account_id: owner.accountId }).pluck('kind')) as string[];
    expect(told.sort()).to.deep.equal(['need-assessed', 'read-back-asked']);
  });

  it('puts the weakest of what waits first, for its region alone', async () => {
    const strong = await need({ problem: '盐碱地玉米去年起出苗不齐，试过覆膜', hoped: '年底前出苗率到八成', budget_fen: 100 });
    const weak = await need({ problem: '帮忙' });
    await db()('listings').where({ id: weak.id }).update({ title: '帮忙看看地' });
    const { html } = await (await system().as(broker)).get('/organizer/clinic');
    const at = [weak.id, strong.id].map((id) => html.indexOf(`/needs/${id}/clinic`));
    expect(at[0])
      .to.be.greaterThan(0)
      .and.lessThan(at[1] ?? 0);
    const foreign = await system().as(await person({ role: 'broker' }, place.taonan));
    const elsewhere = (await foreign.get('/organizer/clinic')).html;
    expect(elsewhere).to.include('没有等着发布的需求');
    expect(elsewhere).not.to.include(weak.id);
    for (const show of ['unconfirmed', 'unassessed', 'nonsense'])
      expect((await (await system().as(organizer)).get(`/organizer/clinic?show=${show}`)).status).to.equal(200);
  });
});

describe('the codes of slips', () => {
  const database = useDatabase();
  const system = useSystem(database, { limitScale: 1 });

  it('are not to be guessed: after twenty wrong ones an address must wait', async () => {
    const visitor = system().visitor();
    const tried: number[] = [];
    for (let n = 0; n < 21; n++) {
      const body = { code: '7K3M9QXA', answer: 'yes', objection: '' } as const;
      tried.push((await visitor.call('answerReadBackByCode', { body })).status);
    }
    expect(tried.slice(0, 20).every((status) => status === 404)).to.be.true;
    expect(tried[20]).to.equal(429);
  });
});
