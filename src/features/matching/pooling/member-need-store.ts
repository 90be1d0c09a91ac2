import type { Knex } from 'knex';
import type { Id } from '../../../kernel/id.ts';

export type MemberNeedStore = ReturnType<typeof memberNeedStore>;
type Holder = {
  accountId: Id;
  organizationId: Id | null;
  contactName: string;
  contactPhone: string;
  contactEmail: string;
};
type Shared = { industries: string[]; soil: null; water: null; seasonFrom: number | null; seasonTo: number | null };

/** What the listing of a joint need takes from the needs of its members. */
export function memberNeedStore(trx: Knex) {
  return {
    /** Who answers for it and is called once both sides said yes: the speaker by its own need, else the organizer. */
    async holder(needId: Id | null, organizerId: Id | null): Promise<Holder> {
      const { rows } = await trx.raw<{ rows: Holder[] }>(
        `select a.id as "accountId", coalesce(l.organization_id, a.organization_id) as "organizationId",
           coalesce(nullif(l.contact_name, ''), a.name) as "contactName",
           coalesce(nullif(l.contact_phone, ''), a.phone, '') as "contactPhone",
           coalesce(nullif(l.contact_email, ''), a.email::text, '') as "contactEmail"
         from accounts a left join listings l on l.id = ? and l.account_id = a.id
         where a.id = coalesce((select account_id from listings where id = ?), ?::uuid)`,
        [needId, needId, organizerId],
      );
      const [holder] = rows;
      if (!holder) throw new Error('A joint need has neither a speaker nor an organizer.');
      return holder;
    },
    /** The trades of all, and of land and season what all of them say alike. */
    async shared(needIds: readonly Id[]): Promise<Shared> {
      const { rows } = await trx.raw<{ rows: Shared[] }>(
        `select array(select industry_code from listing_industries where listing_id = any (:ids)
             group by industry_code order by count(*) desc, industry_code limit 8) as industries,
           ${same('soil')}, ${same('water')}, ${same('season_from', 'seasonFrom')}, ${same('season_to', 'seasonTo')}
         from needs where listing_id = any (:ids)`,
        { ids: [...needIds] },
      );
      return rows[0] as Shared; // an aggregate always has its one row
    },
  };
}

function same(column: string, name = column): string {
  return `case when count(${column}) = count(*) and min(${column}) = max(${column}) then min(${column}) end as "${name}"`;
}
