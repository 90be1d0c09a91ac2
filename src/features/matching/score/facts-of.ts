import type { Id } from '../../../kernel/id.ts';
import type { Need } from '../../listings/need.ts';
import type { Technology } from '../../listings/technology.ts';
import { areaOfNumber } from './area.ts';
import type { Facts, NeedFacts, TechnologyFacts } from './facts.ts';
import { licenceFor, type Licence } from './licence.ts';

type Asked = 'title' | 'regionCode' | 'industries' | 'seasonFrom' | 'seasonTo' | 'expiresOn';
type OfTechnology = Pick<
  Technology,
  | Asked
  | ('kind' | 'soils' | 'waters' | 'cooperation' | 'trl' | 'fieldStage' | 'costUnit' | 'costFen' | 'capitalFen' | 'labourDays')
  | ('frostFreeDays' | 'accumulatedTemperature' | 'saltLimit' | 'capacity' | 'ipStatus' | 'approvals' | 'noApprovalYet')
>;
type OfNeed = Pick<
  Need,
  | Asked
  | ('problem' | 'hoped' | 'soil' | 'water' | 'wantedWays' | 'wantedKind' | 'scaleMu' | 'scaleHeads' | 'budgetFen' | 'hands')
  | ('salinity' | 'deadline')
>;
export type Told = { side: 'technology'; content: OfTechnology } | { side: 'need'; content: OfNeed };

/** What the score reads of a listing beside its text. */
export function factsOf(listing: Told, accountId: Id): Facts {
  return listing.side === 'technology' ? technologyFacts(listing.content, accountId) : needFacts(listing.content, accountId);
}

function technologyFacts(it: OfTechnology, accountId: Id): TechnologyFacts {
  const licence = licenceFor(it);
  return {
    ...{
      side: 'technology',
      accountId,
      regionCode: it.regionCode,
      industries: it.industries,
      soils: it.soils,
      waters: it.waters,
    },
    ...{ seasonFrom: it.seasonFrom, seasonTo: it.seasonTo, expiresOn: it.expiresOn, ways: it.cooperation, kind: it.kind },
    ...{ trl: it.trl, fieldStage: it.fieldStage, costUnit: it.costUnit, costFen: it.costFen, capitalFen: it.capitalFen },
    ...{ labourDays: it.labourDays, frostFreeDays: it.frostFreeDays, accumulatedTemperature: it.accumulatedTemperature },
    ...{ saltLimit: it.saltLimit, capacity: it.capacity, isExclusive: it.ipStatus === 'exclusive' },
    ...{ licence, hasLicence: hasLicence(it, licence), approvedFor: approvedFor(it) },
  };
}

function needFacts(it: OfNeed, accountId: Id): NeedFacts {
  return {
    ...{ side: 'need', accountId, regionCode: it.regionCode, industries: it.industries },
    ...{ soils: it.soil === null ? [] : [it.soil], waters: it.water === null ? [] : [it.water] },
    ...{ seasonFrom: it.seasonFrom, seasonTo: it.seasonTo, expiresOn: it.expiresOn, ways: it.wantedWays },
    kind: it.wantedKind ?? (asksForVariety([it.title, it.problem, it.hoped].join('\n')) ? 'variety' : null),
    ...{ scaleMu: it.scaleMu, scaleHeads: it.scaleHeads, budgetFen: it.budgetFen, hands: it.hands },
    ...{ salinity: it.salinity, deadline: it.deadline },
  };
}

/** Null when the law asks for none, or nothing was said. */
function hasLicence({ approvals, noApprovalYet }: OfTechnology, licence: Licence | null): boolean | null {
  if (licence === null) return null;
  if (approvals.some(({ kind }) => kind === licence)) return true;
  return noApprovalYet ? false : null;
}

/** Where its approvals hold; the number of a province's notice says so too when the zone was not written down. */
function approvedFor({ approvals }: OfTechnology): string[] {
  return approvals
    .filter(({ kind }) => kind === 'variety-approval')
    .map(({ number, ecoZone }) => ecoZone || areaOfNumber(number))
    .filter((area) => area !== '');
}

/** 想引进抗病的新品种, 种什么品种好, 品种怎么选; not 品种退化怎么办, which a method may cure. */
const wish =
  /(求|选|想换|要换|找|引进|推荐|推广|需要|想要|想种|想养|什么|哪个|哪些|哪种|新|更好的|适合的)[^，。；\n]{0,8}(品种|良种)|(品种|良种)[^，。；\n]{0,4}(选择|怎么选|推荐|更新|引进)/;

function asksForVariety(text: string): boolean {
  return wish.test(text);
}
