import type { Knex } from 'knex';
import { regionPrefix } from '../../kernel/region-code.ts';
import type { Id } from '../../kernel/id.ts';
import type { OrganizationKind } from './account.ts';
import type { Language } from './caller.ts';

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
    async regions(level: 'county' | 'city', language: Language): Promise<{ value: string; label: string }[]> {
      const name = language === 'en' ? db.raw('coalesce(name_en, name) as label') : db.ref('name').as('label');
      return (await db('regions').where({ level }).orderBy('code').select('code as value', name)) as {
        value: string;
        label: string;
      }[];
    },
  };
}
