import type { Knex } from 'knex';
import type { Id } from '../../../kernel/id.ts';
import type { MeetingStatus } from './meeting.ts';

export type SlotRow = { number: number; startsAt: Date; endsAt: Date; status: 'waiting' | 'running' | 'done' };
type Seat = { participantId: Id; name: string; organization: string | null };
export type MeetingRow = {
  id: Id;
  eventId: Id;
  matchId: Id;
  slot: number;
  table: number;
  status: MeetingStatus;
  startsAt: Date;
  technology: string;
  technologyId: Id;
  need: string;
  needId: Id;
  holder: Seat | null;
  seeker: Seat | null;
};
/** One meeting as the person sees it who sits in it. */
export type OwnMeeting = {
  id: Id;
  matchId: Id;
  slot: number;
  table: number;
  status: MeetingStatus;
  startsAt: Date;
  endsAt: Date;
  mine: string;
  theirs: string;
  with: string;
  organization: string | null;
};

const seat = (
  side: string,
): string => `(select json_build_object('participantId', s.participant_id, 'name', a.name, 'organization', o.name)
  from meeting_seats s join accounts a on a.id = s.account_id left join organizations o on o.id = a.organization_id
  where s.meeting_id = m.id and s.side = '${side}')`;
const meeting = `select m.id, m.event_id as "eventId", m.match_id as "matchId", m.slot_number as slot, m.table_number as table, m.status,
    t.starts_at as "startsAt", tl.title as technology, tl.id as "technologyId", nl.title as need, nl.id as "needId",
    ${seat('technology')} as holder, ${seat('need')} as seeker
  from meetings m join event_slots t on t.event_id = m.event_id and t.number = m.slot_number
  join matches f on f.id = m.match_id join listings tl on tl.id = f.technology_id join listings nl on nl.id = f.need_id`;

export function meetingReads(db: Knex) {
  const slots = async (eventId: Id): Promise<SlotRow[]> =>
    (await db('event_slots')
      .where({ event_id: eventId })
      .orderBy('number')
      .select('number', 'status', 'starts_at as startsAt', 'ends_at as endsAt')) as SlotRow[];
  return {
    slots,
    /** Every meeting that stands, by slot and table. */
    async ofEvent(eventId: Id): Promise<MeetingRow[]> {
      const { rows } = await db.raw<{ rows: MeetingRow[] }>(
        `${meeting} where m.event_id = ? and m.status <> 'cancelled' order by m.slot_number, m.table_number`,
        [eventId],
      );
      return rows;
    },
    async one(id: Id): Promise<MeetingRow | undefined> {
      const { rows } = await db.raw<{ rows: MeetingRow[] }>(`${meeting} where m.id = ?`, [id]);
      return rows[0];
    },
    /** Where a meeting could go: tables that are free in slots in which nobody of it sits elsewhere. */
    async freePlaces(meetingId: Id): Promise<{ slot: number; table: number; startsAt: Date }[]> {
      const { rows } = await db.raw<{ rows: { slot: number; table: number; startsAt: Date }[] }>(
        `select t.number as slot, b.number as table, t.starts_at as "startsAt"
         from meetings m join event_slots t on t.event_id = m.event_id and t.status <> 'done'
         join event_tables b on b.event_id = m.event_id
         where m.id = ?
           and not exists (select from meetings o where o.event_id = m.event_id and o.slot_number = t.number
             and o.table_number = b.number and o.status <> 'cancelled')
           and not exists (select from meeting_seats mine join meeting_seats s on s.account_id = mine.account_id
             and s.meeting_id <> m.id and s.during && tstzrange(t.starts_at, t.ends_at) where mine.meeting_id = m.id)
         order by t.number, b.number`,
        [meetingId],
      );
      return rows;
    },
    /** A person's own day. Names and organizations, never a phone number. */
    async timetable(participantId: Id): Promise<OwnMeeting[]> {
      const { rows } = await db.raw<{ rows: OwnMeeting[] }>(
        `select m.id, m.match_id as "matchId", m.slot_number as slot, m.table_number as table, m.status, t.starts_at as "startsAt",
           t.ends_at as "endsAt", case mine.side when 'technology' then tl.title else nl.title end as mine,
           case mine.side when 'technology' then nl.title else tl.title end as theirs, a.name as "with", o.name as organization
         from meeting_seats mine join meetings m on m.id = mine.meeting_id
         join event_slots t on t.event_id = m.event_id and t.number = m.slot_number
         join matches f on f.id = m.match_id join listings tl on tl.id = f.technology_id join listings nl on nl.id = f.need_id
         join meeting_seats other on other.meeting_id = m.id and other.participant_id <> mine.participant_id
         join accounts a on a.id = other.account_id left join organizations o on o.id = a.organization_id
         where mine.participant_id = ? order by m.slot_number`,
        [participantId],
      );
      return rows;
    },
  };
}
