import type { Knex } from 'knex';
import { composeApp } from './compose.ts';
import type { Config } from './config.ts';
import { printCardCode } from './features/people/login-card.ts';
import { AppError } from './kernel/error.ts';
import { createLog } from './platform/log.ts';
import { StartProblem } from './problem.ts';
import { translator } from './web/i18n.ts';

export type AdminWords = { login: string; name: string };

/** `npm run admin -- LOGIN "NAME"`: the phone number or e-mail address to sign in with, and what the person is called. */
export function readAdminWords(words: string[]): AdminWords {
  const [login = '', ...names] = words;
  const name = names.join(' ').trim();
  if (name === '' || name.length > 40)
    throw new StartProblem(
      'Usage 用法: npm run admin -- 13800000000 "Li Na"   or 或   npm run admin -- name@example.org "Li Na"',
      64,
    );
  return { login, name };
}

/** Makes an admin and answers, in words, how to sign in. */
export async function runAdmin(db: Knex, config: Config, { login, name }: AdminWords): Promise<string> {
  const app = composeApp({ db, config, now: () => new Date(), log: createLog(config.LOG_LEVEL, 'admin') });
  const { code, isNew } = await app.appointAdmin(login, name).catch((error: unknown) => {
    throw error instanceof AppError ? new StartProblem(reasonOf(error), 65) : error;
  });
  const site = config.PUBLIC_URL?.replace(/\/$/, '') ?? '';
  return [
    isNew ? `${login} is a new account and an admin. 已新建账号并设为管理员。` : `${login} is an admin. 已设为管理员。`,
    `Sign in at ${site}/sign-in/card within a day with 请在一天内用此码登录: ${printCardCode(code)}`,
    'Then print yourself a card of the usual kind at /organizer/people. 登录后请在 /organizer/people 打印自己的登录卡。',
  ].join('\n');
}

function reasonOf({ key, fields }: AppError): string {
  const keys = Object.keys(fields).length > 0 ? Object.values(fields).map((field) => field.key) : [key];
  return keys.flatMap((one) => [translator('en')(one), translator('zh')(one)]).join('\n');
}
