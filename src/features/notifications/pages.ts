import type { Knex } from 'knex';
import { z } from 'zod';
import type { App } from '../../compose.ts';
import { Id } from '../../kernel/id.ts';
import { readCursor } from '../../kernel/keyset.ts';
import type { Web } from '../../web/web.ts';
import type { NoticeKind } from './notice.ts';
import { noticeWords } from './notice-words.ts';
import { notificationReads } from './notification-reads.ts';

const Cursor = z.string().optional().catch(undefined);
const params = z.object({ id: Id });

const icons: Record<NoticeKind, string> = {
  'listing-submitted': 'clock',
  'listing-returned': 'edit',
  'match-found': 'match',
  'match-accepted': 'check',
  'match-refused': 'cross',
  'match-asked': 'question',
  'match-told': 'question',
  'match-later': 'clock',
  'refusals-summed': 'edit',
  'match-opened': 'phone',
  'event-invitation': 'event',
  'event-schedule': 'calendar',
  'event-cancelled': 'cross',
  'letter-recorded': 'letter',
  'need-assessed': 'need',
  'read-back-asked': 'question',
  'read-back-objected': 'cross',
  'joint-asked': 'organization',
  'joint-invited': 'organization',
  'joint-joined': 'plus',
  'joint-left': 'cross',
  'joint-published': 'need',
  'joint-closed': 'cross',
  'joint-match': 'match',
  'joint-opened': 'phone',
};

/** What a person was told. Opening one leads to its page and marks it as read on the way. */
export function notificationPages(web: Web, app: App, db: Knex): void {
  const reads = notificationReads(db);

  web.page(
    '/notifications',
    { access: 'signed-in', query: z.object({ before: Cursor, after: Cursor }), view: 'notifications/index' },
    async ({ caller, query, t, formats }) => {
      const cursors = { before: readCursor(query.before), after: readCursor(query.after) };
      const { rows, newer, older } = await reads.page(caller.accountId, cursors);
      return {
        title: t('notifications:title'),
        unread: await reads.unread(caller.accountId),
        notices: rows.map(({ id, kind, params, createdAt, readAt }) => ({
          ...{ id, createdAt, isRead: readAt !== null, icon: icons[kind] },
          text: noticeWords({ kind, params }, t, formats),
        })),
        newer: newer && `/notifications?after=${newer}`,
        older: older && `/notifications?before=${older}`,
      };
    },
  );
  web.page(
    '/notifications/:id/open',
    { access: 'signed-in', params, view: 'notifications/index' },
    async ({ caller, params }) => ({
      redirect: await app.readNotification(caller, params.id),
    }),
  );
  web.form('/notifications/:id/reading', { access: 'signed-in', params, body: z.object({}) }, async ({ caller, params }) => {
    await app.readNotification(caller, params.id);
    return { to: '/notifications' };
  });
  web.form('/notifications/reading', { access: 'signed-in', body: z.object({}) }, async ({ caller }) => {
    await app.readNotifications(caller);
    return { to: '/notifications', flash: 'notifications:flash.all-read' };
  });
}
