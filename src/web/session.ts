import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import connectPgSimple from 'connect-pg-simple';
import type { Request, RequestHandler } from 'express';
import session from 'express-session';
import type { Knex } from 'knex';
import type { Pool } from 'pg';
import type { Caller, Language, Role } from '../features/people/caller.ts';
import type { Id } from '../kernel/id.ts';

declare module 'express-session' {
  // eslint-disable-next-line @typescript-eslint/consistent-type-definitions -- only an interface merges.
  interface SessionData {
    accountId: Id;
    signedInAt: string;
    device: string;
    flash: { kind: 'success' | 'information' | 'warning'; key: string; params: Record<string, string | number> };
  }
}

export const sessionCookie = 'duijie';

const withSession = new RegExp(`(^|;\\s*)${sessionCookie}=`);

const days = 24 * 60 * 60 * 1000;

/** Sessions live in PostgreSQL; a visitor who only reads gets none. */
export function sessions(pool: Pool, secret: string, options: { secure: boolean }): RequestHandler {
  const Store = connectPgSimple(session);
  return session({
    name: sessionCookie,
    secret,
    store: new Store({
      pool,
      tableName: 'sessions',
      createTableIfMissing: false,
      disableTouch: true,
      pruneSessionInterval: false,
    }),
    resave: false,
    saveUninitialized: false,
    cookie: { httpOnly: true, sameSite: 'lax', secure: options.secure, maxAge: 30 * days, path: '/' },
  });
}

/** Whether the request brings a session at all; without one there is nothing to look up. */
export function hasSession(request: IncomingMessage): boolean {
  return request.headers.cookie !== undefined && withSession.test(request.headers.cookie);
}

/** Whether this request was given a session, which pages for everybody do without. */
export function hasOpenSession(request: { session?: unknown }): boolean {
  return request.session !== undefined;
}

/** A new id for the session, so that one planted before the sign-in is worth nothing. */
export async function beginSession(request: Request, accountId: Id): Promise<void> {
  await renew(request);
  request.session.accountId = accountId;
  request.session.signedInAt = new Date().toISOString();
  request.session.device = (request.get('user-agent') ?? '').slice(0, 120) || randomUUID();
}

export function endSession(request: Request): Promise<void> {
  return renew(request);
}

/**
 * Writes the session down before a redirect is sent. The session's own way is to send all of the answer but its last byte
 * first, and a quick browser is at the next page before the session says who it is or what to show there.
 */
export function keepSession(request: Request): Promise<void> {
  return new Promise((resolve, reject) => {
    request.session.save((error: unknown) => (error ? reject(error as Error) : resolve()));
  });
}

function renew(request: Request): Promise<void> {
  return new Promise((resolve, reject) => {
    request.session.regenerate((error: unknown) => (error ? reject(error as Error) : resolve()));
  });
}

/** The person behind an account, with the roles that hold now; null when there is none or the account is locked. */
export async function loadCaller(db: Knex, accountId: Id): Promise<Caller | null> {
  const row = (await db('accounts')
    .where({ id: accountId, status: 'active' })
    .select('id', 'name', 'organization_id', 'language')
    .select(
      db.raw(`coalesce((select json_agg(json_build_object('role', role, 'region', region_code)) from account_roles
        where account_id = accounts.id and (expires_at is null or expires_at > now())), '[]') as roles`),
    )
    .first()) as CallerRow | undefined;
  if (!row) return null;
  return { accountId: row.id, name: row.name, organizationId: row.organization_id, language: row.language, roles: row.roles };
}

type CallerRow = {
  id: Id;
  name: string;
  organization_id: Id | null;
  language: Language;
  roles: { role: Role; region: string }[];
};
