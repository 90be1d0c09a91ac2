import { newId, type Id } from '../../kernel/id.ts';
import type { Command, Transact } from '../../kernel/transact.ts';
import { requireOrganizer, type Caller } from '../people/caller.ts';
import type { EventPlan } from './docking-event.ts';
import { changePlan } from './docking-event.ts';
import type { EventStore } from './event-store.ts';
import type { MeetingStore } from './meetings/meeting-store.ts';

type Ports = { transact: Transact<{ events: EventStore; meetings: MeetingStore }> };

export function createEvent({ transact }: Ports) {
  return (caller: Caller, plan: EventPlan, once?: Command): Promise<Id> =>
    transact(async ({ events }) => {
      requireOrganizer(caller, plan.regionCode);
      const id = newId();
      await events.add({ ...plan, id, accountId: caller.accountId, status: 'planned', sequence: 0, version: 1 });
      return id;
    }, once);
}

/** Refused when somebody saved the event since the version that the form was made from. */
export function editEvent({ transact }: Ports) {
  return (caller: Caller, eventId: Id, version: number, plan: EventPlan, once?: Command): Promise<void> =>
    transact(async ({ events, meetings }) => {
      const event = await events.get(eventId);
      requireOrganizer(caller, event.regionCode);
      requireOrganizer(caller, plan.regionCode);
      await events.savePlan(changePlan(event, plan, version, await meetings.count(eventId)));
    }, once);
}
