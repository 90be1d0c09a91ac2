import { z } from 'zod';
import { Basics, blankBasics, Day, Fen, maybe, Month, Salt, Soil, text, Water } from './basics.ts';

export const TechnologyKind = z.enum(['variety', 'technology', 'product']);
export const FieldStage = z.enum(['small-trial', 'pilot', 'demonstration', 'wide-use']);
export const CostUnit = z.enum(['mu', 'head', 'unit']);
export const IpStatus = z.enum(['none', 'applied', 'granted', 'licensed', 'exclusive', 'public']);
export const Cooperation = z.enum(['transfer', 'licence', 'shares', 'contracting', 'revenue-share', 'free-extension']);
export const ApprovalKind = z.enum([
  'variety-approval',
  'variety-registration',
  'variety-right',
  'patent',
  'seed-licence',
  'feed-licence',
  'veterinary-licence',
  'pesticide-registration',
  'fertilizer-registration',
  'other',
]);

export const Approval = z.object({
  kind: ApprovalKind,
  number: z.string().trim().min(1, 'web:errors.required').max(60),
  ecoZone: text(60).default(''),
  checkedOn: maybe(Day).default(null),
});
export type Approval = z.infer<typeof Approval>;

/** A result on offer. Money is in fen; what it costs is compared with present practice per mu, per head or per item. */
export const Technology = Basics.extend({
  kind: TechnologyKind,
  problem: text(2000),
  howItWorks: text(4000),
  advantage: text(2000),
  costUnit: maybe(CostUnit),
  costFen: maybe(Fen),
  presentCostFen: maybe(Fen),
  costNote: text(500),
  capitalFen: maybe(Fen),
  labourDays: maybe(z.number().min(0).max(10_000).multipleOf(0.01, 'listings:errors.two-decimals')),
  trl: maybe(z.int().min(1).max(9)),
  fieldStage: maybe(FieldStage),
  proof: text(2000),
  frostFreeDays: maybe(z.int().min(0).max(366)),
  accumulatedTemperature: maybe(z.int().min(0).max(10_000)),
  saltLimit: maybe(Salt),
  soils: z.array(Soil),
  waters: z.array(Water),
  seasonFrom: maybe(Month),
  seasonTo: maybe(Month),
  suitsNote: text(1000),
  approvals: z.array(Approval).max(8),
  noApprovalYet: z.boolean(),
  ipStatus: maybe(IpStatus),
  ipNumber: text(60),
  ipCheckedOn: maybe(Day),
  cooperation: z.array(Cooperation),
  capacity: maybe(z.int().min(1).max(100_000)),
  priceFromFen: maybe(Fen),
  priceToFen: maybe(Fen),
  priceNote: text(500),
});
export type Technology = z.infer<typeof Technology>;

/** Where every technology begins. */
export const blankTechnology: Omit<Technology, 'title' | 'kind'> = {
  ...blankBasics,
  ...{ problem: '', howItWorks: '', advantage: '' },
  ...{ costUnit: null, costFen: null, presentCostFen: null, costNote: '', capitalFen: null, labourDays: null },
  ...{ trl: null, fieldStage: null, proof: '' },
  ...{
    frostFreeDays: null,
    accumulatedTemperature: null,
    saltLimit: null,
    soils: [],
    waters: [],
    seasonFrom: null,
    seasonTo: null,
    suitsNote: '',
  },
  ...{ approvals: [], noApprovalYet: false, ipStatus: null, ipNumber: '', ipCheckedOn: null },
  ...{ cooperation: [], capacity: null, priceFromFen: null, priceToFen: null, priceNote: '' },
};

/** What a technology still lacks before it may be shown, by the names of its fields. */
export function missingFromTechnology(it: Technology): string[] {
  const lacks: [string, boolean][] = [
    ['problem', it.problem === ''],
    ['howItWorks', it.howItWorks === ''],
    ['industries', it.industries.length === 0],
    ['fieldStage', it.fieldStage === null],
    ['regionCode', it.regionCode === null],
    ['approvals', it.kind === 'variety' && it.approvals.length === 0 && !it.noApprovalYet],
    ['cooperation', it.cooperation.length === 0],
    ['contactName', it.contactName === ''],
    ['contactPhone', it.contactPhone === '' && it.contactEmail === ''],
  ];
  return lacks.filter(([, isMissing]) => isMissing).map(([name]) => name);
}

/** What contradicts itself in a technology, by field; the database refuses the same. */
export function faultsOfTechnology(it: Technology): Record<string, { key: string }> {
  return {
    ...(it.priceFromFen === null && it.priceToFen !== null ? { priceFromFen: { key: 'listings:errors.price-from' } } : {}),
    ...(it.priceFromFen !== null && it.priceToFen !== null && it.priceToFen < it.priceFromFen
      ? { priceToFen: { key: 'listings:errors.price-range' } }
      : {}),
    ...(hasTwice(it.approvals) ? { approvals: { key: 'listings:errors.approval-twice' } } : {}),
    ...(it.noApprovalYet && it.approvals.length > 0 ? { noApprovalYet: { key: 'listings:errors.approval-after-all' } } : {}),
  };
}

function hasTwice(approvals: readonly Approval[]): boolean {
  return new Set(approvals.map(({ kind, number }) => `${kind} ${number}`)).size < approvals.length;
}
