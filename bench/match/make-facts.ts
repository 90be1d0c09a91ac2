import type { NeedFacts, TechnologyFacts } from '../../src/features/matching/score/facts.ts';
import type { Surroundings } from '../../src/features/matching/score/scale.ts';
import type { Chance } from './chance.ts';

/** Where listings come from: every village, township and county of the starter data, and accounts of ten listings each. */
export type World = { regions: readonly string[]; accounts: number; surroundings: Surroundings };

const soils = ['saline-alkali', 'sandy', 'black', 'chernozem', 'meadow', 'paddy'] as const;
const waters = ['rain-fed', 'well', 'river', 'drip', 'sprinkler', 'paddy'] as const;
const ways = ['transfer', 'licence', 'shares', 'contracting', 'revenue-share', 'free-extension'] as const;
const stages = ['small-trial', 'pilot', 'demonstration', 'wide-use'] as const;

/** The account of a number, as an id. */
export function accountId(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}

/**
 * Every fact is unknown in a fixed share of the listings, as forms are filled in: about half of the conditions are said. With
 * them roughly a quarter of all pairs are closed by a gate; the benchmark counts it.
 */
export function needFacts(chance: Chance, world: World, industries: string[]): NeedFacts {
  const maybe = <T>(share: number, value: () => T): T | null => (chance.happens(share) ? value() : null);
  const months = maybe(0.4, () => 3 + chance.below(5));
  return {
    side: 'need',
    accountId: accountId(chance.below(world.accounts)),
    regionCode: maybe(0.95, () => chance.pick(world.regions)),
    industries,
    soils: maybe(0.45, () => [chance.pick(soils)]) ?? [],
    waters: maybe(0.4, () => [chance.pick(waters)]) ?? [],
    ...{ seasonFrom: months, seasonTo: months && Math.min(12, months + 1 + chance.below(4)) },
    expiresOn: '2027-06-30',
    ways: maybe(0.4, () => [chance.pick(ways)]) ?? [],
    kind: maybe(0.5, () => chance.pick(['variety', 'technology', 'product'] as const)),
    scaleMu: maybe(0.5, () => Math.round(10 * 100 ** chance.next())),
    scaleHeads: maybe(0.15, () => Math.round(5 * 200 ** chance.next())),
    budgetFen: maybe(0.35, () => Math.round(500_000 * 200 ** chance.next())),
    hands: maybe(0.3, () => 1 + chance.below(12)),
    salinity: maybe(0.2, () => Math.round(60 * chance.next()) / 10),
    deadline: maybe(0.25, () => (chance.happens(0.5) ? '2027-04-15' : '2027-09-30')),
  };
}

export function technologyFacts(
  chance: Chance,
  world: World,
  industries: string[],
  kind: TechnologyFacts['kind'],
): TechnologyFacts {
  const maybe = <T>(share: number, value: () => T): T | null => (chance.happens(share) ? value() : null);
  const months = maybe(0.4, () => 3 + chance.below(5));
  return {
    side: 'technology',
    accountId: accountId(world.accounts + chance.below(world.accounts)),
    regionCode: maybe(0.6, () => chance.pick(world.regions)),
    industries,
    soils: maybe(0.35, () => [...new Set([chance.pick(soils), chance.pick(soils)])]) ?? [],
    waters: maybe(0.3, () => [...new Set([chance.pick(waters), chance.pick(waters)])]) ?? [],
    ...{ seasonFrom: months, seasonTo: months && Math.min(12, months + 2 + chance.below(4)) },
    expiresOn: '2027-06-30',
    ways: maybe(0.6, () => [chance.pick(ways), chance.pick(ways)]) ?? [],
    kind,
    trl: maybe(0.4, () => 4 + chance.below(6)),
    fieldStage: maybe(0.5, () => chance.pick(stages)),
    costUnit: 'mu',
    costFen: maybe(0.5, () => Math.round(1000 * 50 ** chance.next())),
    capitalFen: maybe(0.2, () => Math.round(100_000 * 100 ** chance.next())),
    labourDays: maybe(0.2, () => chance.below(8) / 2),
    frostFreeDays: maybe(0.3, () => 110 + chance.below(45)),
    accumulatedTemperature: maybe(0.2, () => 2200 + chance.below(900)),
    saltLimit: maybe(0.15, () => 1 + chance.below(6)),
    capacity: maybe(0.3, () => 5 + chance.below(60)),
    isExclusive: chance.happens(0.02),
    licence: null,
    hasLicence: null,
    approvedFor: [],
  };
}

/** Counties with a climate between those of the real north-east, and holders of whom a third are slow to answer. */
export function surroundingsFor(chance: Chance, regions: readonly string[]): Surroundings {
  const places = new Map(
    [...new Set(regions.map((code) => code.slice(0, 6)))].map((county) => [
      county,
      {
        ...{ frostFreeDays: 125 + chance.below(35), accumulatedTemperature: 2500 + chance.below(600), ecoZones: [] },
        isPoor: chance.happens(0.4),
      },
    ]),
  );
  return {
    place: (code) => places.get(code.slice(0, 6)),
    holder: (id) => (Number(id.slice(-2)) % 3 === 0 ? { asked: 20, answered: 4, late: 10, serving: 3 } : undefined),
  };
}
