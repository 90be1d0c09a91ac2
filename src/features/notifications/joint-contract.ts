import { z } from 'zod';
import type { JobSpecs } from '../../kernel/contract.ts';
import { Id } from '../../kernel/id.ts';

/** What happened to a joint need, and to which of its members. */
export const JointChange = z.object({
  jointNeedId: Id,
  needId: Id.nullable(),
  version: z.int(),
  what: z.enum(['asked', 'gathered', 'joined', 'left', 'published', 'closed']),
});
export type JointChange = z.infer<typeof JointChange>;

export const jointJobs = {
  'notify-joint-need': { queue: 'notifications', payload: JointChange },
  /** Members hear what their joint need is matched with; its speaker hears as the owner of any need does. */
  'notify-joint-match': { queue: 'notifications', payload: z.object({ matchId: Id }) },
} as const satisfies JobSpecs;
