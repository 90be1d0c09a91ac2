import { refuse } from '../../../kernel/error.ts';
import type { Id } from '../../../kernel/id.ts';
import type { Command, Transact } from '../../../kernel/transact.ts';
import type { Outbox } from '../../../platform/postgres/outbox.ts';
import { requireOrganizer, type Caller } from '../../people/caller.ts';
import { requireOpenToPeople } from '../docking-event.ts';
import type { EventStore } from '../event-store.ts';
import type { ParticipantStore } from './participant-store.ts';
import { enter } from './enter.ts';

type Ports = {
  transact: Transact<{ events: EventStore; participants: ParticipantStore; outbox: Outbox }>;
  random: (below: number) => number;
};

/** Invites each person once, with a personal code; answers how many were new. */
export function invitePeople({ transact, random }: Ports) {
  return (caller: Caller, eventId: Id, accountIds: readonly Id[], once?: Command): Promise<number> =>
    transact(async ({ events, participants, outbox }) => {
      const event = await events.get(eventId);
      requireOrganizer(caller, event.regionCode);
      requireOpenToPeople(event.status);

      const known = await participants.active([...new Set(accountIds)]);
      if (known.length < new Set(accountIds).size) refuse('invalid', 'events:errors.no-such-person');
      const invited: Id[] = [];
      for (const accountId of known) {
        const participant = await enter(participants, { eventId, accountId, status: 'invited' }, random);
        if (participant) invited.push(participant.id);
      }
      await outbox.record(invited.map((participantId) => ({ name: 'event.invited', body: { eventId, participantId } })));
      return invited.length;
    }, once);
}
