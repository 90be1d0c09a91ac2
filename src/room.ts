import type { Id } from './kernel/id.ts';

/** Who hears a message. Rooms have this one maker; a raw string does not compile. */
export type Room = `event ${Id}` | `account ${Id}`;

export const room = {
  event: (eventId: Id): Room => `event ${eventId}`,
  account: (accountId: Id): Room => `account ${accountId}`,
};
