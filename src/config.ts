import { resolve } from 'node:path';
import { z } from 'zod';

const Url = (...protocols: string[]) =>
  z
    .string()
    .trim()
    .refine((text) => protocols.some((protocol) => text.startsWith(`${protocol}://`)), {
      message: `must begin with ${protocols.map((protocol) => `${protocol}://`).join(' or ')}`,
    });

const Environment = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('production'),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  PUBLIC_URL: Url('http', 'https').optional(),
  DATA_DIR: z.string().default('.data'),
  DATABASE_URL: Url('postgres', 'postgresql').optional(),
  DATABASE_POOL: z.coerce.number().int().min(2).max(100).default(20),
  REDIS_URL: Url('redis', 'rediss').optional(),
  MEILI_URL: Url('http', 'https').optional(),
  MEILI_KEY: z.string().optional(),
  SMTP_URL: Url('smtp', 'smtps').optional(),
  MAIL_FROM: z.string().default('对接 <no-reply@duijie.example>'),
  SESSION_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
  TRUST_PROXY: z.coerce.number().int().min(0).max(10).default(0),
  SECURE_COOKIES: z.stringbool().default(false),
  TIME_ZONE: z.string().refine(isTimeZone, { message: 'must be a time zone such as Asia/Shanghai' }).default('Asia/Shanghai'),
  CITY_CODE: z
    .string()
    .regex(/^\d{12}$/, 'must be a 12-digit division code')
    .default('220800000000'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  METRICS_TOKEN: z.string().min(16, 'must have at least 16 characters').optional(),
});

export type Config = z.infer<typeof Environment>;

/** What is wrong with the environment, one line a variable; the start prints it and stops. */
export class ConfigProblem extends Error {}

/** Reads the whole environment at once, so that a person sees every mistake and not only the first. */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''));
  const read = Environment.safeParse(given);
  if (!read.success) {
    const lines = read.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
    throw new ConfigProblem(`These settings cannot be used; correct them and start again:\n${lines.join('\n')}`);
  }
  return { ...read.data, DATA_DIR: resolve(read.data.DATA_DIR) };
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
