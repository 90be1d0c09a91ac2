import type { Knex } from 'knex';
import type { App } from '../../compose.ts';
import { readCursor } from '../../kernel/keyset.ts';
import type { Web } from '../../web/web.ts';
import { noticeWords } from './notice-words.ts';
import { notificationReads } from './notification-reads.ts';

export function notificationsApi(web: Web, app: App, db: Knex): void {
  const reads = notificationReads(db);

  web.endpoint('listNotifications', async ({ caller, query, t, formats }) => {
    const { rows, older } = await reads.page(caller.accountId, { before: readCursor(query.before) });
    return {
      unread: await reads.unread(caller.accountId),
      notifications: rows.map(({ id, kind, params, link, createdAt, readAt }) => ({
        ...{ id, kind, link, createdAt: createdAt.toISOString(), isRead: readAt !== null },
        text: noticeWords({ kind, params }, t, formats),
      })),
      older: older || null,
    };
  });
  web.endpoint('readNotification', async ({ caller, params }) => {
    await app.readNotification(caller, params.notificationId);
    return { unread: await reads.unread(caller.accountId) };
  });
  web.endpoint('readNotifications', async ({ caller }) => {
    await app.readNotifications(caller);
    return { unread: await reads.unread(caller.accountId) };
  });
}
