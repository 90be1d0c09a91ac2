import { z } from 'zod';
import type { JobSpecs } from '../../kernel/contract.ts';

export const jobs = {
  'trim-traces': { queue: 'housekeeping', payload: z.object({}), everySeconds: 3600 },
} as const satisfies JobSpecs;
