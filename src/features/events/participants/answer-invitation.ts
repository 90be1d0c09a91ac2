import { newId, type Id } from '../../../kernel/id.ts';
import type { Command, Transact } from '../../../kernel/transact.ts';
import type { Outbox } from '../../../platform/postgres/outbox.ts';
import type { Caller } from '../../people/caller.ts';
import { requireOpenToPeople } from '../docking-event.ts';
import type { EventStore } from '../event-store.ts';
import type { MeetingStore } from '../meetings/meeting-store.ts';
import { answerInvitation as answered, type Answer, type ParticipantStatus } from './participant.ts';
import type { ParticipantStore } from './participant-store.ts';

type Ports = {
  transact: Transact<{ events: EventStore; participants: ParticipantStore; meetings: MeetingStore; outbox: Outbox }>;
};

/** May be answered anew as long as the event runs; meetings about what is no longer brought are called off. */
export function answerInvitation({ transact }: Ports) {
  return (caller: Caller, eventId: Id, answer: Answer, once?: Command): Promise<ParticipantStatus> =>
    transact(async ({ events, participants, meetings, outbox }) => {
      const event = await events.get(eventId);
      const participant = await participants.get(eventId, caller.accountId);
      requireOpenToPeople(event.status);
      const wished = answer.answer === 'accepted' ? answer.listingIds : [];
      const { next, brings } = answered(participant, answer, await participants.bringable(wished));

      await participants.save(next);
      await participants.setListings(next, brings);
      const cancelled = await meetings.cancelWithout(next.id, brings);
      const body = { participantId: next.id, status: next.status, cancelled };
      const commandId = once?.id ?? newId();
      const sequence = await events.append({ eventId, commandId, name: 'answer', body, accountId: caller.accountId });
      await outbox.record([{ name: 'event.answered', body: { eventId, participantId: next.id, sequence } }]);
      return next.status;
    }, once);
}
