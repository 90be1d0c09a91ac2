import { z } from 'zod';
import type { FactSpecs, JobSpecs } from '../../../kernel/contract.ts';

export const facts = {
  /** From now on pairs are to be scored by this version. */
  'weights.adopted': z.object({ versionId: z.int() }),
  'weights.refit-asked': z.object({}),
} as const satisfies FactSpecs;

export const jobs = {
  'refit-weights': { queue: 'housekeeping', payload: z.object({}), everySeconds: 86_400 },
} as const satisfies JobSpecs;
