import { createTransport } from 'nodemailer';
import type { Mailer } from './mailer.ts';

/** The connections are opened at the first letter and kept for the next ones. */
export function openSmtpMailer(url: string, from: string): Mailer {
  const timeouts = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 };
  const transport = createTransport({ url, pool: true, maxConnections: 4, ...timeouts });
  return {
    async send({ messageId, to, subject, html, text }) {
      try {
        await transport.sendMail({ from, to, subject, html, text, messageId });
        return { outcome: 'sent', fileName: null };
      } catch (error) {
        if (isRefusal(error)) return { outcome: 'refused', reason: error.message.slice(0, 500) };
        throw error;
      }
    },
    close: () => Promise.resolve(transport.close()),
  };
}

/**
 * A 5xx answer to the addresses or the letter itself will be the same tomorrow (RFC 5321, 4.2.1). One to our own log-in is
 * a mistake in the settings: the letters wait until it is put right.
 */
function isRefusal(error: unknown): error is Error {
  const { code, responseCode } = error as { code?: string; responseCode?: number };
  const aboutTheLetter = code === 'EENVELOPE' || code === 'EMESSAGE';
  return aboutTheLetter && responseCode !== undefined && responseCode >= 500 && responseCode !== 530;
}
