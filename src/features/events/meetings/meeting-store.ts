import type { Knex } from 'knex';
import { refuse } from '../../../kernel/error.ts';
import type { Id } from '../../../kernel/id.ts';
import type { Candidate, Meeting } from './meeting.ts';

export type MeetingStore = {
  /** Locks the meeting. */
  get(id: Id): Promise<Meeting>;
  /** Where a meeting belongs, without locking it: its event is locked first. */
  eventOf(id: Id): Promise<Id>;
  count(eventId: Id): Promise<number>;
  candidates(eventId: Id): Promise<Candidate[]>;
  /**
   * Slots of this event in which people who come to it sit at another event. From here to the end of the transaction
   * nobody else gives out seats: two events that share people are scheduled one after the other, not into a deadlock.
   */
  busy(eventId: Id): Promise<Map<Id, number[]>>;
  /** Slots that are done; nothing is moved into them. */
  slotsOver(eventId: Id): Promise<number[]>;
  /** Puts new meetings in place of all that are planned or called off. */
  replacePlanned(eventId: Id, meetings: readonly Meeting[]): Promise<void>;
  /** Saves slot and table; refuses when a person or a table would be booked twice. */
  place(meeting: Meeting): Promise<void>;
  /** Calls off all that is planned, so that people are free for another event. */
  cancelPlanned(eventId: Id): Promise<void>;
  /** Calls off what a person's meetings stood on and is no longer brought; answers how many. */
  cancelWithout(participantId: Id, listingIds: readonly Id[]): Promise<number>;
};

export function meetingStore(trx: Knex): MeetingStore {
  return {
    async get(id) {
      const row = (await trx('meetings').where({ id }).forNoKeyUpdate().first()) as MeetingRow | undefined;
      if (!row) refuse('not-found', 'events:errors.no-meeting');
      const seats = (await trx('meeting_seats').where({ meeting_id: id })) as { participant_id: Id; side: string }[];
      const on = (side: string): Id => seats.find((seat) => seat.side === side)?.participant_id ?? '';
      return {
        ...{ id, eventId: row.event_id, matchId: row.match_id, slot: row.slot_number, table: row.table_number },
        ...{ status: row.status, technology: on('technology'), need: on('need') },
      };
    },
    async eventOf(id) {
      const row = (await trx('meetings').where({ id }).first('event_id')) as { event_id: Id } | undefined;
      return row?.event_id ?? refuse('not-found', 'events:errors.no-meeting');
    },
    async count(eventId) {
      const [row] = await trx('meetings')
        .where({ event_id: eventId })
        .whereNot({ status: 'cancelled' })
        .count<{ count: number }[]>('* as count');
      return row?.count ?? 0;
    },
    candidates: (eventId) => readCandidates(trx, eventId),
    async busy(eventId) {
      await holdSeats(trx);
      return readBusy(trx, eventId);
    },
    async slotsOver(eventId) {
      return (await trx('event_slots').where({ event_id: eventId, status: 'done' }).pluck('number')) as number[];
    },
    async replacePlanned(eventId, meetings) {
      await trx('meetings').where({ event_id: eventId }).whereIn('status', ['planned', 'cancelled']).del();
      if (meetings.length === 0) return;
      await refusingDoubles(meetings[0], async () => {
        await trx('meetings').insert(meetings.map(toRow));
        await trx.raw(
          `insert into meeting_seats (meeting_id, event_id, participant_id, account_id, side, during)
           select m.id, m.event_id, p.id, p.account_id, s.side, tstzrange(t.starts_at, t.ends_at)
           from unnest(?::uuid[], ?::uuid[], ?::text[]) as s (meeting_id, participant_id, side)
           join meetings m on m.id = s.meeting_id
           join event_participants p on p.id = s.participant_id
           join event_slots t on t.event_id = m.event_id and t.number = m.slot_number`,
          seatsOf(meetings),
        );
      });
    },
    async place(meeting) {
      await holdSeats(trx);
      await refusingDoubles(meeting, async () => {
        await trx('meetings').where({ id: meeting.id }).update({ slot_number: meeting.slot, table_number: meeting.table });
        await trx.raw(
          `update meeting_seats set during = tstzrange(t.starts_at, t.ends_at) from event_slots t
           where meeting_id = ? and t.event_id = meeting_seats.event_id and t.number = ?`,
          [meeting.id, meeting.slot],
        );
      });
    },
    async cancelPlanned(eventId) {
      const ids = (await trx('meetings').where({ event_id: eventId, status: 'planned' }).pluck('id')) as Id[];
      await trx('meeting_seats').whereIn('meeting_id', ids).del();
      await trx('meetings').whereIn('id', ids).update({ status: 'cancelled' });
    },
    async cancelWithout(participantId, listingIds) {
      const { rows } = await trx.raw<{ rows: { id: Id }[] }>(
        `update meetings m set status = 'cancelled' from meeting_seats s, matches f
         where s.meeting_id = m.id and s.participant_id = ? and f.id = m.match_id and m.status = 'planned'
           and case s.side when 'technology' then f.technology_id else f.need_id end <> all (?::uuid[]) returning m.id`,
        [participantId, [...listingIds]],
      );
      const ids = rows.map(({ id }) => id);
      if (ids.length > 0) await trx('meeting_seats').whereIn('meeting_id', ids).del();
      return ids.length;
    },
  };
}

/** One lock for all seats of all events, let go at the end of the transaction. */
async function holdSeats(trx: Knex): Promise<void> {
  await trx.raw(`select pg_advisory_xact_lock(hashtext('meeting_seats'))`);
}

async function readCandidates(trx: Knex, eventId: Id): Promise<Candidate[]> {
  const { rows } = await trx.raw<{ rows: Candidate[] }>(
    `select f.id as "matchId", t.participant_id as technology, n.participant_id as need, f.score,
       (select count(*)::int from match_answers a where a.match_id = f.id and a.answer = 'yes') as yes,
       (select count(*)::int from match_answers a where a.match_id = f.id and a.answer = 'no') as no
     from matches f
     join event_listings t on t.listing_id = f.technology_id and t.event_id = ?
     join event_listings n on n.listing_id = f.need_id and n.event_id = t.event_id
     join event_participants tp on tp.id = t.participant_id and tp.status = 'accepted'
     join event_participants np on np.id = n.participant_id and np.status = 'accepted'
     join listings tl on tl.id = f.technology_id and tl.status in ('published', 'matched')
     join listings nl on nl.id = f.need_id and nl.status in ('published', 'matched')
     where f.status in ('proposed', 'open')
       and not exists (select from meetings m where m.event_id = t.event_id and m.match_id = f.id and m.status in ('met', 'no-show'))
     order by f.id`,
    [eventId],
  );
  return rows;
}

async function readBusy(trx: Knex, eventId: Id): Promise<Map<Id, number[]>> {
  const { rows } = await trx.raw<{ rows: { id: Id; slots: number[] }[] }>(
    `select p.id, array_agg(distinct t.number) as slots
     from event_participants p
     join meeting_seats s on s.account_id = p.account_id
     join event_slots t on t.event_id = p.event_id and tstzrange(t.starts_at, t.ends_at) && s.during
     where p.event_id = ? and s.event_id <> p.event_id group by p.id`,
    [eventId],
  );
  return new Map(rows.map(({ id, slots }) => [id, slots]));
}

/** The database alone knows whether a place is free when people book at the same moment; its refusal is said in words. */
async function refusingDoubles(meeting: Meeting | undefined, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    const constraint = (error as { constraint?: string }).constraint;
    const place = { slot: meeting?.slot ?? 0, table: meeting?.table ?? 0 };
    if (constraint === 'meetings_one_per_table') refuse('conflict', 'events:errors.table-taken', place);
    if (constraint === 'nobody_in_two_meetings') refuse('conflict', 'events:errors.person-busy', place);
    throw error;
  }
}

type MeetingRow = { event_id: Id; match_id: Id; slot_number: number; table_number: number; status: Meeting['status'] };

function toRow({ id, eventId, matchId, slot, table, status }: Meeting): object {
  return { id, event_id: eventId, match_id: matchId, slot_number: slot, table_number: table, status };
}

function seatsOf(meetings: readonly Meeting[]): [Id[], Id[], string[]] {
  const seats = meetings.flatMap(({ id, technology, need }) => [
    [id, technology, 'technology'],
    [id, need, 'need'],
  ]) as [Id, Id, string][];
  return [seats.map(([id]) => id), seats.map(([, id]) => id), seats.map(([, , side]) => side)];
}
