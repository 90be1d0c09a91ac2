import type { Knex } from 'knex';
import { demoCardCode, demoDomain, demoPassword } from './demo.ts';
import { printCardCode } from './features/people/login-card.ts';
import type { Started } from './start.ts';

export type DemoAccount = { name: string; email: string; role: string; organization: string };

/** Who of the demonstration can still sign in with the known password: an account that was changed is left out. */
export async function readDemoAccounts(db: Knex): Promise<DemoAccount[]> {
  return (await db('accounts as a')
    .join('account_roles as r', 'r.account_id', 'a.id')
    .leftJoin('organizations as o', 'o.id', 'a.organization_id')
    .where({ 'a.status': 'active', 'a.invented': true, 'a.version': 1 })
    .whereNotNull('a.password_hash')
    .whereRaw(`a.email like ?`, [`%@${demoDomain}`])
    .orderBy('a.phone')
    .select('a.name', 'a.email', 'r.role')
    .select(db.raw(`coalesce(o.name, '') as organization`))) as DemoAccount[];
}

/** What a person who just started it wants to know. */
export function printBanner({ url, settings, queues, embedded }: Started, demo: readonly DemoAccount[]): void {
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
    ...demoLines(demo),
    '  Ctrl-C 停止 stops everything in order.',
    '',
  ];
  console.log(lines.join('\n'));
}

const roleNames: Record<string, string> = {
  admin: '管理员 admin',
  organizer: '组织者 organizer',
  researcher: '科研人员 researcher',
  seeker: '需求方 seeker',
  'information-officer': '信息员 information officer',
  broker: '技术经理人 broker',
  desk: '签到台 desk',
};

function demoLines(demo: readonly DemoAccount[]): string[] {
  if (demo.length === 0) return [];
  return [
    `  试用账号 demo accounts, 密码 password ${demoPassword}   打印卡 printed card ${printCardCode(demoCardCode)}`,
    ...demo.map(
      ({ name, email, role, organization }) => `    ${email.padEnd(30)}${roleNames[role] ?? role}, ${name}, ${organization}`,
    ),
    '  仅供试用，密码人人可见：正式使用请另建数据。 For trying only: everybody knows this password. See README before real use.',
    '',
  ];
}
