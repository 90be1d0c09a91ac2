import type { Id } from '../../kernel/id.ts';
import { refuse } from '../../kernel/error.ts';
import type { Transact } from '../../kernel/transact.ts';
import type { Caller } from '../people/caller.ts';
import type { NotificationStore } from './notification-store.ts';

type Ports = { transact: Transact<{ notifications: NotificationStore }>; now: () => Date };

/** Marks one notification of the caller as read and answers the page that it leads to; another's does not exist for them. */
export function readNotification({ transact, now }: Ports) {
  return (caller: Caller, id: Id): Promise<string> =>
    transact(async ({ notifications }) => {
      const link = (await notifications.linkOf(caller.accountId, id)) ?? refuse('not-found', 'web:errors.not-found');
      await notifications.markRead(caller.accountId, now(), id);
      return link;
    });
}

export function readNotifications({ transact, now }: Ports) {
  return (caller: Caller): Promise<void> => transact(({ notifications }) => notifications.markRead(caller.accountId, now()));
}
