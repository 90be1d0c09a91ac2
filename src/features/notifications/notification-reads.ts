import type { Knex } from 'knex';
import type { Id } from '../../kernel/id.ts';
import { writeCursor, type Cursor } from '../../kernel/keyset.ts';
import type { NoticeKind, NoticeParams } from './notice.ts';
import { cursorMoment } from '../../platform/postgres/cursor-moment.ts';

export const pageSize = 20;

export type NotificationRow = {
  id: Id;
  kind: NoticeKind;
  params: NoticeParams;
  link: string;
  createdAt: Date;
  readAt: Date | null;
};
type Page = { rows: NotificationRow[]; newer: string; older: string };

export function notificationReads(db: Knex) {
  return {
    /** One page of what a person was told, the newest first; `newer` and `older` are cursors, empty where there is nothing more. */
    async page(accountId: Id, from: { before?: Cursor | undefined; after?: Cursor | undefined } = {}): Promise<Page> {
      const query = db('notifications')
        .where({ account_id: accountId })
        .select('id', 'kind', 'params', 'link', 'created_at as createdAt', 'read_at as readAt')
        .select(db.raw(`${cursorMoment('created_at')} as at`))
        .limit(pageSize + 1);
      const { before, after } = from;
      if (before) void query.whereRaw('(created_at, id) < (?, ?)', [before.at, before.id]);
      if (after && !before) void query.whereRaw('(created_at, id) > (?, ?)', [after.at, after.id]);
      const upwards = after !== undefined && before === undefined;
      const direction = upwards ? 'asc' : 'desc';
      void query.orderBy([
        { column: 'created_at', order: direction },
        { column: 'id', order: direction },
      ]);
      const found = (await query) as (NotificationRow & { at: string })[];
      const more = found.length > pageSize;
      const rows = found.slice(0, pageSize);
      if (upwards) rows.reverse();
      const [first, last] = [rows[0], rows.at(-1)];
      return {
        rows,
        newer: first && (upwards ? more : before) ? writeCursor(first) : '',
        older: last && (upwards || more) ? writeCursor(last) : '',
      };
    },
    async unread(accountId: Id): Promise<number> {
      const row = (await db('notifications')
        .where({ account_id: accountId })
        .whereNull('read_at')
        .first(db.raw('count(*) as count'))) as { count: number };
      return row.count;
    },
  };
}
