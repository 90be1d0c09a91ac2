import { refuse } from '../../../kernel/error.ts';
import { newId, type Id } from '../../../kernel/id.ts';
import type { Command, Transact } from '../../../kernel/transact.ts';
import type { Outbox } from '../../../platform/postgres/outbox.ts';
import type { Caller } from '../../people/caller.ts';
import { requireRegistration } from '../docking-event.ts';
import type { EventStore } from '../event-store.ts';
import type { MeetingStore } from '../meetings/meeting-store.ts';
import { enter } from './enter.ts';
import { join, type ParticipantStatus } from './participant.ts';
import type { ParticipantStore } from './participant-store.ts';

type Ports = {
  transact: Transact<{ events: EventStore; participants: ParticipantStore; meetings: MeetingStore; outbox: Outbox }>;
  random: (below: number) => number;
};

/** Somebody with a public listing takes part without having been invited; who was invited has then accepted. */
export function joinEvent({ transact, random }: Ports) {
  return (caller: Caller, eventId: Id, listingIds: readonly Id[], once?: Command): Promise<ParticipantStatus> =>
    transact(async ({ events, participants, meetings, outbox }) => {
      const event = await events.get(eventId);
      requireRegistration(event.status);
      const { accountId } = caller;
      const participant =
        (await participants.find(eventId, accountId)) ??
        (await enter(participants, { eventId, accountId, status: 'invited' }, random)) ??
        refuse('conflict', 'events:errors.not-invited');
      const { next, brings } = join(participant, listingIds, await participants.bringable(listingIds));

      await participants.save(next);
      await participants.setListings(next, brings);
      const cancelled = await meetings.cancelWithout(next.id, brings);
      const body = { participantId: next.id, status: next.status, cancelled };
      const sequence = await events.append({ eventId, commandId: once?.id ?? newId(), name: 'answer', body, accountId });
      await outbox.record([{ name: 'event.answered', body: { eventId, participantId: next.id, sequence } }]);
      return next.status;
    }, once);
}
