import { expect } from 'chai';
import fc from 'fast-check';
import { readRows, numberOrNull, orNull } from '../../seeds/read-rows.ts';
import { AppError } from '../../src/kernel/error.ts';
import { requireFit, sayingOf, zeroParts } from '../../src/features/listings/clinic/assessment.ts';
import { allQuestions, appendAnswers, mostQuestions, questionsFor } from '../../src/features/listings/clinic/questions.ts';
import { newSlipCode, printSlipCode, readSlipCode } from '../../src/features/listings/clinic/read-back.ts';
import { parts, scoresOf, suggest, type Scores } from '../../src/features/listings/clinic/suggestion.ts';
import { blankNeed, type Need } from '../../src/features/listings/need.ts';
import { hasKey } from '../../src/web/i18n.ts';

type Column = 'title' | 'problem' | 'expert_problem' | 'tried' | 'hoped' | 'soil' | 'industries' | 'scale_mu' | 'budget_yuan';

const blank: Need = { ...blankNeed, title: '帮忙' };
const pointsOf = (need: Need): Scores => scoresOf(suggest(need));

const words = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.constantFrom('亩产 800 斤，盼到 1000 斤', '去年春天起出苗不齐', '打过药，不管用', 'the yield is 5 t', '12亩大棚', '年底前'),
);
const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: null });
const needs: fc.Arbitrary<Need> = fc.record({
  ...{ title: words, problem: words, expertProblem: words, tried: words, hoped: words },
  industries: fc.subarray(['A01', 'A0113', 'A0141', 'A031', 'C13', 'N77']),
  regionCode: maybe(fc.constantFrom('220000000000', '220822000000', '220822100200')),
  scaleMu: maybe(fc.integer({ min: 0, max: 9999 })),
  scaleHeads: maybe(fc.nat(9999)),
  households: maybe(fc.nat(999)),
  soil: maybe(fc.constantFrom('sandy', 'black')),
  water: maybe(fc.constantFrom('well', 'drip')),
  seasonFrom: maybe(fc.integer({ min: 1, max: 12 })),
  seasonTo: maybe(fc.integer({ min: 1, max: 12 })),
  deadline: maybe(fc.constant('2027-05-01')),
  budgetFen: maybe(fc.nat(9_999_999)),
}) as fc.Arbitrary<Need>;

/** Says more: text goes on below what stands there, and what was not said is said. */
function more(need: Need, added: Need): Need {
  const merged = { ...blankNeed, ...need };
  for (const [name, value] of Object.entries(added) as [keyof Need, Need[keyof Need]][]) {
    const known = need[name];
    const next =
      typeof value === 'string' && typeof known === 'string' && !['regionCode', 'soil', 'water', 'deadline'].includes(name)
        ? [known, value].filter(Boolean).join('\n')
        : Array.isArray(value) && Array.isArray(known)
          ? [...new Set([...known, ...value])]
          : (known ?? value);
    Object.assign(merged, { [name]: next });
  }
  return merged;
}

describe('the need clinic', () => {
  it('gives from 0 to 5 points in each part, one for each thing that is there', () => {
    fc.assert(
      fc.property(needs, (need) => {
        const suggestion = suggest({ ...blank, ...need });
        for (const part of parts) {
          const { score, met, missing } = suggestion[part];
          expect([score, met.length + missing.length]).to.deep.equal([met.length, 5]);
        }
      }),
    );
    expect(pointsOf(blank)).to.deep.equal({ problem: 0, conditions: 0, result: 0, means: 0 }, 'nothing said is worth nothing');
  });

  it('never takes a point away because more is said', () => {
    fc.assert(
      fc.property(needs, needs, (need, added) => {
        const [before, after] = [pointsOf({ ...blank, ...need }), pointsOf(more({ ...blank, ...need }, added))];
        for (const part of parts) expect(after[part], part).to.be.at.least(before[part]);
      }),
      { numRuns: 400 },
    );
  });

  it('reads English no worse than Chinese, and takes no word for a part of another', () => {
    const english = {
      ...blank,
      problem: 'Half of the maize seedlings have died on the saline field since spring; we sprayed twice.',
      hoped: 'At least 80 % survive by next May',
      industries: ['A0113'],
    };
    expect(pointsOf(english)).to.include({ problem: 5, result: 4 });
    expect(suggest({ ...blank, problem: 'Now known' }).problem.met).to.deep.equal([], '«now» is not «no»');
  });

  it('lets the real needs be published once their size is known, save those that say no more than a name', async () => {
    const rows = await readRows<Column>('needs.csv');
    const needed = rows.map((row): Need => ({
      ...{ ...blank, title: row.title, problem: row.problem, expertProblem: row.expert_problem, tried: row.tried },
      ...{ hoped: row.hoped, soil: orNull(row.soil) as Need['soil'], industries: row.industries.split(';') },
      ...{ regionCode: '220822100200', scaleMu: numberOrNull(row.scale_mu) ?? 100, budgetFen: numberOrNull(row.budget_yuan) },
    }));
    const held = needed.filter((need) => zeroParts(need, undefined).length > 0);
    expect(held.length)
      .to.be.at.least(1)
      .and.at.most(rows.length * 0.06);
    for (const need of held) expect(need.problem.length, need.title).to.be.at.most(60);
  });

  it('lets no need through with a zero, be it of the words or of the expert who read these words', () => {
    const need: Need = {
      ...blank,
      problem: '去年起盐碱地玉米出苗不齐',
      hoped: '出苗率到八成',
      scaleMu: 20,
      regionCode: '220822100200',
    };
    const finding = (scores: Partial<Scores>, said = sayingOf(need)) => ({
      ...{ said, scores: { problem: 3, conditions: 3, result: 3, means: 3, ...scores } },
    });
    expect(zeroParts(need, undefined)).to.deep.equal([]);
    expect(zeroParts(need, finding({ means: 0 }))).to.deep.equal(['means']);
    expect(zeroParts(need, finding({ means: 0 }, 'said otherwise'))).to.deep.equal([], 'an older finding does not count');
    expect(zeroParts({ ...need, scaleMu: null }, finding({}))).to.include('means', 'an expert cannot see what is not there');
    const fit = () => requireFit({ side: 'need', content: need }, finding({ result: 0, means: 0 }));
    expect(fit).to.throw(AppError).with.property('fields').that.has.keys('clinic-result', 'clinic-means');
  });

  it('knows a finding to be outdated by what the need says, and not by whom to call', () => {
    fc.assert(
      fc.property(needs, (need) => {
        const full = { ...blank, ...need };
        expect(sayingOf({ ...full, contactPhone: '13900000000' })).to.equal(sayingOf(full));
        expect(sayingOf({ ...full, problem: `${full.problem}。` })).not.to.equal(sayingOf(full));
      }),
    );
  });

  it('asks five to eight questions of every trade, in both languages', () => {
    for (const code of ['A0113', 'A0141', 'A0152', 'A0311', 'A0411', 'A02', 'A0512', 'C13', 'F51', 'D44', 'N77', 'I65', 'K70'])
      expect(questionsFor([code]).length, code).to.be.within(5, mostQuestions);
    expect(questionsFor(['A0141'])).not.to.deep.equal(questionsFor(['A0113']), 'vegetables are not maize');
    expect(questionsFor(['A0113', 'A0311', 'C13']).map(({ id }) => id.split('.')[0])).to.include.members([
      'crops',
      'livestock',
      'processing',
    ]);
    expect(questionsFor(['N77', 'A0113'])).to.deep.equal(questionsFor(['A0113']), 'saline land is not waste');
    for (const { id } of allQuestions())
      for (const language of ['zh', 'en'] as const)
        for (const word of ['label', 'ask']) expect(hasKey(language, `clinic-questions:${id}.${word}`), id).to.be.true;
  });

  it('adds answers below what was written, and takes nothing away', () => {
    const need = { problem: '出苗不齐', tried: '', hoped: '' };
    const answers = [
      { field: 'problem', line: '品种：先玉335' },
      { field: 'problem', line: '前茬：玉米' },
      { field: 'tried', line: '肥：复合肥' },
    ] as const;
    expect(appendAnswers(need, answers)).to.deep.equal({ problem: '出苗不齐\n品种：先玉335\n前茬：玉米', tried: '肥：复合肥' });
  });

  it('prints codes that are read again however they are typed', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(30), { minLength: 8, maxLength: 8 }), (digits) => {
        const left = [...digits];
        const code = newSlipCode(() => left.pop() ?? 0);
        expect(readSlipCode(printSlipCode(code).toLowerCase())).to.equal(code);
      }),
    );
  });
});
