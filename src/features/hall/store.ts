import type { Knex } from 'knex';
import { refuse } from '../../kernel/error.ts';
import type { Id } from '../../kernel/id.ts';
import type { EventStatus } from '../events/docking-event.ts';
import { readShortCode } from '../events/participants/short-code.ts';
import type { Change, HallCommand } from './command.ts';
import type { Hall, HallMeeting, HallPerson, HallSlot } from './hall.ts';

export type HallEntry = { eventId: Id; commandId: Id; name: string; body: object; accountId: Id };

export type HallStore = {
  /** Locks the event, so that commands happen one after the other. Loads of meetings and people what the command names. */
  get(eventId: Id, command: HallCommand): Promise<{ hall: Hall; regionCode: string }>;
  /** The number that this person's command has in the event's log, when it was carried out before. */
  sequenceOf(eventId: Id, commandId: Id, accountId: Id): Promise<number | undefined>;
  /** Saves what changed; refuses when an extension would seat a person in two meetings at once. */
  save(eventId: Id, change: Change): Promise<void>;
  /** Writes the next number of the event's log and answers it. */
  append(entry: HallEntry): Promise<number>;
};

export function hallStore(trx: Knex): HallStore {
  return {
    async get(eventId, command) {
      const event = (await trx('docking_events').where({ id: eventId }).forNoKeyUpdate().first('status', 'region_code')) as
        { status: EventStatus; region_code: string } | undefined;
      if (!event) refuse('not-found', 'hall:errors.no-event');
      const hall: Hall = {
        eventStatus: event.status,
        slots: await readSlots(trx, eventId),
        meetings: 'meetingId' in command ? await readMeetings(trx, eventId, command.meetingId) : [],
        people: await readPeople(trx, eventId, command),
        notice: null, // no rule asks for it; the screens read it from the log
      };
      return { hall, regionCode: event.region_code };
    },
    async sequenceOf(eventId, commandId, accountId) {
      const entry = (await trx('hall_log')
        .where({ event_id: eventId, command_id: commandId })
        .first('sequence', 'account_id')) as { sequence: number; account_id: Id | null } | undefined;
      if (entry && entry.account_id !== accountId) refuse('conflict', 'web:errors.command-reused');
      return entry?.sequence;
    },
    save: (eventId, change) => saveChange(trx, eventId, change),
    async append({ eventId, commandId, name, body, accountId }) {
      const { rows } = await trx.raw<{ rows: [{ sequence: number }] }>('select append_hall_log(?, ?, ?, ?, ?) as sequence', [
        ...[eventId, commandId, name, JSON.stringify(body), accountId],
      ]);
      return rows[0].sequence;
    },
  };
}

async function readSlots(trx: Knex, eventId: Id): Promise<HallSlot[]> {
  return (await trx('event_slots')
    .where({ event_id: eventId })
    .orderBy('number')
    .select('number', 'status')
    .select(
      trx.raw('starts_at as "startsAt", ends_at as "endsAt", started_at as "startedAt", ended_at as "endedAt"'),
    )) as HallSlot[];
}

async function readMeetings(trx: Knex, eventId: Id, meetingId: Id): Promise<HallMeeting[]> {
  return (await trx('meetings')
    .where({ event_id: eventId, id: meetingId })
    .select('id', 'status')
    .select(
      trx.raw('slot_number as slot, exists (select from letters where meeting_id = meetings.id) as signed'),
    )) as HallMeeting[];
}

async function readPeople(trx: Knex, eventId: Id, command: HallCommand): Promise<HallPerson[]> {
  const asked =
    'participantId' in command
      ? { id: command.participantId }
      : 'code' in command
        ? { code: readShortCode(command.code) ?? '' }
        : null;
  if (!asked) return [];
  return (await trx('event_participants')
    .where({ event_id: eventId, ...asked })
    .select('id', 'code', trx.ref('checked_in_at').as('checkedInAt'))) as HallPerson[];
}

async function saveChange(trx: Knex, eventId: Id, { name, body }: Change): Promise<void> {
  const slots = trx('event_slots').where({ event_id: eventId });
  const people = trx('event_participants').where({ event_id: eventId });
  switch (name) {
    case 'start-slot':
      await slots.where({ number: body.slot }).update({ status: 'running', started_at: body.at });
      return;
    case 'end-slot':
      await slots.where({ number: body.slot }).update({ status: 'done', ended_at: body.at });
      return;
    case 'extend-slot':
      await moveSlots(trx, eventId, body.slots);
      return;
    case 'check-in':
      await people.where({ id: body.participantId }).update({ checked_in_at: body.at });
      return;
    case 'undo-check-in':
      await people.where({ id: body.participantId }).update({ checked_in_at: null });
      return;
    case 'mark-meeting':
      await trx('meetings').where({ event_id: eventId, id: body.meetingId }).update({ status: body.status });
      return;
    case 'tell':
      return; // the log is where a notice is kept
  }
}

/** From the last to the first, so that neither slots nor a person's seats overlap on the way. */
async function moveSlots(
  trx: Knex,
  eventId: Id,
  slots: readonly { number: number; startsAt: string; endsAt: string }[],
): Promise<void> {
  for (const { number, startsAt, endsAt } of slots.toReversed()) {
    await trx('event_slots').where({ event_id: eventId, number }).update({ starts_at: startsAt, ends_at: endsAt });
    await trx
      .raw(
        `update meeting_seats s set during = tstzrange(?, ?) from meetings m
         where m.id = s.meeting_id and m.event_id = ? and m.slot_number = ?`,
        [startsAt, endsAt, eventId, number],
      )
      .catch((error: { constraint?: string }) => {
        if (error.constraint === 'nobody_in_two_meetings') refuse('conflict', 'hall:errors.extend-collides', { slot: number });
        throw error as Error;
      });
  }
}
