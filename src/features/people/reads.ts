import type { Knex } from 'knex';
import { regionPrefix } from '../../kernel/region-code.ts';
import type { Id } from '../../kernel/id.ts';
import type { OrganizationKind } from './account.ts';
import type { Role } from './caller.ts';

export const pageSize = 20;

export type OrganizationRow = {
  id: Id;
  name: string;
  kind: OrganizationKind;
  about: string;
  place: string | null;
  invented: boolean;
  listings: number;
};
export type AccountRow = {
  id: Id;
  name: string;
  status: 'active' | 'locked';
  organization: string | null;
  place: string | null;
  roles: { role: Role; region: string; place: string }[];
  card: Date | null;
};
export type SessionRow = { sid: string; signedInAt: string | null; device: string | null };

export type PeopleReads = ReturnType<typeof peopleReads>;

/** Joined rows for the pages on people; a phone number or e-mail is in none of them. */
export function peopleReads(db: Knex) {
  return {
    async organizations({ kind, region, after }: { kind?: string; region?: string; after?: string }): Promise<OrganizationRow[]> {
      const query = db('organizations as o')
        .leftJoin('regions as r', 'r.code', 'o.region_code')
        .select('o.id', 'o.name', 'o.kind', 'o.about', 'o.invented', 'r.name as place')
        .select(
          db.raw(
            `(select count(*) from listings l where l.organization_id = o.id and l.status in ('published', 'matched')) as listings`,
          ),
        )
        .orderBy([{ column: 'o.name' }, { column: 'o.id' }])
        .limit(pageSize + 1);
      if (kind) void query.where('o.kind', kind);
      if (region) void query.where('o.region_code', 'like', `${regionPrefix(region)}%`);
      const from = after
        ? ((await db('organizations').where({ id: after }).first('name', 'id')) as { name: string; id: Id } | undefined)
        : undefined;
      if (from) void query.whereRaw('(o.name, o.id) > (?, ?)', [from.name, from.id]);
      return (await query) as OrganizationRow[];
    },
    async organization(id: Id): Promise<OrganizationRow | undefined> {
      return (await db('organizations as o')
        .leftJoin('regions as r', 'r.code', 'o.region_code')
        .where('o.id', id)
        .first('o.id', 'o.name', 'o.kind', 'o.about', 'o.invented', 'r.name as place', db.raw('0 as listings'))) as
        OrganizationRow | undefined;
    },
    async listingsOf(organizationId: Id): Promise<{ id: Id; side: 'technology' | 'need'; title: string }[]> {
      return (await db('listings')
        .where({ organization_id: organizationId })
        .whereIn('status', ['published', 'matched'])
        .orderBy('published_at', 'desc')
        .limit(60)
        .select('id', 'side', 'title')) as { id: Id; side: 'technology' | 'need'; title: string }[];
    },
    async accounts({ text, prefixes, after }: { text?: string; prefixes: string[]; after?: string }): Promise<AccountRow[]> {
      const query = db('accounts as a')
        .leftJoin('organizations as o', 'o.id', 'a.organization_id')
        .leftJoin('regions as r', 'r.code', 'o.region_code')
        .select('a.id', 'a.name', 'a.status', 'o.name as organization', 'r.name as place')
        .select(
          db.raw(`coalesce((select json_agg(json_build_object('role', ar.role, 'region', ar.region_code, 'place', p.name) order by ar.role)
            from account_roles ar join regions p on p.code = ar.region_code where ar.account_id = a.id), '[]') as roles`),
          db.raw(
            '(select max(expires_at) from login_cards c where c.account_id = a.id and c.revoked_at is null and c.expires_at > now()) as card',
          ),
        )
        .orderBy([{ column: 'a.name' }, { column: 'a.id' }])
        .limit(pageSize + 1);
      void query.where((scope) => {
        for (const prefix of prefixes) {
          void scope.orWhere('o.region_code', 'like', `${prefix}%`);
          void scope.orWhereExists(
            db('account_roles as s').whereRaw('s.account_id = a.id').where('s.region_code', 'like', `${prefix}%`),
          );
        }
      });
      if (text)
        void query.where((any) =>
          any.whereILike('a.name', `%${escapeLike(text)}%`).orWhereILike('o.name', `%${escapeLike(text)}%`),
        );
      const from = after
        ? ((await db('accounts').where({ id: after }).first('name', 'id')) as { name: string; id: Id } | undefined)
        : undefined;
      if (from) void query.whereRaw('(a.name, a.id) > (?, ?)', [from.name, from.id]);
      return (await query) as AccountRow[];
    },
    async profile(accountId: Id): Promise<{
      name: string;
      phone: string | null;
      email: string | null;
      language: 'zh' | 'en';
      version: number;
      organization: string | null;
    }> {
      return (await db('accounts as a')
        .leftJoin('organizations as o', 'o.id', 'a.organization_id')
        .where('a.id', accountId)
        .first('a.name', 'a.phone', 'a.email', 'a.language', 'a.version', 'o.name as organization')) as never;
    },
    async sessionsOf(accountId: Id): Promise<SessionRow[]> {
      return (await db('sessions')
        .whereRaw(`sess->>'accountId' = ?`, [accountId])
        .where('expire', '>', db.fn.now())
        .orderByRaw(`sess->>'signedInAt' desc`)
        .select('sid', db.raw(`sess->>'signedInAt' as "signedInAt", sess->>'device' as device`))) as SessionRow[];
    },
    async endSession(accountId: Id, sid: string): Promise<void> {
      await db('sessions').where({ sid }).whereRaw(`sess->>'accountId' = ?`, [accountId]).delete();
    },
    async regions(level: 'county' | 'city'): Promise<{ value: string; label: string }[]> {
      return (await db('regions').where({ level }).orderBy('code').select('code as value', 'name as label')) as {
        value: string;
        label: string;
      }[];
    },
  };
}

/** Percent signs and underscores in what a person typed are letters, not wild cards. */
export function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, (sign) => `\\${sign}`);
}
