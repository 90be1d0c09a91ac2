import type { Knex } from 'knex';
import type { Id } from '../../kernel/id.ts';
import type { EventStatus } from '../events/docking-event.ts';
import type { HallLog, HallSnapshot, SnapshotMeeting, SnapshotPerson, SnapshotSlot } from './snapshot.ts';

export type HallEvent = { id: Id; title: string; venue: string; status: EventStatus; startsAt: Date; regionCode: string };

/** More missed entries than this, and a client is better off with the snapshot. */
const longestCatchUp = 200;

/** Log entries that name nobody, and so may be read by whoever watches the hall. */
const publicEntries = ['start-slot', 'end-slot', 'extend-slot', 'tell'];

export function hallReads(db: Knex) {
  return {
    async event(eventId: Id): Promise<HallEvent | undefined> {
      return (await db('docking_events')
        .where({ id: eventId })
        .first('id', 'title', 'venue', 'status', db.raw('starts_at as "startsAt", region_code as "regionCode"'))) as
        HallEvent | undefined;
    },
    /** All of it at one moment. `staff` adds names and codes; without it they never leave the database. */
    snapshot(event: HallEvent, staff: boolean, now: Date): Promise<HallSnapshot> {
      return db.transaction(
        async (trx) => {
          const [row] = (await trx('docking_events').where({ id: event.id }).select('sequence', 'status')) as [
            { sequence: number; status: EventStatus },
          ];
          const { id, title, venue } = event;
          return {
            sequence: row.sequence,
            serverTime: now.toISOString(),
            event: { id, title, venue, status: row.status, startsAt: event.startsAt.toISOString() },
            slots: await readSlots(trx, id),
            tables: (await trx('event_tables').where({ event_id: id }).orderBy('number').pluck('number')) as number[],
            meetings: await readMeetings(trx, id, staff),
            notice: await readNotice(trx, id),
            ...(await readCounts(trx, id)),
            letters: (await trx('letters')
              .where({ event_id: id, on_screen: true })
              .orderBy('recorded_at', 'desc')
              .limit(20)
              .select(
                'serial',
                trx.raw('technology_party as "technologyParty", need_party as "needParty"'),
              )) as HallSnapshot['letters'],
            people: staff ? await readPeople(trx, id) : [],
          };
        },
        { isolationLevel: 'repeatable read', readOnly: true },
      );
    },
    async log(eventId: Id, after: number, staff: boolean, now: Date): Promise<HallLog> {
      const { rows } = await db.raw<{ rows: (HallLog['entries'][number] & { head: number; at: Date | null })[] }>(
        `select e.sequence as head, l.sequence, l.name, l.at,
           case when ? or l.name = any(?) then l.body else '{}' end as body
         from docking_events e left join hall_log l on l.event_id = e.id and l.sequence > ?
         where e.id = ? order by l.sequence limit ?`,
        [staff, publicEntries, after, eventId, longestCatchUp + 1],
      );
      const sequence = rows[0]?.head ?? 0;
      const entries = rows.flatMap(({ at, name, body, sequence: number }) =>
        at ? [{ sequence: number, name, at: new Date(at).toISOString(), body }] : [],
      );
      // A client ahead of the log has seen a hall that is no more, such as one before a backup was put back.
      const gap = entries.length > longestCatchUp || after > sequence;
      return { sequence, serverTime: now.toISOString(), gap, entries: gap ? [] : entries };
    },
  };
}

async function readSlots(trx: Knex, eventId: Id): Promise<SnapshotSlot[]> {
  const rows = (await trx('event_slots')
    .where({ event_id: eventId })
    .orderBy('number')
    .select('number', 'status', trx.raw('starts_at as "startsAt", ends_at as "endsAt"'))
    .select(trx.raw(`case status when 'running' then started_at + (ends_at - starts_at) end as "dueAt"`))) as {
    [K in keyof SnapshotSlot]: K extends 'startsAt' | 'endsAt' | 'dueAt' ? Date : SnapshotSlot[K];
  }[];
  return rows.map((slot) => ({
    ...slot,
    startsAt: slot.startsAt.toISOString(),
    endsAt: slot.endsAt.toISOString(),
    dueAt: (slot.dueAt as Date | null)?.toISOString() ?? null,
  }));
}

async function readMeetings(trx: Knex, eventId: Id, staff: boolean): Promise<SnapshotMeeting[]> {
  const side = (name: string): string => `json_build_object(
    'title', coalesce(${name}l.title, ''),
    'organization', coalesce(${name}lo.name, ${name}ao.name, ''),
    'here', ${name}p.checked_in_at is not null,
    'person', case when :staff then json_build_object('participantId', ${name}p.id, 'name', ${name}a.name, 'code', ${name}p.code) end)`;
  const joins = (name: string, of: string): string => `
    join meeting_seats ${name}s on ${name}s.meeting_id = m.id and ${name}s.side = '${of}'
    join event_participants ${name}p on ${name}p.id = ${name}s.participant_id
    join accounts ${name}a on ${name}a.id = ${name}p.account_id
    left join organizations ${name}ao on ${name}ao.id = ${name}a.organization_id
    left join listings ${name}l on ${name}l.id = f.${of}_id
    left join organizations ${name}lo on ${name}lo.id = ${name}l.organization_id`;
  const { rows } = await trx.raw<{ rows: SnapshotMeeting[] }>(
    `select m.id, m.slot_number as slot, m.table_number as "table", m.status,
       exists (select from letters l where l.meeting_id = m.id) as signed,
       ${side('t')} as technology, ${side('n')} as need
     from meetings m left join matches f on f.id = m.match_id ${joins('t', 'technology')} ${joins('n', 'need')}
     where m.event_id = :eventId and m.status <> 'cancelled' order by m.slot_number, m.table_number`,
    { eventId, staff },
  );
  return rows;
}

async function readNotice(trx: Knex, eventId: Id): Promise<HallSnapshot['notice']> {
  const row = (await trx('hall_log').where({ event_id: eventId, name: 'tell' }).orderBy('sequence', 'desc').first('body')) as
    { body: { text: string; at: string } } | undefined;
  return row && row.body.text !== '' ? { text: row.body.text, at: row.body.at } : null;
}

async function readCounts(trx: Knex, eventId: Id): Promise<Pick<HallSnapshot, 'checkedIn' | 'signed'>> {
  const { rows } = await trx.raw<{ rows: [{ here: number; expected: number; signed: number }] }>(
    `select count(checked_in_at)::int as here,
       (count(*) filter (where status = 'accepted' or checked_in_at is not null))::int as expected,
       (select count(*)::int from letters where event_id = :eventId) as signed
     from event_participants where event_id = :eventId`,
    { eventId },
  );
  const [{ here, expected, signed }] = rows;
  return { checkedIn: { here, expected }, signed };
}

async function readPeople(trx: Knex, eventId: Id): Promise<SnapshotPerson[]> {
  const { rows } = await trx.raw<{ rows: (Omit<SnapshotPerson, 'checkedInAt'> & { checkedInAt: Date | null })[] }>(
    `select p.id as "participantId", a.name, coalesce(o.name, '') as organization, p.code, p.status, p.checked_in_at as "checkedInAt"
     from event_participants p join accounts a on a.id = p.account_id left join organizations o on o.id = a.organization_id
     where p.event_id = ? order by (p.status = 'declined'), a.name, p.code`,
    [eventId],
  );
  return rows.map((person) => ({ ...person, checkedInAt: person.checkedInAt?.toISOString() ?? null }));
}
