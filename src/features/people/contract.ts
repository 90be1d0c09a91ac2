import { z } from 'zod';
import type { Endpoints, FactSpecs, JobSpecs } from '../../kernel/contract.ts';
import { Id } from '../../kernel/id.ts';

export const facts = {
  'account.signed-in': z.object({ accountId: Id, by: z.enum(['password', 'card']) }),
} as const satisfies FactSpecs;

export const jobs = {
  'trim-traces': { queue: 'housekeeping', payload: z.object({}), everySeconds: 3600 },
} as const satisfies JobSpecs;

export const api = {} as const satisfies Endpoints;
