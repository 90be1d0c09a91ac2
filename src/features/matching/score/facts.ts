import { z } from 'zod';
import { Id } from '../../../kernel/id.ts';
import { Cooperation, CostUnit, FieldStage, TechnologyKind } from '../../listings/technology.ts';
import { Licence } from './licence.ts';

const Shared = {
  accountId: Id,
  regionCode: z.string().nullable(),
  industries: z.array(z.string()),
  soils: z.array(z.string()),
  waters: z.array(z.string()),
  seasonFrom: z.number().nullable(),
  seasonTo: z.number().nullable(),
  expiresOn: z.string().nullable(),
  /** Offered by a technology, wanted by a need; none is not yet said. */
  ways: z.array(Cooperation),
};

/** What the score reads of a technology beside its text. Null is not yet said. */
export const TechnologyFacts = z.object({
  side: z.literal('technology'),
  ...Shared,
  kind: TechnologyKind,
  trl: z.number().nullable(),
  fieldStage: FieldStage.nullable(),
  costUnit: CostUnit.nullable(),
  costFen: z.number().nullable(),
  capitalFen: z.number().nullable(),
  /** Days of work for each unit of the cost. */
  labourDays: z.number().nullable(),
  frostFreeDays: z.number().nullable(),
  accumulatedTemperature: z.number().nullable(),
  /** Salt in the soil that it still bears, in ‰. */
  saltLimit: z.number().nullable(),
  /** Places it can serve in a year. */
  capacity: z.number().nullable(),
  isExclusive: z.boolean(),
  /** What the law asks of it, and whether it has that: null is not yet said. */
  licence: Licence.nullable(),
  hasLicence: z.boolean().nullable(),
  /** Where its approvals as a variety hold, as the notices say. */
  approvedFor: z.array(z.string()),
});
export type TechnologyFacts = z.infer<typeof TechnologyFacts>;

export const NeedFacts = z.object({
  side: z.literal('need'),
  ...Shared,
  kind: TechnologyKind.nullable(),
  scaleMu: z.number().nullable(),
  scaleHeads: z.number().nullable(),
  budgetFen: z.number().nullable(),
  hands: z.number().nullable(),
  /** Salt in the soil, in ‰. */
  salinity: z.number().nullable(),
  deadline: z.string().nullable(),
});
export type NeedFacts = z.infer<typeof NeedFacts>;

/** As it is stored beside a listing's terms. */
export const Facts = z.discriminatedUnion('side', [TechnologyFacts, NeedFacts]);
export type Facts = z.infer<typeof Facts>;
