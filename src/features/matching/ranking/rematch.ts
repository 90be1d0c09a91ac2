import { z } from 'zod';
import type { Id } from '../../../kernel/id.ts';

export const RematchStatus = z.enum(['running', 'done', 'cancelled', 'failed']);
export type RematchStatus = z.infer<typeof RematchStatus>;
export const RematchStage = z.enum(['counting', 'ranking', 'proposing']);
export type RematchStage = z.infer<typeof RematchStage>;
export const RematchReason = z.enum(['growth', 'nightly', 'by-hand', 'weights', 'fairness', 'places']);
export type RematchReason = z.infer<typeof RematchReason>;

/**
 * Everything matched anew by a new scale: words are counted, listings ranked shard by shard, the scale brought into force, and
 * proposals drawn from the new rankings shard by shard. Until the scale is in force the old one holds.
 */
export type Rematch = {
  id: Id;
  status: RematchStatus;
  stage: RematchStage;
  reason: RematchReason;
  scaleId: number | null;
  since: string | null;
  shards: number;
  ranked: number[];
  proposed: number[];
  /** When it was started, or last got on. */
  progressedAt: Date;
};

/** The numbers of listings that one shard takes: from the first up to, but not with, the last. */
const shardSize = 2_000;
export const shardsFor = (greatestNumber: number): number => Math.ceil((greatestNumber + 1) / shardSize);
export const rangeOf = (shard: number): { from: number; to: number } => ({
  from: shard * shardSize,
  to: (shard + 1) * shardSize,
});

/** One that got nowhere for so long has been given up by its jobs. */
const givenUpAfter = 30 * 60_000;

/** What asks for scores of another kind does not wait for the end of one that runs by the old kind. */
const urgent: readonly RematchReason[] = ['weights', 'fairness', 'places'];

/** What becomes of the one that runs when another is wanted: it goes on, is called off, or is found to have failed. */
export function makeWay(running: Rematch, reason: RematchReason, now: Date): 'goes-on' | 'cancelled' | 'failed' {
  if (now.getTime() - running.progressedAt.getTime() > givenUpAfter) return 'failed';
  return urgent.includes(reason) ? 'cancelled' : 'goes-on';
}

/** The market has grown by so much since its words were counted that their rarity is out of date. */
export function hasOutgrown(listings: number, counted: number): boolean {
  return listings - counted >= Math.max(50, counted / 4);
}

/** Whether a scale is of an earlier day, and it is three in the morning or, where machines are off at night, later than that. */
export function hasBeenNight(day: string, today: string, hour: number): boolean {
  return day < today && hour >= 3;
}
