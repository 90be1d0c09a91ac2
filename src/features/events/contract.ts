import { z } from 'zod';
import type { Endpoints, FactSpecs, MessageSpecs } from '../../kernel/contract.ts';
import { Id } from '../../kernel/id.ts';
import { EventStatus } from './docking-event.ts';

export const facts = {
  'event.invited': z.object({ eventId: Id, participantId: Id }),
  'event.moved-on': z.object({ eventId: Id, status: EventStatus, sequence: z.int() }),
} as const satisfies FactSpecs;

export const messages = {} as const satisfies MessageSpecs;

export const api = {} as const satisfies Endpoints;
