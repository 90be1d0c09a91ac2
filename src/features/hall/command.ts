import { z } from 'zod';
import { Id } from '../../kernel/id.ts';

const Slot = z.coerce.number().int().min(1).max(40);

/** What can be asked of a running hall. Numbers are coerced, so that a plain form says the same as a program. */
export const HallCommand = z.discriminatedUnion('name', [
  z.object({ name: z.literal('start-slot'), slot: Slot }),
  z.object({ name: z.literal('end-slot'), slot: Slot }),
  z.object({ name: z.literal('extend-slot'), slot: Slot, minutes: z.coerce.number().int().min(1).max(60) }),
  z.object({ name: z.literal('check-in'), participantId: Id }),
  /** By the code on the card, as a person typed it. */
  z.object({ name: z.literal('check-in-code'), code: z.string().trim().min(1, 'web:errors.required').max(20) }),
  z.object({ name: z.literal('undo-check-in'), participantId: Id }),
  /** `planned` takes a mark back. */
  z.object({ name: z.literal('mark-meeting'), meetingId: Id, status: z.enum(['met', 'no-show', 'planned']) }),
  /** A short notice on every screen and phone; an empty one takes it down. */
  z.object({ name: z.literal('tell'), text: z.string().trim().max(120) }),
]);
export type HallCommand = z.infer<typeof HallCommand>;

/** What a command changed, as the log keeps it: with what followed from the moment it was carried out. */
export type Change =
  | { name: 'start-slot' | 'end-slot'; body: { slot: number; at: string } }
  | {
      name: 'extend-slot';
      body: { slot: number; minutes: number; slots: { number: number; startsAt: string; endsAt: string }[] };
    }
  | { name: 'check-in'; body: { participantId: Id; at: string } }
  | { name: 'undo-check-in'; body: { participantId: Id } }
  | { name: 'mark-meeting'; body: { meetingId: Id; status: 'met' | 'no-show' | 'planned' } }
  | { name: 'tell'; body: { text: string; at: string } };
