import { z } from 'zod';
import type { FactSpecs } from '../../../kernel/contract.ts';

export const facts = {
  /** From now on proposals are to be shared out by this version of the settings. */
  'fairness.changed': z.object({ version: z.int() }),
} as const satisfies FactSpecs;
