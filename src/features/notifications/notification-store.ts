import type { Knex } from 'knex';
import type { Id } from '../../kernel/id.ts';
import type { Notice } from './notice.ts';

export type NotificationStore = ReturnType<typeof notificationStore>;

export function notificationStore(trx: Knex) {
  return {
    /** Adds those that their people have not been told yet, and answers them; of two that try at once the second adds nothing. */
    async add(notices: readonly Notice[]): Promise<{ notificationId: Id; accountId: Id }[]> {
      if (notices.length === 0) return [];
      const inOrder = [...notices].sort((one, other) => one.accountId.localeCompare(other.accountId)); // so that no two wait for each other
      return (await trx('notifications')
        .insert(
          inOrder.map(({ id, accountId, about, kind, params, link }) => ({
            ...{ id, about, kind, link, account_id: accountId },
            params: JSON.stringify(params),
          })),
        )
        .onConflict(['account_id', 'about'])
        .ignore()
        .returning(['id as notificationId', 'account_id as accountId'])) as { notificationId: Id; accountId: Id }[];
    },
    /** Marks this person's notification as read, or all of them; what is read stays read since then. */
    async markRead(accountId: Id, at: Date, id?: Id): Promise<void> {
      await trx('notifications')
        .where({ account_id: accountId, ...(id && { id }) })
        .whereNull('read_at')
        .update({ read_at: at });
    },
    async linkOf(accountId: Id, id: Id): Promise<string | undefined> {
      const row = (await trx('notifications').where({ account_id: accountId, id }).first('link')) as { link: string } | undefined;
      return row?.link;
    },
  };
}
