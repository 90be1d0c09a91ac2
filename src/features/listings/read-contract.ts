import { z } from 'zod';
import type { Endpoints } from '../../kernel/contract.ts';
import { Id } from '../../kernel/id.ts';
import { ListingStatus } from './listing.ts';
import { NeedQuery, TechnologyQuery } from './lists/filters.ts';

const Named = z.object({ name: z.string(), nameEn: z.string().nullable() });
const Coded = Named.extend({ code: z.string() });
const Moment = z.iso.datetime();

const Listed = z.object({
  id: Id,
  version: z.int(),
  status: ListingStatus,
  title: z.string(),
  text: z.string(),
  place: Named.nullable(),
  industries: z.array(Coded),
  organization: z.string().nullable(),
  publishedAt: Moment,
  sourceName: z.string().nullable(),
  sourceUrl: z.string().nullable(),
});
const ListedTechnology = Listed.extend({ kind: z.string(), stage: z.string().nullable(), cooperation: z.array(z.string()) });
const ListedNeed = Listed.extend({
  deadline: z.string().nullable(),
  scaleMu: z.number().nullable(),
  scaleHeads: z.number().nullable(),
  households: z.number().nullable(),
});
/** `newer` and `older` go into `after` and `before` of the next question; null where the list ends. */
const pageOf = <S extends z.ZodType>(item: S) =>
  z.object({ items: z.array(item), newer: z.string().nullable(), older: z.string().nullable() });

/** The contact is not in it: it opens with a match that both sides said yes to. */
const Shown = z.object({
  id: Id,
  version: z.int(),
  status: ListingStatus,
  title: z.string(),
  place: Named.nullable(),
  industries: z.array(Coded),
  organization: z.object({ id: Id, name: z.string(), kind: z.string() }).nullable(),
  publishedAt: Moment.nullable(),
  expiresOn: z.string().nullable(),
  sourceName: z.string().nullable(),
  sourceUrl: z.string().nullable(),
  files: z.array(z.object({ id: Id, name: z.string(), size: z.int(), kind: z.string() })),
  problem: z.string(),
  seasonFrom: z.int().nullable(),
  seasonTo: z.int().nullable(),
});
const ShownTechnology = Shown.extend({
  ...{ kind: z.string(), howItWorks: z.string(), advantage: z.string(), proof: z.string(), suitsNote: z.string() },
  ...{ trl: z.int().nullable(), fieldStage: z.string().nullable() },
  ...{ costUnit: z.string().nullable(), costFen: z.int().nullable(), presentCostFen: z.int().nullable(), costNote: z.string() },
  ...{ frostFreeDays: z.int().nullable(), accumulatedTemperature: z.int().nullable(), saltLimit: z.number().nullable() },
  ...{ capitalFen: z.int().nullable(), labourDays: z.number().nullable(), capacity: z.int().nullable() },
  ...{ soils: z.array(z.string()), waters: z.array(z.string()), cooperation: z.array(z.string()) },
  ...{ ipStatus: z.string().nullable(), ipNumber: z.string(), ipCheckedOn: z.string().nullable() },
  ...{ priceFromFen: z.int().nullable(), priceToFen: z.int().nullable(), priceNote: z.string() },
  approvals: z.array(z.object({ kind: z.string(), number: z.string(), ecoZone: z.string(), checkedOn: z.string().nullable() })),
});
const ShownNeed = Shown.extend({
  ...{ expertProblem: z.string(), tried: z.string(), hoped: z.string() },
  ...{ scaleMu: z.number().nullable(), scaleHeads: z.int().nullable(), households: z.int().nullable() },
  ...{
    soil: z.string().nullable(),
    water: z.string().nullable(),
    deadline: z.string().nullable(),
    budgetFen: z.int().nullable(),
  },
  ...{ salinity: z.number().nullable(), hands: z.int().nullable() },
  ...{ wantedKind: z.string().nullable(), wantedWays: z.array(z.string()) },
});

const params = z.object({ listingId: Id });

export const readApi = {
  listTechnologies: {
    method: 'get',
    path: '/technologies',
    summary: 'Public technologies, newest first, twenty at a time',
    access: 'anyone',
    query: TechnologyQuery,
    reply: pageOf(ListedTechnology),
  },
  getTechnology: {
    method: 'get',
    path: '/technologies/:listingId',
    summary: 'One technology with everything but its contact',
    access: 'anyone',
    params,
    reply: ShownTechnology,
  },
  listNeeds: {
    method: 'get',
    path: '/needs',
    summary: 'Public needs, newest or most urgent first, twenty at a time',
    access: 'anyone',
    query: NeedQuery,
    reply: pageOf(ListedNeed),
  },
  getNeed: {
    method: 'get',
    path: '/needs/:listingId',
    summary: 'One need with everything but its contact',
    access: 'anyone',
    params,
    reply: ShownNeed,
  },
} as const satisfies Endpoints;
