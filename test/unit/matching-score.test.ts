import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import fc from 'fast-check';
import { createFactTable, growFactTable } from '../../src/features/matching/score/fact-table.ts';
import type { NeedFacts, TechnologyFacts } from '../../src/features/matching/score/facts.ts';
import { gateOf } from '../../src/features/matching/score/gates.ts';
import { chanceOf } from '../../src/features/matching/score/log-odds.ts';
import { measureNames } from '../../src/features/matching/score/measure-names.ts';
import { bonusOf } from '../../src/features/matching/score/measures.ts';
import { pairOf, type Pair } from '../../src/features/matching/score/profile.ts';
import { putFacts } from '../../src/features/matching/score/put-facts.ts';
import { todayOf } from '../../src/features/matching/score/day.ts';
import { gradeOf, scorePair } from '../../src/features/matching/score/score-pair.ts';
import { textStrength } from '../../src/features/matching/score/text-strength.ts';
import { priors, weightVector } from '../../src/features/matching/score/weights.ts';
import { createSegment, ownWords } from '../../src/features/matching/text/segment.ts';
import { termsOf } from '../../src/features/matching/text/terms.ts';
import { writeVector } from '../../src/features/matching/text/word-vector.ts';
import { cutterWith } from '../../src/platform/jieba/cutter.ts';
import {
  anyNeed,
  anyTechnology,
  anyTerms,
  county,
  evenScale,
  needFacts,
  profileOf,
  technologyFacts,
} from '../support/make-facts.ts';

const today = '2026-05-10';
const segment = createSegment(cutterWith(ownWords));
const scale = evenScale(county);
const vector = weightVector(priors);

const pairs: fc.Arbitrary<Pair> = fc.record({
  technology: fc.tuple(anyTechnology, anyTerms).map(([facts, terms]) => profileOf(facts, terms)),
  need: fc.tuple(anyNeed, anyTerms).map(([facts, terms]) => profileOf(facts, terms)),
  today: fc.constant(today),
});
const score = (technology: Partial<TechnologyFacts>, need: Partial<NeedFacts>, day = today) =>
  scorePair({ technology: profileOf(technologyFacts(technology)), need: profileOf(needFacts(need)), today: day }, scale);
const keys = (kind: string, ...args: Parameters<typeof score>) =>
  score(...args)
    .reasons.filter((reason) => reason.kind === kind)
    .map(({ key }) => key);

describe('a score', () => {
  it('is the chance whose log-odds are the bias and the points of its reasons', () => {
    fc.assert(
      fc.property(pairs, (pair) => {
        const { score: chance, logOdds, reasons, measures, isGated } = scorePair(pair, scale);
        if (isGated) {
          expect(chance).to.equal(0);
          return;
        }
        const sum = reasons.reduce((total, { points }) => total + points, priors.bias);
        expect(sum).to.be.closeTo(logOdds, 1e-9);
        expect(chance).to.equal(chanceOf(logOdds));
        expect(reasons.filter(({ kind }) => kind === 'ask')).to.have.lengthOf.at.most(1);
        for (const name of measureNames) expect(measures[name], name).to.be.within(-1, 1);
      }),
    );
  });

  it('is the same among thousands in columns that grew as for one pair alone', () => {
    fc.assert(
      fc.property(fc.array(pairs, { minLength: 1, maxLength: 8 }), (some) => {
        let [ts, ns] = [createFactTable('technology', 1), createFactTable('need', 1)];
        some.forEach(({ technology, need }, at) => {
          [ts, ns] = [growFactTable(ts, at + 1), growFactTable(ns, at + 1)];
          putFacts(ts, at, technology.facts, county);
          putFacts(ns, at, need.facts, county);
        });
        some.forEach((pair, at) => {
          const { isGated, measures } = scorePair(pair, scale);
          const bonus = bonusOf(vector, ts, at, ns, at, todayOf(today));
          expect(gateOf(ts, at, ns, at, todayOf(today)) !== 0).to.equal(isGated);
          expect(bonus).to.be.closeTo(
            measureNames.slice(1).reduce((sum, name) => sum + priors.of[name] * measures[name], 0),
            1e-9,
          );
        });
      }),
    );
  });

  it('does not ask which side came first', () => {
    fc.assert(
      fc.property(pairs, ({ technology, need }) => {
        expect(pairOf(technology, need)).to.deep.equal(pairOf(need, technology));
        expect(pairOf(need, need)).to.equal(undefined);
      }),
    );
  });

  it('has a part for text that another shared term never lowers', () => {
    fc.assert(
      fc.property(pairs, fc.constantFrom('w玉米', 'b保苗', 'c羊'), (pair, term) => {
        const more = <P extends Pair['technology'] | Pair['need']>(on: P): P => {
          const frequencies = new Map(on.terms.frequencies).set(term, (on.terms.frequencies.get(term) ?? 0) + 1);
          return { ...on, terms: { ...on.terms, frequencies } };
        };
        const longer = { technology: more(pair.technology), need: more(pair.need) };
        expect(textStrength(longer, scale).strength).to.be.at.least(textStrength(pair, scale).strength);
      }),
    );
  });

  it('rises with every fact of the need that comes to fit', () => {
    const offer = technologyFacts({
      ...{ kind: 'variety', fieldStage: 'wide-use', ways: ['licence'], soils: ['sandy'], waters: ['well'], saltLimit: 5 },
      ...{ seasonFrom: 4, seasonTo: 9, industries: ['A0113'], costUnit: 'mu', costFen: 10_000, labourDays: 1 },
      ...{ frostFreeDays: 130, regionCode: '220822100201' },
    });
    const fitting: Partial<NeedFacts>[] = [
      ...[
        { kind: 'variety' as const },
        { ways: ['licence' as const] },
        { soils: ['sandy'] },
        { waters: ['well'] },
        { salinity: 3 },
      ],
      ...[{ seasonFrom: 5, seasonTo: 6 }, { industries: ['A0113'] }, { regionCode: '220822100201' }],
      ...[{ scaleMu: 10, budgetFen: 200_000 }, { scaleMu: 10, hands: 2 }, { deadline: '2026-06-01' }],
    ];
    for (const facts of fitting) {
      const [before, after] = [score(offer, {}), score(offer, facts)];
      expect(after.score, JSON.stringify(facts)).to.be.above(before.score);
    }
  });

  it('falls as two industries stand further apart, and knows which other branches help', () => {
    const of = (one: string, other: string) => score({ industries: [one] }, { industries: [other] }).score;
    const falling = [
      of('A0113', 'A0113'),
      of('A0113', 'A0111'),
      of('C357', 'A0113'),
      of('A0113', 'A0121'),
      of('A0113', 'A0211'),
      of('R88', 'A0113'),
    ];
    expect(falling).to.deep.equal([...falling].sort((a, b) => b - a));
    expect(new Set(falling).size).to.equal(falling.length);
    expect(keys('for', { industries: ['C357'] }, { industries: ['A0113'] })).to.deep.equal(['other-branch']);
    expect(keys('against', { industries: ['R88'] }, { industries: ['A0113'] })).to.deep.equal(['other-industry']);
  });

  it('trusts those who answer, and nobody the less for having been asked never', () => {
    const of = (asked: number, answered: number, late = 0) =>
      scorePair(
        { technology: profileOf(technologyFacts()), need: profileOf(needFacts()), today },
        evenScale({ place: () => undefined, holder: () => ({ asked, answered, late, serving: 0 }) }),
      );
    const rising = [of(20, 0), of(2, 0), of(0, 0), of(2, 2), of(20, 20, 10), of(20, 20)].map(({ score: chance }) => chance);
    expect(rising).to.deep.equal([...rising].sort((a, b) => a - b));
    expect(of(20, 0).reasons[0]).to.deep.include({ kind: 'against', key: 'few-answers', params: { asked: 20, answered: 0 } });
    expect(of(20, 20).reasons[0]).to.deep.include({ kind: 'for', key: 'answers' });
  });

  it('is called in words', () => {
    expect([0.7, 0.5, 0.3].map(gradeOf)).to.deep.equal(['strong', 'good', 'possible']);
  });
});

describe('a gate', () => {
  const closed: [key: string, technology: Partial<TechnologyFacts>, need: Partial<NeedFacts>][] = [
    ['expired', { expiresOn: '2026-05-09' }, {}],
    ['deadline', {}, { deadline: '2026-05-09' }],
    ['same-account', { accountId: needFacts().accountId }, {}],
    ['exclusive', { isExclusive: true }, {}],
    ['unlicensed', { licence: 'pesticide-registration', hasLicence: false }, {}],
    ['too-cold', { frostFreeDays: 170 }, { regionCode: '220822100201' }],
    ['too-cool', { accumulatedTemperature: 3300 }, { regionCode: '220800000000' }],
    ['wrong-soil', { soils: ['sandy', 'black'] }, { soils: ['saline-alkali'] }],
    ['too-salty', { saltLimit: 3 }, { salinity: 3.1 }],
    ['no-water', { waters: ['drip'] }, { waters: ['rain-fed'] }],
    [
      'outside-zone',
      { licence: 'variety-approval', hasLicence: true, approvedFor: ['黑龙江省'] },
      { regionCode: '220822000000' },
    ],
    ['too-late', { seasonFrom: 3, seasonTo: 4 }, { deadline: '2026-12-31' }],
    ['far-over-budget', { costUnit: 'mu', costFen: 40_000 }, { scaleMu: 100, budgetFen: 1_000_000 }],
    ['far-over-labour', { costUnit: 'mu', labourDays: 8 }, { scaleMu: 100, hands: 4 }],
  ];
  for (const [key, technology, need] of closed) {
    it(`leaves nothing of a score, whatever else fits: ${key}`, () => {
      fc.assert(
        fc.property(anyTechnology, anyNeed, anyTerms, (offer, want, terms) => {
          const fields = new Set([...Object.keys(need), 'costUnit', 'capitalFen', 'seasonFrom', 'seasonTo']);
          const wanted = Object.fromEntries(Object.entries(want).filter(([name]) => !fields.has(name)));
          const found = scorePair(
            {
              technology: profileOf(technologyFacts({ ...offer, ...technology }), terms),
              need: profileOf(needFacts({ ...wanted, ...need }), terms),
              today,
            },
            scale,
          );
          expect(found).to.include({ score: 0, isGated: true });
          expect(found.reasons.map((reason) => reason.key)).to.include(key);
        }),
        { numRuns: 30 },
      );
    });
  }

  it('closes on what ended, too', () => {
    const pair = { technology: profileOf(technologyFacts()), need: profileOf(needFacts()), today };
    expect(scorePair({ ...pair, need: { ...pair.need, isPublic: false } }, scale)).to.include({ score: 0, isGated: true });
  });

  it('never closes on what is not known, and no fact that is taken away closes one', () => {
    fc.assert(
      fc.property(pairs, fc.constantFrom(...Object.keys(needFacts())), (pair, name) => {
        const facts = (all: Partial<NeedFacts>) => scorePair({ ...pair, need: { ...pair.need, facts: needFacts(all) } }, scale);
        const before = facts(pair.need.facts);
        const { [name as keyof NeedFacts]: _gone, ...rest } = pair.need.facts;
        if (name !== 'accountId' && !before.isGated) expect(facts(rest).isGated).to.equal(false);
        const bare = scorePair({ ...pair, need: profileOf(needFacts()) }, scale);
        const own = ['expired', 'exclusive', 'unlicensed'];
        if (bare.isGated) expect(own).to.include.members(bare.reasons.map(({ key }) => key));
      }),
    );
  });
});

describe('what a card says', () => {
  it('holds near misses against a pair and says so with the figures of both sides', () => {
    const [reason] = score({ frostFreeDays: 155 }, { regionCode: '220822100201' }).reasons.filter(
      ({ kind }) => kind === 'against',
    );
    expect(reason).to.deep.include({ key: 'near-frost', params: { days: 155, here: 150 } });
    expect(keys('against', { soils: ['sandy'] }, { soils: ['black'] })).to.deep.equal(['not-soil']);
    expect(keys('against', { fieldStage: 'small-trial' }, { deadline: '2026-06-01' })).to.deep.equal(['unproven']);
    expect(keys('against', { ways: ['transfer'] }, { ways: ['free-extension'] })).to.deep.equal(['not-ways']);
    expect(keys('against', { costUnit: 'mu', costFen: 20_000 }, { scaleMu: 100, budgetFen: 1_000_000 })).to.deep.equal([
      'over-budget',
    ]);
    expect(keys('for', { costUnit: 'mu', costFen: 12_000 }, { scaleMu: 100, budgetFen: 1_000_000 })).to.deep.equal([
      'near-budget',
    ]);
    expect(keys('against', { capacity: 2 }, {})).to.include('full');
    expect(keys('for', { capacity: 3 }, {})).to.include('room');
  });

  it('keeps a missed season for next year unless the need cannot wait', () => {
    expect(keys('against', { seasonFrom: 3, seasonTo: 4 }, {})).to.deep.equal(['next-year']);
    expect(keys('against', { seasonFrom: 3, seasonTo: 4 }, { deadline: '2027-03-01' })).to.deep.equal(['next-year']);
    expect(keys('against', { seasonFrom: 11, seasonTo: 2 }, {})).to.deep.equal([]);
    expect(keys('against', { seasonFrom: 3, seasonTo: 4 }, { seasonFrom: 9, seasonTo: 9 })).to.include('season');
  });

  it('asks the one thing that could change most', () => {
    const asked = (...args: Parameters<typeof score>) => keys('ask', ...args);
    expect(asked({ soils: ['sandy'] }, {})).to.deep.equal(['ask-soil']);
    expect(asked({ frostFreeDays: 130 }, {})).to.deep.equal(['frost-free-days']);
    expect(asked({ licence: 'variety-approval', frostFreeDays: 130 }, {})).to.deep.equal(['ask-licence']);
    expect(
      asked({ licence: 'variety-approval', hasLicence: true, approvedFor: ['吉林省部分地区'] }, { regionCode: '220822000000' }),
    ).to.deep.equal(['ask-zone']);
    expect(asked({ saltLimit: 3 }, { soils: ['saline-alkali'] })).to.deep.equal(['ask-salt']);
    expect(asked({ costUnit: 'mu', costFen: 100 }, { scaleMu: 10 })).to.deep.equal(['ask-budget']);
    expect(asked({ kind: 'variety' }, { salinity: 4, soils: ['saline-alkali'] })).to.deep.equal(['ask-salt-limit']);
    expect(asked({ kind: 'product' }, { salinity: 4 })).to.deep.equal(['ask-stage-product']);
    expect(asked({}, {})).to.deep.equal(['ask-stage']);
  });
});

describe('the words of a listing', () => {
  it('are the common names, whole varieties and nothing that says nothing', () => {
    expect(segment('苞米出苗不齐，怎么办？')).to.include.members(['玉米']).and.not.include('怎么办');
    expect(segment('土豆')).to.deep.equal(segment('马铃薯'));
    expect(segment('玉米品种吉单53，亩产８７０公斤')).to.include('吉单53').and.not.include('亩产870');
    expect(segment('食葵ＡＲ７－６６６０')).to.include('ar7-6660');
    expect(segment('羊不吃草')).to.include('羊');
  });

  it('are written for PostgreSQL with what weighs them, quoted', () => {
    const parts = { A: ['玉米', '玉米'], B: ["it's"], C: ['back\\slash', '玉米'], D: ['ar7-6660'] };
    expect(writeVector(parts)).to.equal(String.raw`'玉米':1A,2A,5C 'it''s':3B 'back\\slash':4C 'ar7-6660':6D`);
  });
});

type Real = { reference: string; title: string; industries: string[]; problem: string; hoped: string; howItWorks: string; advantage: string; fits: string; kind: TechnologyFacts['kind'] }; // prettier-ignore
const real = JSON.parse(readFileSync(new URL('../fixtures/real-listings.json', import.meta.url), 'utf8')) as {
  needs: Real[];
  technologies: Real[];
};

describe('of twenty real listings, the technology that comes first', () => {
  const cut = cutterWith(ownWords);
  const technologies = real.technologies.map(({ reference, industries, kind, ...it }) => ({
    ...{ ...profileOf(technologyFacts({ industries, kind })), id: reference },
    terms: termsOf(cut, { title: it.title, problem: [], body: [it.howItWorks, it.advantage], rest: [] }),
  }));
  const needs = real.needs.map(({ reference, industries, ...it }) => ({
    ...{ ...profileOf(needFacts({ industries })), id: reference },
    terms: termsOf(cut, { title: it.title, problem: [it.problem], body: [it.hoped], rest: [] }),
  }));
  const found = new Map<string, number>();
  for (const { terms } of [...technologies, ...needs])
    for (const term of terms.frequencies.keys()) found.set(term, (found.get(term) ?? 0) + 1);
  const average = (all: readonly { terms: { length: number } }[]) =>
    all.reduce((sum, { terms }) => sum + terms.length, 0) / all.length;
  const averageLength = { technology: average(technologies), need: average(needs) };
  const statistics = {
    listings: technologies.length + needs.length,
    averageLength,
    count: (term: string) => found.get(term) ?? 1,
  };

  for (const [index, { title, fits }] of real.needs.entries()) {
    it(`for “${title}” is the one that fits`, () => {
      const need = needs[index] as (typeof needs)[number];
      const scores = technologies.map((technology) => ({
        id: technology.id,
        score: scorePair({ technology, need, today }, { ...scale, statistics }).score,
      }));
      const [first] = scores.sort((a, b) => b.score - a.score);
      expect(first?.id).to.equal(fits);
    });
  }
});
