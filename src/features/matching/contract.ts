import { z } from 'zod';
import type { Endpoints, FactSpecs, JobSpecs, MessageSpecs } from '../../kernel/contract.ts';
import { Id } from '../../kernel/id.ts';

const Side = z.enum(['technology', 'need']);

export const facts = {
  'match.found': z.object({ matchId: Id }),
  'match.answered': z.object({ matchId: Id, side: Side, accountIds: z.array(Id), version: z.int() }),
  'match.opened': z.object({ matchId: Id }),
} as const satisfies FactSpecs;

export const jobs = {
  'match-listing': { queue: 'matching', payload: z.object({ listingId: Id, quiet: z.boolean().optional() }) },
} as const satisfies JobSpecs;

export const messages = {
  'match:changed': z.object({ matchId: Id, version: z.int() }),
} as const satisfies MessageSpecs;

export const api = {} as const satisfies Endpoints;
