import { newId, type Id } from '../../../kernel/id.ts';
import type { Command, Transact } from '../../../kernel/transact.ts';
import type { Outbox } from '../../../platform/postgres/outbox.ts';
import { requireOrganizer, type Caller } from '../../people/caller.ts';
import { requireOpenToPeople } from '../docking-event.ts';
import type { EventStore } from '../event-store.ts';
import type { ParticipantStore } from './participant-store.ts';
import { newShortCode } from './short-code.ts';

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

      const invited: Id[] = [];
      for (const accountId of new Set(accountIds)) {
        const participantId = await invite(participants, eventId, accountId, random);
        if (participantId) invited.push(participantId);
      }
      await outbox.record(invited.map((participantId) => ({ name: 'event.invited', body: { eventId, participantId } })));
      return invited.length;
    }, once);
}

async function invite(
  participants: ParticipantStore,
  eventId: Id,
  accountId: Id,
  random: (below: number) => number,
): Promise<Id | undefined> {
  for (;;) {
    const participant = { id: newId(), eventId, accountId, status: 'invited' as const, code: newShortCode(random) };
    const outcome = await participants.add(participant);
    if (outcome !== 'code-taken') return outcome === 'added' ? participant.id : undefined;
  }
}
