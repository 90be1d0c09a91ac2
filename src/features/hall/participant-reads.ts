import type { Knex } from 'knex';
import type { Id } from '../../kernel/id.ts';

export type OwnMeeting = {
  id: Id;
  slot: number;
  table: number;
  status: 'planned' | 'met' | 'no-show';
  startsAt: Date;
  slotStatus: 'waiting' | 'running' | 'done';
  dueAt: Date | null;
  mine: string;
  theirs: string;
  organization: string;
  person: string;
  here: boolean;
  letterId: Id | null;
};
export type OwnDay = { code: string; checkedInAt: Date | null; sequence: number; meetings: OwnMeeting[]; notice: string };

/** What one participant's phone shows; undefined for somebody who is not invited. No phone number is in it. */
export function participantReads(db: Knex) {
  return {
    async day(eventId: Id, accountId: Id): Promise<OwnDay | undefined> {
      const person = (await db('event_participants as p')
        .join('docking_events as e', 'e.id', 'p.event_id')
        .where({ 'p.event_id': eventId, 'p.account_id': accountId })
        .first('p.id', 'p.code', 'e.sequence', db.raw('p.checked_in_at as "checkedInAt"'))
        .select(
          db.raw(`coalesce((select body ->> 'text' from hall_log l where l.event_id = p.event_id and name = 'tell'
            order by l.sequence desc limit 1), '') as notice`),
        )) as (Omit<OwnDay, 'meetings'> & { id: Id }) | undefined;
      if (!person) return undefined;
      const { id, ...day } = person;
      return { ...day, meetings: await meetingsOf(db, id) };
    },
  };
}

async function meetingsOf(db: Knex, participantId: Id): Promise<OwnMeeting[]> {
  const { rows } = await db.raw<{ rows: OwnMeeting[] }>(
    `select m.id, m.slot_number as slot, m.table_number as "table", m.status, t.status as "slotStatus",
       t.starts_at + case t.status when 'waiting' then coalesce((select greatest(interval '0', r.started_at - r.starts_at)
         from event_slots r where r.event_id = t.event_id and r.status = 'running'), interval '0') else interval '0' end as "startsAt",
       case t.status when 'running' then t.started_at + (t.ends_at - t.starts_at) end as "dueAt",
       coalesce(ml.title, '') as mine, coalesce(ol.title, '') as theirs,
       coalesce(lo.name, ao.name, '') as organization, a.name as person, p.checked_in_at is not null as here,
       (select l.id from letters l where l.meeting_id = m.id) as "letterId"
     from meeting_seats s
     join meetings m on m.id = s.meeting_id and m.status <> 'cancelled'
     join event_slots t on t.event_id = m.event_id and t.number = m.slot_number
     join meeting_seats o on o.meeting_id = m.id and o.participant_id <> s.participant_id
     join event_participants p on p.id = o.participant_id
     join accounts a on a.id = p.account_id
     left join organizations ao on ao.id = a.organization_id
     left join matches f on f.id = m.match_id
     left join listings ml on ml.id = case s.side when 'technology' then f.technology_id else f.need_id end
     left join listings ol on ol.id = case s.side when 'technology' then f.need_id else f.technology_id end
     left join organizations lo on lo.id = ol.organization_id
     where s.participant_id = ? order by m.slot_number`,
    [participantId],
  );
  return rows;
}
