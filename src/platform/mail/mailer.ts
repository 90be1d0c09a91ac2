import type { Config } from '../../config.ts';
import { openFileMailer } from './file-mailer.ts';
import { openSmtpMailer } from './smtp-mailer.ts';

/** A letter for one person; `id` names it on disk, `messageId` in the world. */
export type Mail = {
  id: string;
  messageId: string;
  to: { name: string; address: string };
  subject: string;
  html: string;
  text: string;
};

/** Sent, perhaps into a file of that name, or refused for good. Whatever may go well later is thrown instead. */
export type MailOutcome = { outcome: 'sent'; fileName: string | null } | { outcome: 'refused'; reason: string };

export type Mailer = { send(mail: Mail): Promise<MailOutcome>; close(): Promise<void> };

/** To the server of SMTP_URL, else into files that an admin can read in the browser. */
export function openMailer({ SMTP_URL, MAIL_FROM, DATA_DIR }: Pick<Config, 'SMTP_URL' | 'MAIL_FROM' | 'DATA_DIR'>): Mailer {
  return SMTP_URL ? openSmtpMailer(SMTP_URL, MAIL_FROM) : openFileMailer(DATA_DIR, MAIL_FROM);
}
