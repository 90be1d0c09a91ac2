import { expect } from 'chai';
import type { Id } from '../../src/kernel/id.ts';
import { AppError } from '../../src/kernel/error.ts';
import { usualFairness } from '../../src/features/matching/fairness/fairness.ts';
import { currentFairness } from '../../src/features/matching/fairness/settings-store.ts';
import { chanceOf } from '../../src/features/matching/learning/logistic.ts';
import { logOddsOf } from '../../src/features/matching/learning/trial.ts';
import { currentWeights } from '../../src/features/matching/learning/weights-store.ts';
import { priors, type Weights } from '../../src/features/matching/score/weights.ts';
import { useDatabase } from '../support/database.ts';
import { idFrom, sameChance, someMeasures } from '../support/decisions.ts';
import { make, type MadeAccount } from '../support/make.ts';
import { place } from '../support/places.ts';
import { password, useSystem } from '../support/system.ts';
import type { Visitor } from '../support/visitor.ts';

/** People who look at the cost and the soil far more than the priors do, and at how near it is not at all. */
const people: Weights = { ...priors, of: { ...priors.of, cost: 9, soil: 7, place: 0 } };

describe('learning from decisions', function () {
  this.timeout(60_000); // hundreds of real answers
  const database = useDatabase();
  const system = useSystem(database);
  let admin: MadeAccount;
  let page: Visitor;
  const home = '/admin/matching/weights';

  before(async () => {
    admin = await make(database.db()).account({ role: 'admin', password });
    page = await system().as(admin);
  });

  const versions = async () =>
    (await database.db()('weight_versions').orderBy('id').select('id', 'origin', 'verdict', 'decisions')) as {
      id: number;
      origin: string;
      verdict: string | null;
      decisions: number;
    }[];
  const adopted = async () =>
    (await database.db()('outbox').where({ name: 'weights.adopted' }).orderBy('id').pluck('body')) as { versionId: number }[];
  const refusal = (work: Promise<unknown>) =>
    work.then(
      () => 'done',
      (error: unknown) => (error instanceof AppError ? error.key : String(error)),
    );

  /** Pairs that were scored, each answered by both sides as these people would. */
  async function decide(by: Weights, technologies: number, needs: number, seed: number): Promise<void> {
    const db = database.db();
    const made = make(db);
    const [holder, seeker] = [await made.account({ role: 'researcher' }), await made.account({ role: 'seeker' })];
    const offers = await Promise.all(
      Array.from({ length: technologies }, (_, at) => made.technology({ by: holder, title: `技术${at}` })),
    );
    const asked = await Promise.all(
      Array.from({ length: needs }, (_, at) =>
        made.need({ by: seeker, title: `需求${at}`, region: at % 2 ? place.poorVillage : place.village }),
      ),
    );
    const chance = sameChance(seed);
    const pairs = offers.flatMap((technology) =>
      asked.map((need) => ({ technology, need, id: idFrom(chance), measures: someMeasures(chance) })),
    );
    const odds = pairs.map(({ measures }) => logOddsOf(by, measures));
    const middle = odds.reduce((sum, one) => sum + one, 0) / odds.length;
    for (const [at, { technology, need, id, measures }] of pairs.entries()) {
      await db('matches').insert({
        ...{ id, technology_id: technology.listingId, need_id: need.listingId, technology_version: 1, need_version: 1 },
        ...{ score: chanceOf(logOddsOf(priors, measures)), measures: JSON.stringify(measures) },
      });
      for (const caller of [holder, seeker]) {
        const isYes = chance() < chanceOf((odds[at] as number) - middle);
        const said = isYes ? { answer: 'yes' as const, reason: null } : { answer: 'no' as const, reason: 'too-costly' as const };
        if (isYes || caller === holder) await system().app.answerMatch(caller, id, { ...said, note: '' });
      }
    }
  }

  it('keeps with every answer the measures that the pair had then, and those of a second thought', async () => {
    const db = database.db();
    await decide(priors, 1, 1, 99);
    const { match_id: matchId, measures } = (await db('match_answers').first('match_id', 'measures')) as {
      match_id: Id;
      measures: object;
    };
    expect(measures).to.deep.equal(
      ((await db('matches').where({ id: matchId }).first('measures')) as { measures: object }).measures,
    );
    await db('matches')
      .where({ id: matchId })
      .update({ measures: JSON.stringify({ text: 0.1 }) });
    expect(((await db('match_answers').first('measures')) as { measures: object }).measures).to.deep.equal(measures);
    await db('match_answers').where({ match_id: matchId, side: 'technology' }).update({ answer: 'no', reason: 'too-early' });
    const again = (await db('match_answers').where({ match_id: matchId, side: 'technology' }).first('measures')) as {
      measures: object;
    };
    expect(again.measures).to.deep.equal({ text: 0.1 });
  });

  it('waits for enough decisions, and keeps the priors as the first version meanwhile', async () => {
    expect(await system().app.refitWeights()).to.equal('too-few');
    expect(await system().app.refitWeights()).to.equal('too-few');
    expect((await versions()).map(({ origin }) => origin)).to.deep.equal(['prior']);
    expect((await page.get(home)).html)
      .to.include('说的是同一件事')
      .and.to.include('最初的权重')
      .and.to.include('还不能学：答复满 40 个')
      .and.not.to.include(`${home}/refit`);
  });

  it('recovers what people go by and adopts it once, when two workers learn at one moment', async () => {
    await decide(people, 12, 16, 7919);
    const results = await Promise.all([system().app.refitWeights(), system().app.refitWeights()]);
    expect(results.sort()).to.deep.equal(['adopted', 'known']);
    expect(await system().app.refitWeights()).to.equal('known');
    const [prior, refit, ...rest] = await versions();
    expect([prior?.origin, refit?.origin, refit?.verdict, rest]).to.deep.equal(['prior', 'refit', 'better', []]);

    const current = await currentWeights(database.db());
    expect(current?.versionId).to.equal(refit?.id);
    const { of } = current?.weights ?? priors;
    expect(of.cost).to.be.above(priors.of.cost * 2);
    expect(of.soil).to.be.above(priors.of.soil * 2);
    expect(of.place / of.cost).to.be.below(priors.of.place / priors.of.cost / 2);
    expect(await adopted()).to.deep.equal([{ versionId: refit?.id }]);
  });

  it('does not adopt again what is no better, and keeps its figures', async () => {
    await decide(people, 1, 2, 31);
    expect(await system().app.refitWeights()).to.equal('not-adopted');
    const last = (await versions()).at(-1);
    expect([last?.origin, last?.verdict]).to.deep.equal(['refit', 'not-better']);
    const shown = await page.get(`${home}/${last?.id}`);
    expect(shown.html).to.include('没有采用').and.to.include('AUC').and.to.include('没有明显更好');
    expect(await adopted()).to.have.length(1);
  });

  it('shows what a change would do to today’s matches before it is made, and then makes it by hand with its reason', async () => {
    const now = (await currentWeights(database.db()))?.weights ?? priors;
    const typed = {
      ...Object.fromEntries(Object.entries({ ...now.of, bias: now.bias - 2 }).map(([name, value]) => [name, String(value)])),
    };
    const path = `${home}/edit?${new URLSearchParams(typed).toString()}`;
    const preview = await page.get(path);
    expect(preview.html)
      .to.include('采用后今天的匹配会怎样')
      .and.to.include('下降最多')
      .and.to.match(/技术\d+<br>需求\d+/);
    expect(await versions()).to.have.length(3);

    const wrong = await page.submit(path, `${home}/edit`, { ...typed, after: '1', reason: '' });
    expect([wrong.status, wrong.html.includes('请写明为什么')]).to.deep.equal([422, true]);
    const opposite = await page.get(`${home}/edit?${new URLSearchParams({ ...typed, cost: '-1' }).toString()}`);
    expect(opposite.html).to.include('不能改成相反的意思');

    const done = await page.submit(path, `${home}/edit`, { ...typed, after: '1', reason: '推荐太多，先收紧', isHeld: 'true' });
    expect(done.location).to.equal(home);
    expect((await page.get(home)).html)
      .to.include('推荐太多，先收紧')
      .and.to.include('由人定住');
    expect((await currentWeights(database.db()))?.weights.bias).to.be.closeTo(now.bias - 2, 1e-9);
  });

  it('only proposes what is better while a hand keeps the weights, and an admin goes back to an earlier version', async () => {
    await decide(people, 10, 10, 104_729);
    const made = await system().app.refitWeights();
    expect(made).to.be.oneOf(['proposed', 'not-adopted']);
    expect((await currentWeights(database.db()))?.isHeld).to.equal(true);
    const [, second] = await versions();

    const back = { reason: '换回去', isHeld: false };
    expect(await refusal(system().app.adoptWeights(admin, second?.id ?? 0, { ...back, after: 1 }))).to.equal(
      'learning:errors.stale',
    );
    const tries = [1, 2].map(() => refusal(system().app.adoptWeights(admin, second?.id ?? 0, { ...back, after: 2 })));
    expect((await Promise.all(tries)).sort()).to.deep.equal(['done', 'learning:errors.stale']);
    expect((await currentWeights(database.db()))?.versionId).to.equal(second?.id);
    expect(await refusal(system().app.adoptWeights(admin, 999, { ...back, after: 3 }))).to.equal('web:errors.not-found');
    const seeker = await make(database.db()).account({ role: 'seeker' });
    expect(await refusal(system().app.adoptWeights(seeker, 1, { ...back, after: 3 }))).to.equal('ui:errors.not-allowed');
  });

  it('never changes what is history', async () => {
    for (const table of ['weight_versions', 'weight_adoptions']) {
      expect(await refusal(Promise.resolve(database.db()(table).update({ created_at: new Date() })))).to.include(
        'stays as it is',
      );
      expect(await refusal(Promise.resolve(database.db()(table).delete()))).to.include('stays as it is');
    }
  });

  it('is asked for by a button, which a worker answers', async () => {
    expect((await page.submit(home, `${home}/refit`, {})).location).to.equal(home);
    expect(await database.db()('outbox').where({ name: 'weights.refit-asked' })).to.have.length(1);
  });

  it('shows nothing of anybody, in English too', async () => {
    await page.get('/preferences?lang=en&back=/');
    for (const path of [home, `${home}/2`, `${home}/edit`]) {
      const { html, status } = await page.get(path);
      expect(status).to.equal(200);
      expect(html).not.to.match(/1390000|contact@example|@example\.org/);
      expect(html).to.include('Same thing said');
    }
  });
});

describe('sharing out proposals', () => {
  const database = useDatabase();
  const system = useSystem(database);
  const home = '/admin/matching/fairness';

  /** Ten needs that all have one famous technology first and one of their own after; every second is of a poor village. */
  async function ranked(): Promise<void> {
    const db = database.db();
    const made = make(db);
    const [scale] = await db('scales')
      .insert({
        ...{
          weights_version: 1,
          weights: '{}',
          day: '2026-11-25',
          listings: 21,
          counted: 21,
          average_technology: 1,
          average_need: 1,
        },
        ...{ terms: [], counts: [], holders: '{}', places: '{}', is_current: true },
      })
      .returning<{ id: number }[]>('id');
    const enter = async (listingId: Id, side: string): Promise<number> => {
      const entry = {
        listing_id: listingId,
        side,
        version: 1,
        is_public: true,
        terms: [],
        frequencies: [],
        length: 0,
        facts: '{}',
      };
      const [row] = await db('index_entries').insert(entry).returning<{ number: number }[]>('number');
      return row?.number ?? 0;
    };
    const rank = (number: number, side: string, others: number[], scores: number[]) =>
      db('rankings').insert({ scale_id: scale?.id, number, side, listing_version: 1, others, scores });
    const famous = await enter((await made.technology()).listingId, 'technology');
    const needs: number[] = [];
    for (let at = 0; at < 10; at += 1) {
      const need = await enter((await made.need({ region: at < 5 ? place.village : place.poorVillage })).listingId, 'need');
      const own = await enter((await made.technology()).listingId, 'technology');
      await rank(need, 'need', [famous, own], [9000 - at, 5000]);
      await rank(own, 'technology', [need], [5000]);
      needs.push(need);
    }
    await rank(famous, 'technology', needs, needs.map((_, at) => 9000 - at)); // prettier-ignore
  }

  it('shows the effect of other settings on the rankings there are, before they are saved', async () => {
    const admin = await make(database.db()).account({ role: 'admin', password });
    const page = await system().as(admin);
    expect((await page.get(home)).html).to.include('还没有排好的名次');

    await ranked();
    const cells = async (query: string, label: string) => {
      const row = (await page.get(`${home}${query}`)).html.split(`<th scope="row">${label}</th>`)[1]?.split('</tr>')[0] ?? '';
      return [...row.matchAll(/<td class="number fit">([^<]*)/g)].map(([, text]) => text);
    };
    const top = '推荐总数';
    expect(await cells('', top)).to.deep.equal(['20', '20']);
    const { html } = await page.get(home);
    expect(html).to.include('限不限都一样').and.to.include('不到 22 分的不推荐').and.not.to.include('贫困村先排”现在不起作用');
    expect((await page.get(`${home}?best=10&exposure=4&own=0&equalStep=2`)).html).not.to.include('限不限都一样');
    const query = '?best=10&exposure=4&own=0&equalStep=2&poorFirst=true';
    expect(await cells(query, top)).to.deep.equal(['20', '20', '14']);
    expect(await cells('?best=1&exposure=4&own=0&equalStep=2', '占去一半推荐的成果有几项')).to.deep.equal(['1', '1', '2']);
    expect((await page.get(`${home}?best=0&exposure=&own=0&equalStep=2`)).status).to.equal(200);
    expect((await page.get(`${home}?best=0&exposure=&own=0&equalStep=2`)).html).to.include('error-summary');
    expect(await database.db()('matching_settings')).to.deep.equal([]);

    const fields = { best: '10', exposure: '4', own: '0', equalStep: '2', poorFirst: 'true', after: '0', reason: '名技术太集中' };
    expect((await page.submit(`${home}${query}`, home, { ...fields, reason: '' })).status).to.equal(422);
    expect((await page.submit(`${home}${query}`, home, fields)).location).to.equal(home);
    expect((await currentFairness(database.db())).fairness).to.deep.equal({ ...usualFairness, exposure: 4, own: 0 });
    expect((await page.get(home)).html).to.include('名技术太集中');
    expect(await database.db()('outbox').where({ name: 'fairness.changed' }).pluck('body')).to.deep.equal([{ version: 1 }]);
  });

  it('lets one of two admins who change the settings at one moment do so, and no history be changed', async () => {
    const admin = await make(database.db()).account({ role: 'admin' });
    const outcomes = await Promise.allSettled(
      [5, 6].map((exposure) => system().app.setFairness(admin, { ...usualFairness, exposure }, { after: 1, reason: '试试' })),
    );
    expect(outcomes.map(({ status }) => status).sort()).to.deep.equal(['fulfilled', 'rejected']);
    const change = database.db()('matching_settings').update({ best: 1 });
    expect(await Promise.resolve(change).catch(String)).to.include('stays as it is');
  });
});
