import type { Knex } from 'knex';
import type { Id } from '../../../kernel/id.ts';
import type { Cursor } from '../../../kernel/keyset.ts';
import type { Side } from '../basics.ts';
import type { ListingStatus } from '../listing.ts';
import { cursorMoment } from '../../../platform/postgres/cursor-moment.ts';

export const pageSize = 20;

export type MineRow = {
  id: Id;
  side: Side;
  title: string;
  status: ListingStatus;
  place: string | null;
  at: string;
  updatedAt: Date;
  /** Matches that wait for this person's yes, no or answer. */
  toAnswer: number;
  /** The reason that most refusals of it share, when at least two do. */
  refused: { reason: string; count: number } | null;
};
export type RevisionRow = { version: number; action: string; note: string; at: Date; name: string | null };

/** Of the listing `l`: its matches where somebody asks its author, or that its author has neither answered, put off nor asked about. */
const toAnswer = `(select count(*) from matches m
  left join lateral (select bool_or(side <> l.side) as theirs from match_questions where match_id = m.id and answer is null) q on true
  where l.status in ('published', 'matched') and l.id in (m.technology_id, m.need_id)
    and (m.status in ('proposed', 'refused') and q.theirs or m.status = 'proposed' and q.theirs is null
      and not exists (select from match_answers a where a.match_id = m.id and a.side = l.side)
      and not exists (select from match_delays d where d.match_id = m.id and d.side = l.side and d.returned_at is null)))`;

export function mineReads(db: Knex) {
  return {
    /** What others want of one listing: how many matches wait for its author, and how many said no to it. */
    async matches(listingId: Id): Promise<{ toAnswer: number; refused: number }> {
      const { rows } = await db.raw<{ rows: { toAnswer: number; refused: number }[] }>(
        `select ${toAnswer} as "toAnswer", (select count(*) from matches m
            join match_answers a on a.match_id = m.id and a.side <> l.side and a.answer = 'no'
            where l.id in (m.technology_id, m.need_id)) as refused
          from listings l where l.id = ?`,
        [listingId],
      );
      return rows[0] ?? { toAnswer: 0, refused: 0 };
    },
    /** One more than a page, the newest first, so that the caller knows whether there are older ones. */
    async listings(accountId: Id, before?: Cursor): Promise<MineRow[]> {
      const query = db('listings as l')
        .leftJoin('regions as r', 'r.code', 'l.region_code')
        .where('l.account_id', accountId)
        .orderBy([
          { column: 'l.updated_at', order: 'desc' },
          { column: 'l.id', order: 'desc' },
        ])
        .limit(pageSize + 1)
        .select('l.id', 'l.side', 'l.title', 'l.status', 'r.name as place', 'l.updated_at as updatedAt')
        .select(db.raw(`${cursorMoment('l.updated_at')} as at`));
      void query.select(
        db.raw(`${toAnswer} as "toAnswer",
          (select json_build_object('reason', a.reason, 'count', count(*)) from matches m
            join match_answers a on a.match_id = m.id and a.side <> l.side and a.answer = 'no'
            where l.status in ('published', 'matched') and l.id in (m.technology_id, m.need_id)
            group by a.reason having count(*) > 1 order by count(*) desc, a.reason limit 1) as refused`),
      );
      if (before) void query.whereRaw('(l.updated_at, l.id) < (?::timestamptz, ?::uuid)', [before.at, before.id]);
      return (await query) as MineRow[];
    },
    async revisions(listingId: Id): Promise<RevisionRow[]> {
      return (await db('listing_revisions as v')
        .leftJoin('accounts as a', 'a.id', 'v.account_id')
        .where('v.listing_id', listingId)
        .orderBy('v.version', 'desc')
        .limit(50)
        .select('v.version', 'v.action', 'v.note', 'v.at', 'a.name')) as RevisionRow[];
    },
  };
}
