import { newId, type Id } from '../../kernel/id.ts';
import type { Command, Transact } from '../../kernel/transact.ts';
import type { Outbox } from '../../platform/postgres/outbox.ts';
import { requireOrganizer, type Caller } from '../people/caller.ts';
import { moveOn, type EventMove, type EventStatus } from './docking-event.ts';
import type { EventStore } from './event-store.ts';
import type { MeetingStore } from './meetings/meeting-store.ts';

type Ports = { transact: Transact<{ events: EventStore; meetings: MeetingStore; outbox: Outbox }> };

export function moveEvent({ transact }: Ports) {
  return (caller: Caller, eventId: Id, move: EventMove, once?: Command): Promise<EventStatus> =>
    transact(async ({ events, meetings, outbox }) => {
      const event = await events.get(eventId);
      requireOrganizer(caller, event.regionCode);
      const { next, facts } = moveOn(event, move, await meetings.count(eventId));
      await events.save(next);
      if (next.status === 'cancelled') await meetings.cancelPlanned(eventId);
      const entry = { eventId, commandId: once?.id ?? newId(), name: move, body: {}, accountId: caller.accountId };
      const sequence = await events.append(entry);
      await outbox.record(facts.map(({ name, body }) => ({ name, body: { ...body, sequence } })));
      return next.status;
    }, once);
}
