import type { Knex } from 'knex';
import type { Id } from '../../kernel/id.ts';
import { writeCursor, type Cursor } from '../../kernel/keyset.ts';
import type { NoticeKind, NoticeParams } from './notice.ts';
import { cursorMoment } from '../../platform/postgres/cursor-moment.ts';

export const mailPageSize = 30;

export type MailRow = {
  id: Id;
  name: string;
  kind: NoticeKind;
  params: NoticeParams;
  status: 'waiting' | 'sent' | 'failed';
  attempts: number;
  error: string | null;
  fileName: string | null;
  createdAt: Date;
  sentAt: Date | null;
};

/** Letters as an admin sees them: by the name of whoever gets them, not by the address. */
export function mailReads(db: Knex) {
  const letters = () =>
    db('deliveries as d')
      .join('notifications as n', 'n.id', 'd.notification_id')
      .join('accounts as a', 'a.id', 'n.account_id')
      .select('d.id', 'a.name', 'n.kind', 'n.params', 'd.status', 'd.attempts', 'd.error', 'd.file_name as fileName')
      .select('d.created_at as createdAt', 'd.sent_at as sentAt');
  return {
    async page(status: string | undefined, before: Cursor | undefined): Promise<{ rows: MailRow[]; older: string }> {
      const query = letters()
        .select(db.raw(`${cursorMoment('d.created_at')} as at`))
        .orderBy([
          { column: 'd.created_at', order: 'desc' },
          { column: 'd.id', order: 'desc' },
        ])
        .limit(mailPageSize + 1);
      if (status) void query.where('d.status', status);
      if (before) void query.whereRaw('(d.created_at, d.id) < (?, ?)', [before.at, before.id]);
      const found = (await query) as (MailRow & { at: string })[];
      const rows = found.slice(0, mailPageSize);
      const last = rows.at(-1);
      return { rows, older: last && found.length > mailPageSize ? writeCursor(last) : '' };
    },
    async letter(id: Id): Promise<MailRow | undefined> {
      return (await letters().where('d.id', id).first()) as MailRow | undefined;
    },
  };
}
