import fc from 'fast-check';
import type { Facts, NeedFacts, TechnologyFacts } from '../../src/features/matching/score/facts.ts';
import type { Profile } from '../../src/features/matching/score/profile.ts';
import { nowhere, type Scale } from '../../src/features/matching/score/scale.ts';
import { priors } from '../../src/features/matching/score/weights.ts';

const [holder, seeker] = ['6f1c0c6a-0000-4000-8000-00000000000a', '7a1c0c6a-0000-4000-8000-00000000000b'];
const unsaid = {
  regionCode: null,
  industries: [],
  soils: [],
  waters: [],
  seasonFrom: null,
  seasonTo: null,
  expiresOn: null,
  ways: [],
};

/** Facts that say nothing but what is wished. */
export const technologyFacts = (wish: Partial<TechnologyFacts> = {}): TechnologyFacts => ({
  ...{ side: 'technology', ...unsaid, accountId: holder, kind: 'technology', trl: null, fieldStage: null, costUnit: null },
  ...{ costFen: null, capitalFen: null, labourDays: null, frostFreeDays: null, accumulatedTemperature: null, saltLimit: null },
  ...{ capacity: null, isExclusive: false, licence: null, hasLicence: null, approvedFor: [] },
  ...wish,
});
export const needFacts = (wish: Partial<NeedFacts> = {}): NeedFacts => ({
  ...{ side: 'need', ...unsaid, accountId: seeker, kind: null, scaleMu: null, scaleHeads: null, budgetFen: null, hands: null },
  ...{ salinity: null, deadline: null },
  ...wish,
});

export const profileOf = <F extends Facts>(facts: F, terms: Record<string, number> = {}): Profile<F> => ({
  ...{ id: facts.accountId, version: 1, isPublic: true, facts },
  terms: { frequencies: new Map(Object.entries(terms)), length: 40 },
});

/** Every word as rare as every other. */
export const evenScale = (surroundings: Scale['surroundings'] = nowhere): Scale => ({
  ...{ id: 1, weights: priors, surroundings },
  statistics: { listings: 300, averageLength: { technology: 40, need: 40 }, count: () => 5 },
});

/** A county of Baicheng's kind. */
export const county: Scale['surroundings'] = {
  place: (code) =>
    code.startsWith('2208')
      ? { frostFreeDays: 150, accumulatedTemperature: 2950, ecoZones: ['吉林省西部中熟区'], isPoor: code.endsWith('201') }
      : undefined,
  holder: () => ({ asked: 0, answered: 0, late: 0, serving: 2 }),
};

const month = fc.option(fc.integer({ min: 1, max: 12 }));
const money = fc.option(fc.integer({ min: 0, max: 1_000_000 }));
const day = fc.constantFrom(null, '2026-05-01', '2026-05-30', '2027-03-01');
const ways = fc.subarray(['transfer', 'licence', 'contracting'] as const).map((list) => [...list]);
const codes = fc.subarray(['A', 'A01', 'A0113', 'A0112', 'A0314', 'A0512', 'C357', 'R88']);
const region = fc.constantFrom(null, '220000000000', '220800000000', '220822100200', '220822100201', '330100000000');
const kind = fc.constantFrom('variety' as const, 'technology' as const, 'product' as const);
const shared = { industries: codes, regionCode: region, seasonFrom: month, seasonTo: month, ways, expiresOn: day };

export const anyTechnology: fc.Arbitrary<TechnologyFacts> = fc
  .record({
    ...shared,
    ...{ kind, trl: fc.option(fc.integer({ min: 1, max: 9 })), costFen: money, capitalFen: money, isExclusive: fc.boolean() },
    fieldStage: fc.constantFrom(null, 'small-trial' as const, 'wide-use' as const),
    costUnit: fc.constantFrom(null, 'mu' as const, 'head' as const, 'unit' as const),
    labourDays: fc.option(fc.integer({ min: 0, max: 40 })),
    frostFreeDays: fc.option(fc.integer({ min: 90, max: 200 })),
    accumulatedTemperature: fc.option(fc.integer({ min: 2000, max: 4000 })),
    saltLimit: fc.option(fc.integer({ min: 0, max: 10 })),
    capacity: fc.option(fc.integer({ min: 1, max: 4 })),
    soils: fc.subarray(['saline-alkali', 'sandy', 'black', 'paddy', 'any']),
    waters: fc.subarray(['rain-fed', 'well', 'paddy', 'any']),
    licence: fc.constantFrom(null, 'variety-approval' as const, 'feed-licence' as const),
    hasLicence: fc.constantFrom(null, true, false),
    approvedFor: fc.subarray(['吉林省中熟区', '黑龙江省', '兴安盟部分地区', '某某山前平原区']),
  })
  .map(technologyFacts);

export const anyNeed: fc.Arbitrary<NeedFacts> = fc
  .record({
    ...shared,
    ...{ kind: fc.option(kind), budgetFen: money, deadline: day },
    scaleMu: fc.option(fc.nat({ max: 5000 })),
    scaleHeads: fc.option(fc.nat({ max: 500 })),
    hands: fc.option(fc.nat({ max: 5 })),
    salinity: fc.option(fc.integer({ min: 0, max: 10 })),
    soils: fc.constantFrom<string[]>([], ['saline-alkali'], ['sandy'], ['black'], ['any']),
    waters: fc.constantFrom<string[]>([], ['rain-fed'], ['well'], ['paddy'], ['any']),
  })
  .map(needFacts);

export const anyTerms = fc.dictionary(
  fc.constantFrom('w玉米', 'w盐碱地', 'b保苗', 'c羊', 'w饲料'),
  fc.integer({ min: 1, max: 9 }),
);
