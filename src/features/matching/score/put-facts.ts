import type { Cooperation, CostUnit, FieldStage, TechnologyKind } from '../../listings/technology.ts';
import { significantDigits } from '../../../kernel/region-code.ts';
import { areaOfPlace, readAreas } from './area.ts';
import { branchOf } from './branches.ts';
import { dayNumber } from './day.ts';
import { stride, unknown, type FactTable } from './fact-table.ts';
import type { Facts, NeedFacts, TechnologyFacts } from './facts.ts';
import { answersOf, roomOf } from './holder-record.ts';
import { packIndustry } from './industry-code.ts';
import { mainCropVariety } from './licence.ts';
import type { Surroundings } from './scale.ts';
import { soilMask, waterMask } from './land.ts';

const kinds: readonly TechnologyKindName[] = ['variety', 'technology', 'product'];
type TechnologyKindName = (typeof TechnologyKind)['options'][number];
const waysInOrder: readonly (typeof Cooperation)['options'][number][] = [
  ...(['transfer', 'licence', 'shares', 'contracting', 'revenue-share', 'free-extension'] as const),
];
const costUnits: readonly (typeof CostUnit)['options'][number][] = ['mu', 'head', 'unit'];
const stages: Record<(typeof FieldStage)['options'][number], number> = {
  ...{ 'small-trial': 20, pilot: 50, demonstration: 80, 'wide-use': 100 },
};
/** A day that never comes. */
export const never = 2_147_483_647;

/** What closes a technology to everybody, as bits in the column `hindrance`. */
export const hindrances = { exclusive: 1, unlicensed: 2 } as const;

/** Writes a listing's facts, with what surrounds them, into its row of the table. */
export function putFacts(table: FactTable, at: number, facts: Facts, { place, holder }: Surroundings): void {
  const region = facts.regionCode;
  const conditions = region === null ? undefined : place(region);
  table.account[at] = accountNumber(facts.accountId);
  table.county[at] = region === null ? 0 : Number(region.slice(0, 6));
  table.place[at] = region === null ? 0 : Number(region.slice(6));
  table.reach[at] = region === null ? 0 : significantDigits(region);
  table.homeDays[at] = conditions?.frostFreeDays ?? unknown;
  table.homeWarmth[at] = conditions?.accumulatedTemperature ?? unknown;
  table.expires[at] = facts.expiresOn === null ? never : dayNumber(facts.expiresOn);
  const codes = facts.industries.slice(0, stride);
  table.industryCount[at] = codes.length;
  codes.forEach((code, index) => {
    table.industries[at * stride + index] = packIndustry(code);
    table.branches[at * stride + index] = branchOf(code);
  });
  table.kind[at] = facts.kind === null ? 0 : kinds.indexOf(facts.kind) + 1;
  table.ways[at] = facts.ways.reduce((mask, way) => mask | (1 << waysInOrder.indexOf(way)), 0);
  table.soils[at] = soilMask(facts.soils);
  table.waters[at] = waterMask(facts.waters);
  table.months[at] = monthMask(facts);
  if (facts.side === 'technology') putTechnology(table, at, facts, holder(facts.accountId));
  else {
    const isPoor = conditions?.isPoor === true;
    putNeed(table, at, facts, isPoor, region === null ? 0 : areaOfPlace(region, conditions?.ecoZones ?? []));
  }
}

function putTechnology(table: FactTable, at: number, facts: TechnologyFacts, record: Parameters<typeof answersOf>[0]): void {
  table.maturity[at] = maturityOf(facts) ?? unknown;
  table.costUnit[at] = facts.costUnit === null ? 0 : costUnits.indexOf(facts.costUnit) + 1;
  table.cost[at] = facts.costFen ?? unknown;
  table.capital[at] = facts.capitalFen ?? unknown;
  table.labour[at] = facts.labourDays ?? unknown;
  table.needsDays[at] = facts.frostFreeDays ?? unknown;
  table.needsWarmth[at] = facts.accumulatedTemperature ?? unknown;
  table.saltLimit[at] = facts.saltLimit === null ? unknown : Math.round(facts.saltLimit * 10);
  table.hindrance[at] = hindranceOf(facts);
  table.answers[at] = Math.round(100 * answersOf(record));
  table.room[at] = Math.round(100 * roomOf(facts.capacity, record));
  const read = facts.approvedFor.map(readAreas);
  const areas = read.flatMap((one) => one.areas);
  table.areaCount[at] = Math.min(areas.length, stride);
  table.areas.set(areas.slice(0, stride), at * stride);
  const isWhole = areas.length <= stride && read.every((one) => one.isWhole);
  table.areasKnown[at] = facts.approvedFor.length === 0 ? 0 : isWhole ? 1 : 2;
  table.areasBind[at] = mainCropVariety(facts) ? 1 : 0;
}

function putNeed(table: FactTable, at: number, facts: NeedFacts, isPoor: boolean, area: number): void {
  table.mu[at] = facts.scaleMu ?? unknown;
  table.heads[at] = facts.scaleHeads ?? unknown;
  table.budget[at] = facts.budgetFen ?? unknown;
  table.hands[at] = facts.hands ?? unknown;
  table.salinity[at] = facts.salinity === null ? unknown : Math.round(facts.salinity * 10);
  table.deadline[at] = facts.deadline === null ? never : dayNumber(facts.deadline);
  table.isPoor[at] = isPoor ? 1 : 0;
  table.area[at] = area;
}

/** Hundredths, by whichever says more: a variety may be approved while its trials in the field go on. */
export function maturityOf({ fieldStage, trl }: Pick<TechnologyFacts, 'fieldStage' | 'trl'>): number | undefined {
  const [byStage, byLevel] = [
    fieldStage === null ? -1 : stages[fieldStage],
    trl === null ? -1 : Math.round(((trl - 1) / 8) * 100),
  ];
  return Math.max(byStage, byLevel) < 0 ? undefined : Math.max(byStage, byLevel);
}

function hindranceOf({ isExclusive, licence, hasLicence }: TechnologyFacts): number {
  const isUnlicensed = licence !== null && hasLicence === false;
  return (isExclusive ? hindrances.exclusive : 0) | (isUnlicensed ? hindrances.unlicensed : 0);
}

/** April to June, or November to February, a bit for each month from January on. */
function monthMask({ seasonFrom, seasonTo }: Pick<Facts, 'seasonFrom' | 'seasonTo'>): number {
  if (seasonFrom === null || seasonTo === null) return 0;
  const length = ((seasonTo - seasonFrom + 12) % 12) + 1;
  let mask = 0;
  for (let step = 0; step < length; step += 1) mask |= 1 << ((seasonFrom - 1 + step) % 12);
  return mask;
}

/** Fifty-two bits of an account's id, enough that two accounts are never taken for one. */
function accountNumber(accountId: string): number {
  const digits = accountId.replaceAll('-', '');
  return parseInt(digits.slice(0, 8) + digits.slice(-5), 16);
}
