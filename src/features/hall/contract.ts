import { z } from 'zod';
import type { Endpoints, FactSpecs, MessageSpecs, RequestSpecs } from '../../kernel/contract.ts';
import { Id } from '../../kernel/id.ts';

export const facts = {
  'hall.commanded': z.object({ eventId: Id, sequence: z.int() }),
  'letter.recorded': z.object({ letterId: Id }),
} as const satisfies FactSpecs;

/** The message is a hint: a page behind `sequence` fetches the log from the number it has. */
export const messages = {
  'hall:changed': z.object({ eventId: Id, sequence: z.int() }),
} as const satisfies MessageSpecs;

/** Asked by a page of an event: to hear its messages from now on. */
export const requests = {
  'event:watch': z.object({ eventId: Id }),
} as const satisfies RequestSpecs;

export const api = {} as const satisfies Endpoints;
