import { z } from 'zod';
import type { Endpoints, FactSpecs, JobSpecs } from '../../../kernel/contract.ts';
import { Id } from '../../../kernel/id.ts';
import { RematchReason, RematchStage, RematchStatus } from './rematch.ts';

const Rematch = z.object({ rematchId: Id });
const Shards = Rematch.extend({ shards: z.int() });
const Shard = Rematch.extend({ shard: z.int() });

export const rankingFacts = {
  'rematch.started': Rematch,
  /** Its scale is made; from here on its shards can be ranked. */
  'rematch.counted': Shards,
  'rematch.ranked': Rematch,
  /** Its scale is in force; what remains is to draw proposals from the new rankings. */
  'rematch.enforced': Shards,
  'rematch.ended': Rematch.extend({ status: RematchStatus.exclude(['running']) }),
} as const satisfies FactSpecs;

export const rankingJobs = {
  'match-listing': { queue: 'matching', payload: z.object({ listingId: Id, quiet: z.boolean().optional() }) },
  'start-rematch': { queue: 'matching', payload: z.object({ reason: RematchReason.exclude(['by-hand']) }) },
  'count-rematch': { queue: 'matching', payload: Rematch },
  'rank-shard': { queue: 'matching', payload: Shard },
  'enforce-scale': { queue: 'matching', payload: Rematch },
  'propose-shard': { queue: 'matching', payload: Shard },
  'tend-rankings': { queue: 'housekeeping', payload: z.object({}), everySeconds: 600 },
} as const satisfies JobSpecs;

export const rankingApi = {
  listRematches: {
    method: 'get',
    path: '/rematches',
    summary: 'The last rematches with how far each has got, and how the engines of the workers stand',
    access: ['admin'],
    reply: z.object({
      rematches: z.array(
        z.object({
          rematchId: Id,
          status: RematchStatus,
          stage: RematchStage,
          reason: RematchReason,
          /** The share of its work that is done, 0 to 1. */
          progress: z.number(),
          startedAt: z.iso.datetime(),
          endedAt: z.iso.datetime().nullable(),
        }),
      ),
      workers: z.array(
        z.object({
          listings: z.int(),
          checksum: z.int(),
          agrees: z.boolean(),
          scaleId: z.int(),
          since: z.iso.datetime(),
          checkedAt: z.iso.datetime(),
        }),
      ),
    }),
  },
  orderRematch: {
    method: 'post',
    path: '/rematches',
    summary: 'Match everything anew; refused while a rematch runs',
    access: ['admin'],
    reply: Rematch,
    status: 202,
  },
  cancelRematch: {
    method: 'post',
    path: '/rematches/:rematchId/cancellation',
    summary: 'Stop a rematch; until its scale is in force the old one holds',
    access: ['admin'],
    params: Rematch,
    reply: z.object({}),
  },
} as const satisfies Endpoints;
