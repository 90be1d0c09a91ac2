import { z } from 'zod';

/**
 * One term of a score in words: `matching:reason.<key>` with the parameters. Its points are its part of the log-odds; a gate
 * is a reason against that leaves nothing of it; a question costs nothing, because unknown is not a refusal.
 */
export const Reason = z.object({
  kind: z.enum(['for', 'against', 'ask']),
  key: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  points: z.number(),
});
export type Reason = z.infer<typeof Reason>;
