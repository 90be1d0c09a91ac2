import type { Knex } from 'knex';
import { newId, type Id } from '../../kernel/id.ts';
import { messageIdOf, type Delivery } from './delivery.ts';
import type { NoticeKind, NoticeParams } from './notice.ts';

export type DeliveryStore = ReturnType<typeof deliveryStore>;
/** What a letter is written from; an account without an address, or a locked one, gets none. */
export type Recipient = {
  kind: NoticeKind;
  params: NoticeParams;
  link: string;
  name: string;
  address: string;
  language: 'zh' | 'en';
};

export function deliveryStore(trx: Knex) {
  return {
    async recipient(notificationId: Id): Promise<Recipient | undefined> {
      return (await trx('notifications as n')
        .join('accounts as a', 'a.id', 'n.account_id')
        .where({ 'n.id': notificationId, 'a.status': 'active' })
        .whereNotNull('a.email')
        .first('n.kind', 'n.params', 'a.name', 'a.email as address', 'a.language')
        .select(trx.raw(`'/notifications/' || n.id || '/open' as link`))) as Recipient | undefined;
    },
    /** The e-mail of this notification, made at the first asking; locked until the transaction ends. */
    async email(notificationId: Id, from: string): Promise<Delivery> {
      const id = newId();
      await trx('deliveries')
        .insert({ id, notification_id: notificationId, channel: 'email', message_id: messageIdOf(id, from) })
        .onConflict(['notification_id', 'channel'])
        .ignore();
      const row = (await trx('deliveries')
        .where({ notification_id: notificationId, channel: 'email' })
        .forNoKeyUpdate()
        .first()) as DeliveryRow;
      return toDelivery(row);
    },
    async save({ id, status, attempts, claimedUntil, fileName, error, sentAt }: Delivery): Promise<void> {
      await trx('deliveries')
        .where({ id })
        .update({ status, attempts, claimed_until: claimedUntil, file_name: fileName, error, sent_at: sentAt });
    },
  };
}

type DeliveryRow = {
  id: Id;
  notification_id: Id;
  status: Delivery['status'];
  message_id: string;
  attempts: number;
  claimed_until: Date | null;
  file_name: string | null;
  error: string | null;
  sent_at: Date | null;
};

function toDelivery(row: DeliveryRow): Delivery {
  return {
    id: row.id,
    notificationId: row.notification_id,
    status: row.status,
    messageId: row.message_id,
    attempts: row.attempts,
    claimedUntil: row.claimed_until,
    fileName: row.file_name,
    error: row.error,
    sentAt: row.sent_at,
  };
}
