import { z } from 'zod';
import { Basics, blankBasics, Day, Fen, maybe, Month, Salt, Soil, text, Water } from './basics.ts';
import { Cooperation, TechnologyKind } from './technology.ts';

const Count = z.int().min(0).max(100_000_000);

/** A problem in search of a result. Area is in mu and money in fen; `enteredFor` names whose need somebody else wrote down. */
export const Need = Basics.extend({
  problem: text(2000),
  expertProblem: text(2000),
  scaleMu: maybe(z.number().min(0).max(999_999_999).multipleOf(0.01, 'listings:errors.two-decimals')),
  scaleHeads: maybe(Count),
  households: maybe(Count),
  poorHouseholds: maybe(Count),
  soil: maybe(Soil),
  salinity: maybe(Salt),
  water: maybe(Water),
  seasonFrom: maybe(Month),
  seasonTo: maybe(Month),
  deadline: maybe(Day),
  budgetFen: maybe(Fen),
  hands: maybe(Count),
  wantedKind: maybe(TechnologyKind),
  wantedWays: z.array(Cooperation),
  tried: text(2000),
  hoped: text(2000),
  enteredFor: text(40),
});
export type Need = z.infer<typeof Need>;

/** Where every need begins. */
export const blankNeed: Omit<Need, 'title'> = {
  ...blankBasics,
  ...{ problem: '', expertProblem: '' },
  ...{ scaleMu: null, scaleHeads: null, households: null, poorHouseholds: null },
  ...{ soil: null, salinity: null, water: null, seasonFrom: null, seasonTo: null, deadline: null },
  ...{ budgetFen: null, hands: null, wantedKind: null, wantedWays: [], tried: '', hoped: '', enteredFor: '' },
};

/** What a need still lacks before it may be shown, by the names of its fields. */
export function missingFromNeed(it: Need): string[] {
  const lacks: [string, boolean][] = [
    ['problem', it.problem === ''],
    ['industries', it.industries.length === 0],
    ['regionCode', it.regionCode === null],
    ['scaleMu', it.scaleMu === null && it.scaleHeads === null && it.households === null],
    ['contactName', it.contactName === ''],
    ['contactPhone', it.contactPhone === '' && it.contactEmail === ''],
  ];
  return lacks.filter(([, isMissing]) => isMissing).map(([name]) => name);
}

/** What contradicts itself in a need, by field; the database refuses the same. */
export function faultsOfNeed(it: Need): Record<string, { key: string }> {
  if (it.poorHouseholds === null || (it.households !== null && it.poorHouseholds <= it.households)) return {};
  return { poorHouseholds: { key: 'listings:errors.poor-households' } };
}
