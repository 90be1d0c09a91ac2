import type { Knex } from 'knex';
import { cursorMoment } from '../../../platform/postgres/cursor-moment.ts';
import type { Id } from '../../../kernel/id.ts';
import type { Cursor } from '../../../kernel/keyset.ts';
import { regionPrefix } from '../../../kernel/region-code.ts';
import { fieldsFrom } from '../columns-store.ts';
import type { ListingStatus } from '../listing.ts';
import { blankNeed, type Need } from '../need.ts';
import type { Assessment } from './assessment.ts';
import { assessmentsOf, findReadBack, toAssessment } from './clinic-store.ts';

export const backlogPageSize = 20;
/** How many waiting needs are put in order at once; more than anybody reads in a day. */
export const mostWaiting = 200;
export type Backlog = 'waiting' | 'unconfirmed' | 'unassessed';
export type BacklogRow = {
  id: Id;
  status: ListingStatus;
  place: string | null;
  author: string;
  need: Need;
  latest: Assessment | undefined;
  updatedAt: Date;
  at: string;
};

export function clinicReads(db: Knex) {
  const inBacklog = (which: Backlog, regions: string[] | null): Knex.QueryBuilder => {
    const query = db('listings as l').join('needs as n', 'n.listing_id', 'l.id');
    if (regions) {
      void query.where((mine) => {
        void mine.whereRaw('false');
        for (const region of regions) void mine.orWhere('l.region_code', 'like', `${regionPrefix(region)}%`);
      });
    }
    return query.whereRaw(conditions[which]);
  };
  return {
    latest: async (listingId: Id): Promise<Assessment | undefined> => (await assessmentsOf(db, listingId, 1))[0],
    readBack: (listingId: Id) => findReadBack(db, { listing_id: listingId }),
    /** The newest first, with who found it. */
    async history(listingId: Id): Promise<(Assessment & { name: string })[]> {
      const found = await assessmentsOf(db, listingId, 20);
      const names = (await db('accounts')
        .whereIn(
          'id',
          found.map(({ accountId }) => accountId),
        )
        .select('id', 'name')) as { id: Id; name: string }[];
      return found.map((one) => ({ ...one, name: names.find(({ id }) => id === one.accountId)?.name ?? '' }));
    },
    async counts(regions: string[] | null): Promise<Record<Backlog, number>> {
      const count = async (which: Backlog): Promise<number> =>
        ((await inBacklog(which, regions).first(db.raw('count(*) as count'))) as { count: number }).count;
      const [waiting, unconfirmed, unassessed] = await Promise.all([count('waiting'), count('unconfirmed'), count('unassessed')]);
      return { waiting, unconfirmed, unassessed };
    },
    /** The longest unchanged first, with one more than asked for when there is more. */
    async backlog(which: Backlog, regions: string[] | null, most: number, after?: Cursor): Promise<BacklogRow[]> {
      const query = inBacklog(which, regions)
        .join('accounts as a', 'a.id', 'l.account_id')
        .leftJoin('regions as r', 'r.code', 'l.region_code')
        .orderBy(['l.updated_at', 'l.id'])
        .limit(most + 1)
        .select('n.*', 'l.*', 'r.name as place', 'a.name as author', db.raw(`${cursorMoment('l.updated_at')} as cursor_at`))
        .select(
          db.raw('array(select industry_code from listing_industries i where i.listing_id = l.id order by 1) as industries'),
        );
      if (after) void query.whereRaw('(l.updated_at, l.id) > (?::timestamptz, ?::uuid)', [after.at, after.id]);
      const rows = (await query) as Row[];
      const found = (await db('need_assessments')
        .distinctOn('listing_id')
        .whereIn(
          'listing_id',
          rows.map(({ id }) => id),
        )
        .orderBy(['listing_id', { column: 'number', order: 'desc' }])) as Record<string, unknown>[];
      const latest = found.map(toAssessment);
      return rows.map((row) => ({
        ...{ id: row.id, status: row.status, place: row.place, author: row.author },
        need: fieldsFrom(row, ['title', ...Object.keys(blankNeed)]) as Need, // the columns are those of its fields
        latest: latest.find(({ listingId }) => listingId === row.id),
        ...{ updatedAt: row.updated_at, at: row.cursor_at },
      }));
    },
  };
}

const conditions: Record<Backlog, string> = {
  waiting: `l.status = 'submitted'`,
  unconfirmed: `l.status in ('submitted', 'returned', 'published', 'matched') and n.expert_problem <> '' and n.problem <> '' and not exists (
    select from need_read_backs b where b.listing_id = l.id and b.answer = 'yes' and b.problem = n.problem and b.expert_problem = n.expert_problem
      and b.number = (select max(number) from need_read_backs where listing_id = l.id))`,
  unassessed: `l.status in ('published', 'matched') and not exists (select from need_assessments where listing_id = l.id)`,
};

type Row = { id: Id; status: ListingStatus; place: string | null; author: string; updated_at: Date; cursor_at: string };
