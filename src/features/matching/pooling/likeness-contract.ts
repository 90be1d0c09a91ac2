import { z } from 'zod';
import type { Endpoints } from '../../../kernel/contract.ts';
import { Id } from '../../../kernel/id.ts';

/** What an organizer says of two technologies that look alike. */
export const LikenessDecision = z.enum(['not-same', 'keep-both', 'withdraw-newer']);
export type LikenessDecision = z.infer<typeof LikenessDecision>;

const Alike = z.object({ listingId: Id, title: z.string(), organization: z.string().nullable() });

export const Likenesses = {
  listLikenesses: {
    method: 'get',
    path: '/likenesses',
    summary: 'Technologies of your region that look like one another and are not decided about, the most alike first',
    access: ['organizer', 'admin'],
    reply: z.object({ pairs: z.array(z.object({ one: Alike, other: Alike, textShare: z.number() })) }),
  },
  decideLikeness: {
    method: 'post',
    path: '/likenesses/decision',
    summary: 'Say whether two technologies are the same; the newer of the same may go back to its author',
    access: ['organizer', 'admin'],
    body: z.object({ oneId: Id, otherId: Id, decision: LikenessDecision }),
    reply: z.object({ decision: LikenessDecision }),
  },
} as const satisfies Endpoints;
