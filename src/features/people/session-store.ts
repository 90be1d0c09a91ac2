import type { Knex } from 'knex';
import type { Id } from '../../kernel/id.ts';

/** `key` names a session on a page; the id itself is as good as a key to the door and stays inside. */
export type SessionRow = { key: string; sid: string; signedInAt: string | null; device: string | null };

const keyOf = `encode(sha256(sid::bytea), 'hex')`;

/** Where a person is signed in. */
export function sessionStore(db: Knex) {
  const theirs = (accountId: Id) => db('sessions').whereRaw(`sess->>'accountId' = ?`, [accountId]);
  return {
    async list(accountId: Id): Promise<SessionRow[]> {
      return (await theirs(accountId)
        .where('expire', '>', db.fn.now())
        .orderByRaw(`sess->>'signedInAt' desc`)
        .select(
          'sid',
          db.raw(`${keyOf} as key, sess->>'signedInAt' as "signedInAt", sess->>'device' as device`),
        )) as SessionRow[];
    },
    async end(accountId: Id, key: string): Promise<void> {
      await theirs(accountId).whereRaw(`${keyOf} = ?`, [key]).delete();
    },
    async endOthers(accountId: Id, sid: string): Promise<void> {
      await theirs(accountId).whereNot({ sid }).delete();
    },
  };
}
