import { z } from 'zod';

/**
 * How places in lists of proposals are shared out: `best` for each need, `exposure` for each technology (null is no limit), and at
 * least `own` for each of both, whatever the other side's lists hold. Scores run from 0 to 10,000;
 * two that round down to the same multiple of `equalStep` are equals.
 */
export const Fairness = z.object({
  best: z.int().min(1).max(20),
  exposure: z.int().min(1).max(50).nullable(),
  own: z.int().min(0).max(10),
  equalStep: z.int().min(1).max(2_000),
  poorFirst: z.boolean(),
});
export type Fairness = z.infer<typeof Fairness>;

/** What holds until somebody sets it otherwise. */
export const usualFairness: Fairness = { best: 10, exposure: 30, own: 3, equalStep: 200, poorFirst: true };

/** Nothing shared out: each need simply gets the best of its ranking. */
export const noFairness: Fairness = { ...usualFairness, exposure: null, poorFirst: false };
