import type { Knex } from 'knex';
import { regionPrefix } from '../../kernel/region-code.ts';
import type { Id } from '../../kernel/id.ts';
import { escapeLike } from '../../platform/postgres/escape-like.ts';
import type { Language, Role } from './caller.ts';
import { placeName } from './office-reads.ts';

export const accountPageSize = 30;

export type AccountRow = {
  id: Id;
  name: string;
  status: 'active' | 'locked';
  organization: string | null;
  organizationRegion: string | null;
  place: string | null;
  roles: { role: Role; region: string; place: string }[];
  /** Until when the person's card holds. */
  card: Date | null;
};
export type Profile = {
  name: string;
  phone: string | null;
  email: string | null;
  language: 'zh' | 'en';
  version: number;
  organization: string | null;
  hasPassword: boolean;
};

/** Rows on people for organizers, admins and themselves. Phone and e-mail are in a person's own profile and in nothing else. */
export function accountReads(db: Knex) {
  const accounts = (language: Language) =>
    db('accounts as a')
      .leftJoin('organizations as o', 'o.id', 'a.organization_id')
      .leftJoin('regions as r', 'r.code', 'o.region_code')
      .select(
        'a.id',
        'a.name',
        'a.status',
        'o.name as organization',
        'o.region_code as organizationRegion',
        placeName(db, language),
      )
      .select(
        db.raw(`coalesce((select json_agg(json_build_object('role', ar.role, 'region', ar.region_code, 'place', ${language === 'en' ? 'coalesce(p.name_en, p.name)' : 'p.name'})
          order by ar.role, ar.region_code) from account_roles ar join regions p on p.code = ar.region_code
          where ar.account_id = a.id and (ar.expires_at is null or ar.expires_at > now())), '[]') as roles`),
        db.raw(`(select max(expires_at) from login_cards c
          where c.account_id = a.id and c.revoked_at is null and c.expires_at > now()) as card`),
      );

  return {
    /** Those who belong to one of the regions, by name; `regions` null is everybody, and none is nobody. One row more than a page. */
    async accounts(wish: {
      text: string;
      regions: string[] | null;
      after?: Id | undefined;
      language: Language;
    }): Promise<AccountRow[]> {
      const query = accounts(wish.language)
        .orderBy([{ column: 'a.name' }, { column: 'a.id' }])
        .limit(accountPageSize + 1);
      const { text, regions, after } = wish;
      if (regions) void query.where((scope) => belongsTo(scope.whereRaw('false'), regions));
      if (text) {
        const like = `%${escapeLike(text)}%`;
        void query.where((any) => any.whereILike('a.name', like).orWhereILike('o.name', like));
      }
      if (after) void query.whereRaw('(a.name, a.id) > (select name, id from accounts where id = ?)', [after]);
      return (await query) as AccountRow[];
    },
    async account(id: Id, language: Language): Promise<AccountRow | undefined> {
      return (await accounts(language).where('a.id', id).first()) as AccountRow | undefined;
    },
    async profile(accountId: Id): Promise<Profile> {
      return (await db('accounts as a')
        .leftJoin('organizations as o', 'o.id', 'a.organization_id')
        .where('a.id', accountId)
        .first(
          ...['a.name', 'a.phone', 'a.email', 'a.language', 'a.version', 'o.name as organization'],
          db.raw('a.password_hash is not null as "hasPassword"'),
        )) as Profile;
    },
    async countAccounts(regions: string[] | null): Promise<number> {
      const query = db('accounts as a').leftJoin('organizations as o', 'o.id', 'a.organization_id');
      if (regions) void query.where((scope) => belongsTo(scope.whereRaw('false'), regions));
      const row = (await query.first(db.raw('count(*) as count'))) as { count: number };
      return row.count;
    },
  };

  function belongsTo(scope: Knex.QueryBuilder, regions: string[]): void {
    for (const region of regions) {
      const inside = `${regionPrefix(region)}%`;
      void scope.orWhere('o.region_code', 'like', inside);
      void scope.orWhereExists(db('account_roles as s').whereRaw('s.account_id = a.id').where('s.region_code', 'like', inside));
    }
  }
}
