import type { Config } from '../../config.ts';
import { readLetterViews } from '../../platform/mail/letter-views.ts';
import { openMailer } from '../../platform/mail/mailer.ts';
import type { Platform } from '../../platform/platform.ts';
import { outboxStore } from '../../platform/postgres/outbox.ts';
import { createTransact } from '../../platform/postgres/transact.ts';
import { translator } from '../../web/i18n.ts';
import { formatsOf } from '../../web/layout.ts';
import { clinicMatterStore } from './clinic-matter-store.ts';
import { deliveryStore, type Recipient } from './delivery-store.ts';
import { emailNotification } from './email-notification.ts';
import { jointMatterStore } from './joint-matter-store.ts';
import { matterStore } from './matter-store.ts';
import { noticeWords } from './notice-words.ts';
import { notificationStore } from './notification-store.ts';
import { notifyPeople } from './notify-people.ts';
import { readNotification, readNotifications } from './read-notifications.ts';

export function composeNotifications({ db, config, now }: Platform) {
  const transact = createTransact(db, (trx) => ({
    matters: { ...matterStore(trx), ...clinicMatterStore(trx), ...jointMatterStore(trx) },
    notifications: notificationStore(trx),
    deliveries: deliveryStore(trx),
    outbox: outboxStore(trx),
  }));
  const mailer = openMailer(config);
  return {
    ...notifyPeople({ transact }),
    readNotification: readNotification({ transact, now }),
    readNotifications: readNotifications({ transact, now }),
    emailNotification: emailNotification({ transact, mailer, write: letterWriter(config), from: config.MAIL_FROM, now }),
    /** Ends the connections to the mail server, when nobody sends any more. */
    closeMail: () => mailer.close(),
  };
}

/** Writes a letter in the language of whoever gets it, with links to the address that the public knows. */
function letterWriter({ PUBLIC_URL, HOST, PORT, TIME_ZONE }: Config) {
  const views = readLetterViews();
  const address = (PUBLIC_URL ?? `http://${HOST}:${PORT}`).replace(/\/$/, '');
  return ({ kind, params, link, name, language }: Recipient) => {
    const t = translator(language);
    const text = noticeWords({ kind, params }, t, formatsOf(language, TIME_ZONE));
    const words = {
      lang: language === 'zh' ? 'zh-CN' : 'en',
      brand: t('ui:brand'),
      subject: `${text} · ${t('ui:brand')}`,
      hello: t('notifications:mail.hello', { name }),
      button: t('notifications:mail.button'),
      orCopy: t('notifications:mail.or-copy'),
      why: t('notifications:mail.why'),
    };
    return { subject: words.subject, ...views.render({ ...words, text, link: address + link }) };
  };
}
