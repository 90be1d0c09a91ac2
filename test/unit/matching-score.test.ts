import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import fc from 'fast-check';
import { planMatches } from '../../src/features/matching/plan-matches.ts';
import {
  rarityOf,
  type NeedProfile,
  type Pair,
  type Profile,
  type TechnologyProfile,
} from '../../src/features/matching/profile.ts';
import { scorePair } from '../../src/features/matching/score.ts';
import { textStrength } from '../../src/features/matching/score-words.ts';
import { createSegment, ownWords } from '../../src/features/matching/text/segment.ts';
import { readVector, weights, writeVector, type Word } from '../../src/features/matching/text/word-vector.ts';
import { wordsOf, type Texts } from '../../src/features/matching/text/words-of.ts';
import { keep } from '../../src/features/matching/weights.ts';
import { cutterWith } from '../../src/platform/jieba/cutter.ts';

const today = '2026-05-10';
const segment = createSegment(cutterWith(ownWords));
const even = () => 3;

const common = { version: 1, isPublic: true, regionCode: null, industries: [], expiresOn: null, words: new Map<string, Word>() };
const technology = (wish: Partial<TechnologyProfile> = {}): TechnologyProfile => ({
  ...{ ...common, id: 't', side: 'technology', accountId: 'a', kind: 'technology', costUnit: null, costFen: null },
  ...{ frostFreeDays: null, accumulatedTemperature: null, soils: [], waters: [], seasonFrom: null, seasonTo: null, approvals: 0 },
  ...wish,
});
const need = (wish: Partial<NeedProfile> = {}): NeedProfile => ({
  ...{ ...common, id: 'n', side: 'need', accountId: 'b', scaleMu: null, scaleHeads: null, soil: null, water: null },
  ...{ seasonFrom: null, seasonTo: null, deadline: null, budgetFen: null },
  ...wish,
});
const keysOf = (pair: Partial<Pair>, kind: string) =>
  scorePair({ technology: technology(), need: need(), today, rarity: even, ...pair })
    .reasons.filter((reason) => reason.kind === kind)
    .map(({ key }) => key);

const count = fc.nat({ max: 4 });
const words = fc
  .dictionary(
    fc.constantFrom('玉米', '盐碱地', '保苗', '滴灌', '羊', '饲料'),
    fc.record({ A: count, B: count, C: count, D: count }),
  )
  .map((entries) => new Map(Object.entries(entries).filter(([, { A, B, C, D }]) => A + B + C + D > 0)));
const month = fc.option(fc.integer({ min: 1, max: 12 }));
const codes = fc.subarray(['A', 'A01', 'A0113', 'A0314', 'C357']);
const region = fc.constantFrom(null, '220000000000', '220800000000', '220822100200', '220822100201');
const money = fc.option(fc.integer({ min: 0, max: 1_000_000 }));
const side = { words, industries: codes, regionCode: region, seasonFrom: month, seasonTo: month };
const pairs = fc.record({
  technology: fc
    .record({
      ...side,
      costFen: money,
      costUnit: fc.constantFrom(null, 'mu' as const, 'head' as const),
      soils: fc.subarray(['sandy', 'black', 'any']),
    })
    .map(technology),
  need: fc
    .record({ ...side, budgetFen: money, scaleMu: fc.option(fc.nat({ max: 5000 })), soil: fc.constantFrom(null, 'sandy', 'any') })
    .map(need),
  today: fc.constant(today),
  rarity: fc.constant(even),
});

describe('a score', () => {
  it('lies within 0 and 1 and is what its reasons add up to', () => {
    fc.assert(
      fc.property(pairs, (pair) => {
        const { score, reasons } = scorePair(pair);
        const sum = reasons.reduce((total, { points }) => total + points, 0);
        expect(score).to.be.within(0, 1);
        expect(score).to.be.closeTo(Math.min(1, Math.max(0, sum)), 1e-9);
        expect(reasons.filter(({ kind }) => kind === 'ask')).to.have.lengthOf.at.most(1);
      }),
    );
  });

  it('has a part for words that another shared word never lowers', () => {
    fc.assert(
      fc.property(pairs, fc.constantFrom(...weights), fc.constantFrom(...weights), (pair, here, there) => {
        const blank = { A: 0, B: 0, C: 0, D: 0 };
        const more = (on: Profile, weight: (typeof weights)[number]) => {
          const known = on.words.get('玉米') ?? blank;
          return { ...on, words: new Map(on.words).set('玉米', { ...known, [weight]: known[weight] + 1 }) };
        };
        const longer = { ...pair, technology: more(pair.technology, here), need: more(pair.need, there) } as Pair;
        expect(textStrength(longer).strength).to.be.at.least(textStrength(pair).strength);
      }),
    );
  });

  it('is nothing behind a gate, whatever else fits', () => {
    const gates: Partial<Pair>[] = [
      { need: need({ deadline: '2026-05-09' }) },
      { technology: technology({ expiresOn: '2026-05-09' }) },
      { technology: technology({ accountId: 'b' }) },
      { need: need({ isPublic: false }) },
    ];
    fc.assert(
      fc.property(pairs, fc.constantFrom(...gates), (pair, gate) => {
        const gated = {
          ...pair,
          technology: {
            ...pair.technology,
            ...(gate.technology && { expiresOn: gate.technology.expiresOn, accountId: gate.technology.accountId }),
          },
          need: { ...pair.need, ...(gate.need && { deadline: gate.need.deadline, isPublic: gate.need.isPublic }) },
        };
        expect(scorePair(gated)).to.include({ score: 0, isGated: true });
      }),
    );
  });

  it('knows how near two industries are in the tree', () => {
    const points = (one: string, other: string) =>
      scorePair({ technology: technology({ industries: [one] }), need: need({ industries: [other] }), today, rarity: even })
        .score;
    const falling = [
      points('A0113', 'A0113'),
      points('A0113', 'A0111'),
      points('A0113', 'A0121'),
      points('A0113', 'A0314'),
      points('A0113', 'C357'),
    ];
    expect(falling).to.deep.equal([...falling].sort((a, b) => b - a));
    expect(new Set(falling).size).to.equal(5);
  });

  it('holds known conditions against a pair, and asks about the one that is not known', () => {
    const sandy = technology({ soils: ['sandy'] });
    expect(keysOf({ technology: sandy, need: need({ soil: 'black' }) }, 'against')).to.deep.equal(['not-soil']);
    expect(keysOf({ technology: sandy, need: need({ soil: 'sandy' }) }, 'for')).to.deep.equal(['soil']);
    expect(keysOf({ technology: sandy }, 'ask')).to.deep.equal(['ask-soil']);
    expect(keysOf({ technology: technology({ frostFreeDays: 130 }) }, 'ask')).to.deep.equal(['frost-free-days']);
    expect(keysOf({ technology: technology({ kind: 'variety', industries: ['A0113'] }) }, 'ask')).to.deep.equal(['approval']);
    expect(keysOf({ technology: technology({ kind: 'variety', industries: ['A0141'] }) }, 'ask')).to.deep.equal([]);
    expect(keysOf({ technology: technology({ seasonFrom: 3, seasonTo: 4 }) }, 'against')).to.deep.equal(['next-year']);
    expect(keysOf({ technology: technology({ seasonFrom: 11, seasonTo: 2 }) }, 'against')).to.deep.equal([]);
    const perMu = technology({ costUnit: 'mu', costFen: 30_000 });
    expect(keysOf({ technology: perMu, need: need({ scaleMu: 100, budgetFen: 1_000_000 }) }, 'against')).to.deep.equal([
      'over-budget',
    ]);
    expect(keysOf({ technology: perMu, need: need({ scaleMu: 10, budgetFen: 1_000_000 }) }, 'for')).to.deep.equal(['cost']);
  });
});

describe('the plan of a listing’s matches', () => {
  it('does not depend on the order in which the others come, and proposes no more than the best', () => {
    const others = fc
      .array(
        pairs.map(({ need: one }) => one),
        { minLength: 12, maxLength: 30 },
      )
      .chain((list) => {
        const named = list.map((one, index) => ({ ...one, id: `n${index}` }));
        return fc.tuple(fc.constant(named), fc.shuffledSubarray(named, { minLength: named.length }));
      });
    fc.assert(
      fc.property(pairs, others, ({ technology: mine }, [one, shuffled]) => {
        const plan = (list: Profile[]) =>
          planMatches(mine, list, [], { today, rarity: even }).sort((a, b) => (a.needId < b.needId ? -1 : 1));
        expect(plan(one)).to.deep.equal(plan(shuffled));
        expect(plan(one).length).to.be.at.most(keep.best);
      }),
      { numRuns: 50 },
    );
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

  it('come back from a tsvector as they went in', () => {
    const parts = { A: ['玉米', '玉米'], B: ["it's"], C: ['back\\slash', '玉米'], D: ['ar7-6660'] };
    // What PostgreSQL writes is what we write, but for the weight D, which it leaves out.
    const read = readVector(writeVector(parts).replace(/D/g, ''));
    expect(read.get('玉米')).to.deep.equal({ A: 2, B: 0, C: 1, D: 0 });
    expect(read.get("it's")).to.deep.equal({ A: 0, B: 1, C: 0, D: 0 });
    expect([...read.keys()]).to.have.members(['玉米', "it's", 'back\\slash', 'ar7-6660']);
  });
});

type Real = { reference: string; title: string; industries: string[]; problem: string; hoped: string; howItWorks: string; advantage: string; fits: string; kind: TechnologyProfile['kind'] }; // prettier-ignore
const real = JSON.parse(readFileSync(new URL('../fixtures/real-listings.json', import.meta.url), 'utf8')) as {
  needs: Real[];
  technologies: Real[];
};

describe('of twenty real listings, the technology that comes first', () => {
  const profileOf = ({ reference: id, industries }: Real, texts: Texts) => ({
    ...{ id, accountId: id, industries },
    words: readVector(wordsOf(segment, texts).replace(/D/g, '')),
  });
  const technologies = real.technologies.map((it) =>
    technology({
      ...profileOf(it, { title: it.title, problem: [], body: [it.howItWorks, it.advantage], rest: [] }),
      kind: it.kind,
    }),
  );
  const needs = real.needs.map((it) =>
    need(profileOf(it, { title: it.title, problem: [it.problem], body: [it.hoped], rest: [] })),
  );
  const all = [...technologies, ...needs];
  const found = new Map<string, number>();
  for (const { words: mine } of all) for (const word of mine.keys()) found.set(word, (found.get(word) ?? 0) + 1);
  const rarity = rarityOf(found, all.length);

  for (const [index, { title, fits }] of real.needs.entries()) {
    it(`for “${title}” is the one that fits`, () => {
      const mine = needs[index] as NeedProfile;
      const [first] = planMatches(mine, technologies, [], { today, rarity }).sort((a, b) => b.score - a.score);
      expect(first?.technologyId).to.equal(fits);
    });
  }
});
