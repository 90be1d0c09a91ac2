import type { Started } from './start.ts';

/** What a person who just started it wants to know. */
export function printBanner({ url, settings, queues, embedded }: Started): void {
  const mail = settings.SMTP_URL ? 'SMTP_URL' : `${settings.DATA_DIR}/mail  (/admin/mail)`;
  const queue = queues === 'redis' ? 'Redis' : 'PostgreSQL';
  const database = embedded ? `${settings.DATA_DIR} (PostgreSQL 18)` : 'DATABASE_URL';
  const lines = [
    '',
    `  对接 Duijie  →  ${url}`,
    '',
    `  数据 data      ${database}`,
    `  队列 queue     ${queue}`,
    `  邮件 mail      ${mail}`,
    '',
    '  Ctrl-C 停止 stops everything in order.',
    '',
  ];
  console.log(lines.join('\n'));
}
