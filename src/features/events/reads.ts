import type { Knex } from 'knex';
import type { Id } from '../../kernel/id.ts';
import { readCursor, writeCursor } from '../../kernel/keyset.ts';
import type { Caller, Language } from '../people/caller.ts';
import { mayWatch, type EventStatus } from './docking-event.ts';
import { cursorMoment } from '../../platform/postgres/cursor-moment.ts';

export const pageSize = 20;

export type EventSummary = {
  id: Id;
  title: string;
  status: EventStatus;
  regionCode: string;
  region: string;
  venue: string;
  startsAt: Date;
  endsAt: Date;
  accepted: number;
};
export type EventHeader = EventSummary & {
  about: string;
  slots: number;
  tables: number;
  slotMinutes: number;
  breakMinutes: number;
  longBreakAfter: number | null;
  longBreakMinutes: number;
  mostMeetings: number;
  sequence: number;
  version: number;
  industries: { code: string; name: string }[];
  invited: number;
  declined: number;
  meetings: number;
};
export type EventOrganization = { id: Id; name: string; technologies: number; needs: number };
export type EventPage = { events: EventSummary[]; newer: string | null; older: string | null };

type ListWish = { statuses: readonly EventStatus[]; prefixes?: readonly string[]; language?: Language } & Keyset;
type Keyset = { before?: string; after?: string };

/** The name of the region `r` as this reader says it. */
export const placeName: Record<Language, string> = { zh: 'r.name', en: 'coalesce(r.name_en, r.name)' };
const summaryIn = (
  language: Language,
): string => `e.id, e.title, e.status, e.region_code as "regionCode", ${placeName[language]} as region, e.venue, e.starts_at as "startsAt",
  (select max(s.ends_at) from event_slots s where s.event_id = e.id) as "endsAt",
  (select count(*) from event_participants p where p.event_id = e.id and p.status = 'accepted') as accepted`;

export function eventReads(db: Knex) {
  return {
    /** Events by their day, the latest first; a page of them from a cursor on. `prefix` narrows to a region. */
    async list(wish: ListWish) {
      const before = readCursor(wish.before);
      const after = before ? undefined : readCursor(wish.after);
      const query = db('docking_events as e')
        .join('regions as r', 'r.code', 'e.region_code')
        .select(db.raw(summaryIn(wish.language ?? 'zh')), db.raw(`${cursorMoment('e.starts_at')} as at`))
        .whereIn('e.status', [...wish.statuses])
        .orderBy([
          { column: 'e.starts_at', order: after ? 'asc' : 'desc' },
          { column: 'e.id', order: after ? 'asc' : 'desc' },
        ])
        .limit(pageSize + 1);
      const { prefixes } = wish;
      if (prefixes) {
        void query.where((any) => {
          void any.whereRaw('false');
          for (const prefix of prefixes) void any.orWhere('e.region_code', 'like', `${prefix}%`);
        });
      }
      if (before) void query.whereRaw('(e.starts_at, e.id) < (?, ?)', [before.at, before.id]);
      if (after) void query.whereRaw('(e.starts_at, e.id) > (?, ?)', [after.at, after.id]);
      return pageOf((await query) as (EventSummary & { at: string })[], before !== undefined, after !== undefined);
    },
    async header(id: Id, language: Language): Promise<EventHeader | undefined> {
      const name = language === 'zh' ? 'i.name_zh' : 'coalesce(i.name_en, i.name_zh)';
      const { rows } = await db.raw<{ rows: EventHeader[] }>(
        `select ${summaryIn(language)}, e.about, e.slot_minutes as "slotMinutes", e.break_minutes as "breakMinutes",
           e.long_break_after as "longBreakAfter", e.long_break_minutes as "longBreakMinutes", e.most_meetings as "mostMeetings",
           e.sequence, e.version,
           (select count(*) from event_slots s where s.event_id = e.id) as slots,
           (select count(*) from event_tables t where t.event_id = e.id) as tables,
           (select count(*) from event_participants p where p.event_id = e.id and p.status = 'invited') as invited,
           (select count(*) from event_participants p where p.event_id = e.id and p.status = 'declined') as declined,
           (select count(*) from meetings m where m.event_id = e.id and m.status <> 'cancelled') as meetings,
           coalesce((select json_agg(json_build_object('code', i.code, 'name', ${name}) order by i.code)
             from event_industries ei join industries i on i.code = ei.industry_code where ei.event_id = e.id), '[]') as industries
         from docking_events e join regions r on r.code = e.region_code where e.id = ?`,
        [id],
      );
      return rows[0];
    },
    /** The event, if this person may see it: one that is still planned is its organizers' alone. */
    async visible(id: Id, caller: Caller | null, language: Language): Promise<EventHeader | undefined> {
      const event = await this.header(id, language);
      return event && mayWatch(caller, event) ? event : undefined;
    },
    /** Who comes, by organization; people are not named in public. */
    async organizations(id: Id): Promise<EventOrganization[]> {
      const { rows } = await db.raw<{ rows: EventOrganization[] }>(
        `select o.id, o.name, count(l.id) filter (where l.side = 'technology') as technologies,
           count(l.id) filter (where l.side = 'need') as needs
         from event_participants p join accounts a on a.id = p.account_id join organizations o on o.id = a.organization_id
         left join event_listings el on el.participant_id = p.id left join listings l on l.id = el.listing_id
         where p.event_id = ? and p.status = 'accepted' group by o.id, o.name order by o.name, o.id`,
        [id],
      );
      return rows;
    },
  };
}

/** One row more than a page says that there is another; a page read upwards is turned round. */
function pageOf(rows: (EventSummary & { at: string })[], fromOlder: boolean, fromNewer: boolean): EventPage {
  const more = rows.length > pageSize;
  const page = rows.slice(0, pageSize);
  if (fromNewer) page.reverse();
  const cursor = (row: { at: string; id: Id } | undefined): string | null =>
    row ? writeCursor({ at: row.at, id: row.id }) : null;
  return {
    events: page,
    newer: fromNewer ? (more ? cursor(page[0]) : null) : fromOlder ? cursor(page[0]) : null,
    older: fromNewer || more ? cursor(page.at(-1)) : null,
  };
}
