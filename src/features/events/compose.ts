import { randomInt } from 'node:crypto';
import type { Id } from '../../kernel/id.ts';
import type { Caller } from '../people/caller.ts';
import { mayWatch, type EventStatus } from './docking-event.ts';
import type { Platform } from '../../platform/platform.ts';
import { outboxStore } from '../../platform/postgres/outbox.ts';
import { createTransact } from '../../platform/postgres/transact.ts';
import { eventStore } from './event-store.ts';
import { moveEvent } from './move-event.ts';
import { createEvent, editEvent } from './save-event.ts';
import { discardSchedule, makeSchedule } from './meetings/make-schedule.ts';
import { meetingStore } from './meetings/meeting-store.ts';
import { moveMeeting } from './meetings/move-meeting.ts';
import { answerInvitation } from './participants/answer-invitation.ts';
import { joinEvent } from './participants/join-event.ts';
import { invitePeople } from './participants/invite-people.ts';
import { participantStore } from './participants/participant-store.ts';

export function composeEvents({ db }: Pick<Platform, 'db'>) {
  const transact = createTransact(db, (trx) => ({
    events: eventStore(trx),
    participants: participantStore(trx),
    meetings: meetingStore(trx),
    outbox: outboxStore(trx),
  }));
  const ports = { transact, random: (below: number) => randomInt(below) };
  return {
    createEvent: createEvent(ports),
    editEvent: editEvent(ports),
    moveEvent: moveEvent(ports),
    invitePeople: invitePeople(ports),
    answerInvitation: answerInvitation(ports),
    joinEvent: joinEvent(ports),
    makeSchedule: makeSchedule(ports),
    discardSchedule: discardSchedule(ports),
    moveMeeting: moveMeeting(ports),
    /** Whether this person may hear the messages of the event. */
    mayWatchEvent: async (caller: Caller | null, eventId: Id): Promise<boolean> => {
      const event = (await db('docking_events')
        .where({ id: eventId })
        .first('status', db.ref('region_code').as('regionCode'))) as { status: EventStatus; regionCode: string } | undefined;
      return event !== undefined && mayWatch(caller, event);
    },
  };
}
