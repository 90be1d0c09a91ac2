import type { Knex } from 'knex';
import type { Id } from '../../../kernel/id.ts';
import type { Cursor } from '../../../kernel/keyset.ts';
import { regionPrefix } from '../../../kernel/region-code.ts';
import { hasRole, type Caller } from '../../people/caller.ts';
import type { Side } from '../basics.ts';
import type { Content } from '../content.ts';
import { cursorMoment } from '../../../platform/postgres/cursor-moment.ts';

export const pageSize = 20;

export type WaitingRow = {
  id: Id;
  side: Side;
  title: string;
  place: string | null;
  author: string;
  organization: string | null;
  before: boolean;
  at: string;
  updatedAt: Date;
};

export function moderationReads(db: Knex) {
  return {
    /** What waits in the caller's regions, the longest waiting first, with one more than a page. */
    async waiting(caller: Caller, after?: Cursor): Promise<WaitingRow[]> {
      const query = db('listings as l')
        .join('accounts as a', 'a.id', 'l.account_id')
        .leftJoin('organizations as o', 'o.id', 'l.organization_id')
        .leftJoin('regions as r', 'r.code', 'l.region_code')
        .where('l.status', 'submitted')
        .orderBy(['l.updated_at', 'l.id'])
        .limit(pageSize + 1)
        .select('l.id', 'l.side', 'l.title', 'r.name as place', 'a.name as author', 'o.name as organization')
        .select('l.updated_at as updatedAt', db.raw('l.published_at is not null as before'))
        .select(db.raw(`${cursorMoment('l.updated_at')} as at`));
      if (!hasRole(caller, 'admin')) {
        const regions = caller.roles.filter(({ role }) => role === 'organizer').map(({ region }) => regionPrefix(region));
        void query.where((mine) => {
          for (const prefix of regions) void mine.orWhere('l.region_code', 'like', `${prefix}%`);
        });
      }
      if (after) void query.whereRaw('(l.updated_at, l.id) > (?::timestamptz, ?::uuid)', [after.at, after.id]);
      return (await query) as WaitingRow[];
    },
    /** What the listing said when it was last published; undefined when it never was, or came without revisions. */
    async lastPublished(listingId: Id, side: Side): Promise<Content | undefined> {
      const row = (await db('listing_revisions')
        .where({ listing_id: listingId })
        .whereIn('status', ['published', 'matched'])
        .orderBy('version', 'desc')
        .first('snapshot')) as { snapshot: object } | undefined;
      return row && ({ side, content: row.snapshot } as Content); // a snapshot is the content of its time
    },
    async author(listingId: Id): Promise<{ name: string; organization: string | null }> {
      return (await db('listings as l')
        .join('accounts as a', 'a.id', 'l.account_id')
        .leftJoin('organizations as o', 'o.id', 'l.organization_id')
        .where('l.id', listingId)
        .first('a.name', 'o.name as organization')) as { name: string; organization: string | null };
    },
  };
}
