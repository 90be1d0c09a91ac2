import { z } from 'zod';

/**
 * One term of a score in words: `matching:reason.<key>` with the parameters. Its points are part of the score; a gate is
 * a reason against that leaves nothing of it; a question costs nothing, because unknown is not a refusal.
 */
export const Reason = z.object({
  kind: z.enum(['for', 'against', 'ask']),
  key: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  points: z.number(),
});
export type Reason = z.infer<typeof Reason>;

export const reasonFor = (key: string, points: number, params: Reason['params'] = {}): Reason => ({
  kind: 'for',
  key,
  params,
  points,
});
export const reasonAgainst = (key: string, points: number, params: Reason['params'] = {}): Reason => ({
  kind: 'against',
  key,
  params,
  points,
});
export const question = (key: string, params: Reason['params'] = {}): Reason => ({ kind: 'ask', key, params, points: 0 });
