import type { Knex } from 'knex';
import type { Id } from '../../kernel/id.ts';

export type MatchToAnswer = { id: Id; mine: string; theirs: string; score: number; otherSaidYes: boolean; asksMe: boolean };
export type ComingMeeting = { eventId: Id; event: string; at: Date; table: number; technology: string; need: string };
export type Invitation = { eventId: Id; event: string; at: Date };
export type OpenListing = {
  id: Id;
  side: 'technology' | 'need';
  title: string;
  status: 'draft' | 'returned';
  reason: string | null;
};
export type Moderation = { count: number; oldest: Date | null };
export type OrganizedEvent = { id: Id; title: string; at: Date; status: string; accepted: number; invited: number };

/** How many lines of each kind the page shows; the rest is one link away. */
export const mostLines = 5;

export type TodayReads = ReturnType<typeof todayReads>;

/** What waits for one person, in the order in which it should be done. */
export function todayReads(db: Knex) {
  return {
    /** Matches of this person's public listings that wait for an answer: where the other side asks something or said yes first, then the best of each listing. */
    async matchesToAnswer(accountId: Id): Promise<{ rows: MatchToAnswer[]; total: number }> {
      const { rows } = (await db.raw(
        `select m.id, m.score, mine.title as mine, theirs.title as theirs, 
            own.match_id is null and coalesce(a.answer = 'yes', false) as "otherSaidYes", coalesce(q.theirs, false) as "asksMe",
            count(*) over () as total
          from listings mine
          join matches m on mine.id in (m.technology_id, m.need_id)
          join listings theirs on theirs.id in (m.technology_id, m.need_id) and theirs.id <> mine.id
          left join match_answers own on own.match_id = m.id and own.side = mine.side
          left join match_answers a on a.match_id = m.id and a.side = theirs.side
          left join lateral (select bool_or(side <> mine.side) as theirs from match_questions
            where match_id = m.id and answer is null) q on true
          where mine.account_id = ? and (m.status in ('proposed', 'refused') and q.theirs
            or m.status = 'proposed' and own.match_id is null and q.theirs is null
              and not exists (select from match_delays d where d.match_id = m.id and d.side = mine.side and d.returned_at is null))
            and mine.status in ('published', 'matched') and theirs.status in ('published', 'matched')
          order by "asksMe" desc, "otherSaidYes" desc, row_number() over (partition by mine.id order by m.score desc, m.id), m.score desc, m.id
          limit ?`,
        [accountId, mostLines],
      )) as { rows: (MatchToAnswer & { total: number })[] };
      return { rows, total: rows[0]?.total ?? 0 };
    },

    async meetings(accountId: Id, now: Date): Promise<ComingMeeting[]> {
      const { rows } = (await db.raw(
        `select e.id as "eventId", e.title as event, lower(s.during) as at, g.table_number as "table",
            t.title as technology, n.title as need
          from meeting_seats s
          join meetings g on g.id = s.meeting_id and g.status = 'planned'
          join docking_events e on e.id = g.event_id and e.status in ('scheduled', 'live')
          join matches m on m.id = g.match_id
          join listings t on t.id = m.technology_id
          join listings n on n.id = m.need_id
          where s.account_id = ? and upper(s.during) > ?
          order by at limit ?`,
        [accountId, now, mostLines],
      )) as { rows: ComingMeeting[] };
      return rows;
    },

    async invitations(accountId: Id, now: Date): Promise<Invitation[]> {
      return (await db('event_participants as p')
        .join('docking_events as e', 'e.id', 'p.event_id')
        .where({ 'p.account_id': accountId, 'p.status': 'invited' })
        .whereIn('e.status', ['registration', 'scheduled'])
        .where('e.starts_at', '>', now)
        .orderBy('e.starts_at')
        .limit(mostLines)
        .select('e.id as eventId', 'e.title as event', 'e.starts_at as at')) as Invitation[];
    },

    /** What a moderator sent back comes first, then what was begun and not sent. */
    async openListings(accountId: Id): Promise<OpenListing[]> {
      return (await db('listings')
        .where({ account_id: accountId })
        .whereIn('status', ['returned', 'draft'])
        .orderByRaw(`status = 'returned' desc, updated_at desc`)
        .limit(mostLines)
        .select('id', 'side', 'title', 'status', 'returned_reason as reason')) as OpenListing[];
    },

    async ownListings(accountId: Id): Promise<number> {
      const [row] = await db('listings').where({ account_id: accountId }).count<{ count: number }[]>('* as count');
      return row?.count ?? 0;
    },

    /** Listings that wait for a moderator where a code begins with one of these; an empty beginning is everywhere. */
    async moderation(prefixes: readonly string[]): Promise<Moderation> {
      const [row] = await inRegions(db('listings'), 'region_code', prefixes)
        .where('status', 'submitted')
        .select<Moderation[]>(db.raw('count(*) as count'), db.raw('min(updated_at) as oldest'));
      return row ?? { count: 0, oldest: null };
    },

    async organizedEvents(prefixes: readonly string[], now: Date): Promise<OrganizedEvent[]> {
      return (await inRegions(db('docking_events as e'), 'e.region_code', prefixes)
        .whereIn('e.status', ['planned', 'registration', 'scheduled', 'live'])
        .whereRaw(`(e.status = 'live' or e.starts_at > ?::timestamptz - interval '1 day')`, [now])
        .orderByRaw(`e.status = 'live' desc, e.starts_at`)
        .limit(mostLines)
        .select('e.id', 'e.title', 'e.starts_at as at', 'e.status')
        .select(
          db.raw(`(select count(*) from event_participants p where p.event_id = e.id and p.status = 'accepted') as accepted`),
          db.raw(`(select count(*) from event_participants p where p.event_id = e.id) as invited`),
        )) as OrganizedEvent[];
    },
  };
}

function inRegions(query: Knex.QueryBuilder, column: string, prefixes: readonly string[]): Knex.QueryBuilder {
  return query.where((any) => {
    for (const prefix of prefixes) void any.orWhereRaw(`coalesce(??, '') like ?`, [column, `${prefix}%`]);
  });
}
