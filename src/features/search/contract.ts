import { z } from 'zod';
import type { Endpoints, JobSpecs } from '../../kernel/contract.ts';
import { Id } from '../../kernel/id.ts';

export const jobs = {
  'index-listing': { queue: 'matching', payload: z.object({ listingId: Id }) },
} as const satisfies JobSpecs;

export const api = {} as const satisfies Endpoints;
