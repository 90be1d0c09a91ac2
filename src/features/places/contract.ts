import { z } from 'zod';
import type { FactSpecs } from '../../kernel/contract.ts';

export const facts = {
  /** Villages were marked as poor, or no longer. */
  'villages.marked': z.object({ count: z.int() }),
} as const satisfies FactSpecs;
