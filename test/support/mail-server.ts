import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer, type SMTPServerDataStream } from 'smtp-server';

export type MailServer = {
  url: string;
  /** What it took, oldest first. */
  letters: ParsedMail[];
  /** How it answers an address instead of taking letters for it. */
  answers: Map<string, number>;
  close: () => Promise<void>;
};

/** A mail server that speaks SMTP on a port of its own and keeps what it is given. */
export async function startMailServer(): Promise<MailServer> {
  const letters: ParsedMail[] = [];
  const answers = new Map<string, number>();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo({ address }, _session, done) {
      const code = answers.get(address);
      done(code ? Object.assign(new Error(`answer ${code}`), { responseCode: code }) : null);
    },
    onData(stream: SMTPServerDataStream, _session, done) {
      void simpleParser(stream).then((letter) => {
        letters.push(letter);
        done();
      });
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  return {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    letters,
    answers,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
