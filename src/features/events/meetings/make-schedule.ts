import { newId, type Id } from '../../../kernel/id.ts';
import type { Command, Transact } from '../../../kernel/transact.ts';
import type { Outbox } from '../../../platform/postgres/outbox.ts';
import { requireOrganizer, type Caller } from '../../people/caller.ts';
import { schedule } from '../../scheduling/schedule.ts';
import { requireScheduling, type DockingEvent } from '../docking-event.ts';
import type { EventStore } from '../event-store.ts';
import { schedulingProblem, type Candidate, type Meeting } from './meeting.ts';
import type { MeetingStore } from './meeting-store.ts';

type Ports = { transact: Transact<{ events: EventStore; meetings: MeetingStore; outbox: Outbox }> };

/** Lays all meetings anew from the matches between those who come; answers how many there are. */
export function makeSchedule({ transact }: Ports) {
  return (caller: Caller, eventId: Id, once?: Command): Promise<number> =>
    transact(async ({ events, meetings, outbox }) => {
      const event = await events.get(eventId);
      requireOrganizer(caller, event.regionCode);
      requireScheduling(event.status);
      const candidates = await meetings.candidates(eventId);
      const planned = plan(event, candidates, await meetings.busy(eventId));

      await meetings.replacePlanned(eventId, planned);
      const body = { meetings: planned.length };
      const entry = { eventId, commandId: once?.id ?? newId(), name: 'make-schedule', body, accountId: caller.accountId };
      const sequence = await events.append(entry);
      await outbox.record([{ name: 'event.scheduled', body: { eventId, sequence, meetings: planned.length } }]);
      return planned.length;
    }, once);
}

/** Takes back every planned meeting, so that times and tables may change. */
export function discardSchedule({ transact }: Ports) {
  return (caller: Caller, eventId: Id, once?: Command): Promise<void> =>
    transact(async ({ events, meetings, outbox }) => {
      const event = await events.get(eventId);
      requireOrganizer(caller, event.regionCode);
      requireScheduling(event.status);
      await meetings.replacePlanned(eventId, []);
      const entry = { eventId, commandId: once?.id ?? newId(), name: 'discard-schedule', body: {}, accountId: caller.accountId };
      const sequence = await events.append(entry);
      await outbox.record([{ name: 'event.scheduled', body: { eventId, sequence, meetings: 0 } }]);
    }, once);
}

function plan(event: DockingEvent, candidates: readonly Candidate[], busy: ReadonlyMap<Id, readonly number[]>): Meeting[] {
  const of = new Map(candidates.map((candidate) => [candidate.matchId, candidate]));
  const { slots, tables, mostMeetings } = event;
  const { meetings } = schedule(schedulingProblem({ slots, tables, mostMeetings, candidates, busy }));
  return meetings.flatMap(({ pair, slot, table }) => {
    const candidate = of.get(pair);
    if (!candidate) return [];
    const { matchId, technology, need } = candidate;
    return [{ id: newId(), eventId: event.id, matchId, slot, table, status: 'planned' as const, technology, need }];
  });
}
