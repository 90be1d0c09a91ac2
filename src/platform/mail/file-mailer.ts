import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import type { Mailer } from './mailer.ts';

/** Writes each letter into a file of its own; a letter that is sent again replaces itself. */
export function openFileMailer(dataDir: string, from: string): Mailer {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  const folder = mailFolder(dataDir);
  return {
    async send({ id, messageId, to, subject, html, text }) {
      const { message } = await transport.sendMail({ from, to, subject, html, text, messageId });
      const fileName = `${id}.eml`;
      await mkdir(folder, { recursive: true });
      // Renamed into place, so that a reader never meets half a letter.
      await writeFile(join(folder, `${fileName}.part`), message as Buffer, { mode: 0o600 });
      await rename(join(folder, `${fileName}.part`), join(folder, fileName));
      return { outcome: 'sent', fileName };
    },
    close: () => Promise.resolve(transport.close()),
  };
}

/** The letter as it was written; undefined when the file is gone. Only names that we gave are looked for. */
export async function readMailFile(dataDir: string, fileName: string): Promise<Buffer | undefined> {
  if (!/^[0-9a-f-]{36}\.eml$/.test(fileName)) return undefined;
  return readFile(join(mailFolder(dataDir), fileName)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
}

function mailFolder(dataDir: string): string {
  return join(dataDir, 'mail');
}
