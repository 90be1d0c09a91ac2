import { z } from 'zod';
import type { Endpoints, FactSpecs } from '../../kernel/contract.ts';
import { Id } from '../../kernel/id.ts';

export const facts = {
  'account.signed-in': z.object({ accountId: Id, by: z.enum(['password', 'card']) }),
} as const satisfies FactSpecs;

export const api = {} as const satisfies Endpoints;
