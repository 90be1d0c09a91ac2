import { expect } from 'chai';
import fc from 'fast-check';
import { createEngine, type Engine, type Entry } from '../../src/features/matching/engine/engine.ts';
import type { Market } from '../../src/features/matching/engine/market.ts';
import { rankRange } from '../../src/features/matching/engine/rank-range.ts';
import type { Ranks, RankSlots } from '../../src/features/matching/engine/rank-slots.ts';
import { otherSide } from '../../src/features/matching/engine/market.ts';
import type { NeedFacts, TechnologyFacts } from '../../src/features/matching/score/facts.ts';
import { storedScore } from '../../src/features/matching/score/log-odds.ts';
import type { Profile } from '../../src/features/matching/score/profile.ts';
import type { Scale } from '../../src/features/matching/score/scale.ts';
import { scorePair } from '../../src/features/matching/score/score-pair.ts';
import { priors } from '../../src/features/matching/score/weights.ts';
import { besides, createThreads } from '../../src/platform/threads/pool.ts';

const today = '2026-11-25';
const words = ['w玉米', 'w盐碱地', 'w滴灌', 'w奶牛', 'b玉米', 'b碱地', 'b滴灌', 'c玉', 'c碱', 'c牛', 'w吉单53', 'w保苗'];
/** Some of the words are rare and some in half of all listings, so that the engine keeps them in its different ways. */
const scale: Scale = {
  ...{ id: 1, weights: priors },
  statistics: {
    listings: 1000,
    averageLength: { technology: 60, need: 30 },
    count: (term) => 3 + 60 * (words.indexOf(term) % 9),
  },
  surroundings: {
    place: (code) => ({
      frostFreeDays: 120 + Number(code.slice(5, 6)) * 5,
      accumulatedTemperature: 2700,
      ecoZones: [],
      isPoor: code.endsWith('2'),
    }),
    holder: (id) => (id.endsWith('3') ? { asked: 10, answered: 2, late: 5, serving: 1 } : undefined),
  },
};

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
const terms = fc
  .dictionary(fc.constantFrom(...words), fc.integer({ min: 1, max: 12 }), { maxKeys: 8 })
  .map((frequencies) => ({ frequencies: new Map(Object.entries(frequencies)), length: 5 + 7 * Object.keys(frequencies).length }));
const shared = {
  accountId: fc.integer({ min: 1, max: 6 }).map((number) => `00000000-0000-4000-8000-00000000000${number}`),
  regionCode: maybe(fc.constantFrom('220821000000', '220821100202', '220822000001', '220881101001')),
  industries: fc.uniqueArray(fc.constantFrom('A0113', 'A0111', 'A0311', 'C1391', 'N772'), { maxLength: 3 }),
  soils: fc.uniqueArray(fc.constantFrom('saline-alkali', 'sandy', 'black', 'paddy'), { maxLength: 2 }),
  waters: fc.uniqueArray(fc.constantFrom('rain-fed', 'well', 'drip'), { maxLength: 2 }),
  ways: fc.uniqueArray(fc.constantFrom('transfer' as const, 'licence' as const), { maxLength: 2 }),
  expiresOn: maybe(fc.constantFrom('2026-11-24', '2026-11-25', '2027-05-01')),
  seasonFrom: fc.constant(4),
  seasonTo: fc.constantFrom(6, 9),
};
const technology: fc.Arbitrary<TechnologyFacts> = fc.record({
  ...{ side: fc.constant('technology' as const), ...shared },
  kind: fc.constantFrom('variety' as const, 'technology' as const, 'product' as const),
  trl: maybe(fc.integer({ min: 1, max: 9 })),
  fieldStage: maybe(fc.constantFrom('pilot' as const, 'wide-use' as const)),
  costUnit: maybe(fc.constantFrom('mu' as const, 'head' as const)),
  costFen: maybe(fc.integer({ min: 0, max: 90_000 })),
  capitalFen: maybe(fc.integer({ min: 0, max: 9_000_000 })),
  labourDays: maybe(fc.integer({ min: 0, max: 9 })),
  frostFreeDays: maybe(fc.integer({ min: 100, max: 170 })),
  accumulatedTemperature: maybe(fc.integer({ min: 2200, max: 3200 })),
  saltLimit: maybe(fc.integer({ min: 1, max: 6 })),
  capacity: maybe(fc.integer({ min: 1, max: 9 })),
  isExclusive: fc.boolean(),
  ...{ licence: fc.constant(null), hasLicence: fc.constant(null), approvedFor: fc.constant([]) },
});
const need: fc.Arbitrary<NeedFacts> = fc.record({
  ...{ side: fc.constant('need' as const), ...shared },
  kind: maybe(fc.constantFrom('variety' as const, 'technology' as const)),
  scaleMu: maybe(fc.integer({ min: 1, max: 900 })),
  scaleHeads: maybe(fc.integer({ min: 1, max: 90 })),
  budgetFen: maybe(fc.integer({ min: 0, max: 90_000_000 })),
  hands: maybe(fc.integer({ min: 0, max: 9 })),
  salinity: maybe(fc.integer({ min: 0, max: 6 })),
  deadline: maybe(fc.constantFrom('2026-11-01', '2027-04-15', '2027-09-30')),
});
const entry = (number: fc.Arbitrary<number>): fc.Arbitrary<Entry> =>
  fc
    .record({ number, version: fc.integer({ min: 1, max: 4 }), terms, facts: fc.oneof(technology, need) })
    .map(({ facts, ...rest }) => ({ ...rest, side: facts.side, facts }));
const market = (size: number) =>
  fc
    .array(entry(fc.constant(0)), { minLength: 2, maxLength: size })
    .map((all) => all.map((one, at) => ({ ...one, number: at * 3 + 1 })));

describe('The matching engine', () => {
  it('ranks as the card scores, to the last of ten thousand, and leaves out whatever a gate closes', () => {
    fc.assert(
      fc.property(market(40), (entries) => {
        const engine = filled(entries);
        for (const one of entries) expect(engine.rank(one.number)).to.deep.equal(scored(one, entries).slice(0, 50));
      }),
      { numRuns: 60 },
    );
  });

  it('answers alike however its listings came, changed, left and were merged', () => {
    const step = fc.oneof(
      { weight: 6, arbitrary: entry(fc.integer({ min: 1, max: 12 })).map((one) => ({ put: one })) },
      { weight: 2, arbitrary: fc.integer({ min: 1, max: 12 }).map((number) => ({ remove: number })) },
      { weight: 1, arbitrary: fc.constant({ settle: true }) },
    );
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 40 }), (steps) => {
        const engine = createEngine(scale, today);
        const kept = new Map<number, Entry>();
        for (const one of steps) {
          if ('put' in one) {
            engine.put([one.put]);
            const known = kept.get(one.put.number);
            if (known?.side !== one.put.side || known.version < one.put.version) kept.set(one.put.number, one.put);
          } else if ('remove' in one) {
            engine.remove(one.remove);
            kept.delete(one.remove);
          } else engine.settle();
        }
        expectAlike(engine, filled([...kept.values()]), [...kept.keys()]);
      }),
      { numRuns: 150 },
    );
  });

  it('does not depend on the order of arrival', () => {
    const shuffled = market(30).chain((entries) =>
      fc.tuple(fc.constant(entries), fc.shuffledSubarray(entries, { minLength: entries.length, maxLength: entries.length })),
    );
    fc.assert(
      fc.property(shuffled, ([entries, other]) => {
        const numbers = entries.map(({ number }) => number);
        expectAlike(filled(entries), filled(other), numbers);
      }),
      { numRuns: 60 },
    );
  });

  it('names every ranking that a listing enters, and no other', () => {
    fc.assert(
      fc.property(market(30), fc.integer({ min: 0, max: 9000 }), (entries, least) => {
        const engine = filled(entries);
        for (const { number } of entries) engine.setLeast(number, least);
        for (const one of entries) {
          const may = scored(one, entries).filter(({ score }) => score >= least);
          expect(engine.entered(one.number)).to.deep.equal(may.sort((a, b) => a.number - b.number));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('finds nearly all of the best among thousands, where it does not weigh them all', () => {
    const entries = fc.sample(entry(fc.constant(0)), { numRuns: 9000, seed: 3 }).map((one, at) => ({ ...one, number: at + 1 }));
    const engine = filled(entries);
    let [found, all] = [0, 0];
    for (const { number } of entries.slice(0, 40)) {
      const best = engine.entered(number).sort((a, b) => b.score - a.score || a.number - b.number);
      const ranked = new Set(engine.rank(number).map((one) => one.number));
      const exact = best.slice(0, 50);
      found += exact.filter((one) => ranked.has(one.number)).length;
      all += exact.length;
    }
    expect(found / all).to.be.greaterThan(0.95);
  });

  it('ranks a range in threads as it ranks one by one, and stops when it is told to', async () => {
    const entries = fc.sample(entry(fc.constant(0)), { numRuns: 1200, seed: 5 }).map((one, at) => ({ ...one, number: at + 1 }));
    const engine = filled(entries);
    const threads = createThreads<Market, RankSlots, Ranks>(
      besides(new URL('../../src/features/matching/engine/engine.ts', import.meta.url).href, './rank-slots'),
    );
    try {
      for (const side of ['technology', 'need'] as const) {
        const ranks = await rankRange(engine, threads, side, { from: 100, to: 1000 });
        const numbers = entries.filter((one) => one.side === side && one.number >= 100 && one.number < 1000);
        expect([...ranks.numbers]).to.deep.equal(numbers.map(({ number }) => number));
        ranks.numbers.forEach((number, row) => {
          const listed = Array.from({ length: ranks.sizes[row] ?? 0 }, (_, at) => ({
            number: ranks.others[row * ranks.most + at],
            score: ranks.scores[row * ranks.most + at],
          }));
          expect(listed).to.deep.equal(engine.rank(number));
        });
      }
      const signal = AbortSignal.abort(new Error('enough'));
      const stopped = await rankRange(engine, threads, 'need', { from: 0, to: 2000 }, { signal }).catch(
        (error: Error) => error.message,
      );
      expect(stopped).to.equal('enough');
    } finally {
      await threads.close();
    }
  });
});

function filled(entries: readonly Entry[]): Engine {
  const engine = createEngine(scale, today);
  engine.put(entries);
  return engine;
}

function expectAlike(one: Engine, other: Engine, numbers: readonly number[]): void {
  for (const side of ['technology', 'need'] as const) expect(one.checkSum(side)).to.deep.equal(other.checkSum(side));
  for (const number of numbers) {
    expect(one.rank(number)).to.deep.equal(other.rank(number));
    expect(one.entered(number)).to.deep.equal(other.entered(number));
  }
}

/** All open pairs of a listing by the score of the card, best first. */
function scored(one: Entry, entries: readonly Entry[]): { number: number; score: number }[] {
  const pairs = entries
    .filter(({ side }) => side === otherSide[one.side])
    .flatMap((other) => {
      const [technology, need] = one.side === 'technology' ? [one, other] : [other, one];
      const pair = { technology: profile(technology), need: profile(need), today } as Parameters<typeof scorePair>[0];
      const { score, isGated } = scorePair(pair, scale);
      return isGated ? [] : [{ number: other.number, score: storedScore(score) }];
    });
  return pairs.sort((a, b) => b.score - a.score || a.number - b.number);
}

function profile({ number, version, terms, facts }: Entry): Profile {
  return { id: String(number), version, isPublic: true, terms, facts };
}
