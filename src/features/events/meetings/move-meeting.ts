import { newId, type Id } from '../../../kernel/id.ts';
import type { Command, Transact } from '../../../kernel/transact.ts';
import type { Outbox } from '../../../platform/postgres/outbox.ts';
import { requireOrganizer, type Caller } from '../../people/caller.ts';
import { requireMovable } from '../docking-event.ts';
import type { EventStore } from '../event-store.ts';
import { relocate } from './meeting.ts';
import type { MeetingStore } from './meeting-store.ts';

type Ports = { transact: Transact<{ events: EventStore; meetings: MeetingStore; outbox: Outbox }> };

/** Gives one meeting another slot and table; answers the number of the change in the event's log. */
export function moveMeeting({ transact }: Ports) {
  return (caller: Caller, meetingId: Id, to: { slot: number; table: number }, once?: Command): Promise<number> =>
    transact(async ({ events, meetings, outbox }) => {
      const event = await events.get(await meetings.eventOf(meetingId));
      requireOrganizer(caller, event.regionCode);
      requireMovable(event.status);
      const meeting = relocate(await meetings.get(meetingId), to, { ...event, over: await meetings.slotsOver(event.id) });
      await meetings.place(meeting);
      const body = { meetingId, slot: meeting.slot, table: meeting.table };
      const commandId = once?.id ?? newId();
      const sequence = await events.append({
        eventId: event.id,
        commandId,
        name: 'move-meeting',
        body,
        accountId: caller.accountId,
      });
      await outbox.record([{ name: 'meeting.moved', body: { eventId: event.id, meetingId, sequence } }]);
      return sequence;
    }, once);
}
