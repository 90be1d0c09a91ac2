import { z } from 'zod';

export const EventStatus = z.enum(['planned', 'registration', 'scheduled', 'live', 'closed', 'cancelled']);
export type EventStatus = z.infer<typeof EventStatus>;
