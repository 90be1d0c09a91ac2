import type { Id } from '../../kernel/id.ts';
import type { Transact } from '../../kernel/transact.ts';
import type { Mail, Mailer } from '../../platform/mail/mailer.ts';
import { claim, postponed, refused, sent, toDo, type Delivery } from './delivery.ts';
import type { DeliveryStore, Recipient } from './delivery-store.ts';

type Ports = {
  transact: Transact<{ deliveries: DeliveryStore }>;
  mailer: Pick<Mailer, 'send'>;
  write: (recipient: Recipient) => Pick<Mail, 'subject' | 'html' | 'text'>;
  from: string;
  now: () => Date;
};

/**
 * Sends a notification by e-mail. Safe to repeat, and from two sides at once: the row is claimed before the letter is
 * handed over and marked after. No mail protocol can do both in one step, so a process that dies between the two leaves a
 * letter that is sent once more when the claim has run out, under the same Message-ID, by which mail programs recognise it.
 */
export function emailNotification({ transact, mailer, write, from, now }: Ports) {
  return async (notificationId: Id): Promise<void> => {
    const claimed = await transact(async ({ deliveries }) => {
      const recipient = await deliveries.recipient(notificationId);
      if (!recipient) return undefined;
      const delivery = await deliveries.email(notificationId, from);
      if (toDo(delivery, now()) === 'nothing') return undefined;
      if (toDo(delivery, now()) === 'wait') throw new Error('Somebody else is sending this letter; it is looked at again later.');
      const next = claim(delivery, now());
      await deliveries.save(next);
      return { delivery: next, recipient };
    });
    if (!claimed) return;

    const { delivery, recipient } = claimed;
    const mark = (next: Delivery): Promise<void> => transact(({ deliveries }) => deliveries.save(next));
    const mail = {
      id: delivery.id,
      messageId: delivery.messageId,
      to: { name: recipient.name, address: recipient.address },
      ...write(recipient),
    };
    const result = await mailer.send(mail).catch(async (error: unknown) => {
      await mark(postponed(delivery, error instanceof Error ? error.message.slice(0, 500) : String(error)));
      throw error;
    });
    await mark(result.outcome === 'sent' ? sent(delivery, result.fileName, now()) : refused(delivery, result.reason));
  };
}
