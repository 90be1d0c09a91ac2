import type { Knex } from 'knex';
import type { Id } from '../../../kernel/id.ts';
import { regionPrefix } from '../../../kernel/region-code.ts';

export const candidatePage = 30;

export type InviteCandidate = {
  accountId: Id;
  name: string;
  organization: string | null;
  place: string | null;
  technologies: number;
  needs: number;
  matches: number;
  title: string;
};
export type CandidatePage = { people: InviteCandidate[]; next: string | null };

/**
 * Whom an event could bring together: people who need something in its region and people whose technologies answer, both
 * in its industries when it names some. Those with most matches among each other come first; a no of either side counts out.
 * A search looks at everybody with a public listing, because an organizer may know better.
 */
export function candidateReads(db: Knex) {
  return {
    async toInvite(event: { id: Id; regionCode: string }, text: string, after: string | undefined): Promise<CandidatePage> {
      const [matches, id] = (after ?? '').split('_');
      const from = /^\d{1,6}$/.test(matches ?? '') && /^[0-9a-f-]{36}$/.test(id ?? '') ? [Number(matches), id] : null;
      const { rows } = await db.raw<{ rows: InviteCandidate[] }>(
        `with pool as (
           select l.id, l.side, l.account_id, l.title from listings l join accounts a on a.id = l.account_id and a.status = 'active'
           left join organizations o on o.id = a.organization_id
           where l.status in ('published', 'matched')
             and case when :text = '' then
               (l.side = 'technology' or l.region_code like :prefix)
               and (not exists (select from event_industries e where e.event_id = :event)
                 or exists (select from event_industries e join listing_industries li on li.listing_id = l.id
                   and li.industry_code like e.industry_code || '%' where e.event_id = :event))
             else a.name ilike :like or o.name ilike :like or l.title ilike :like end
         ), good as (
           select f.id, f.technology_id, f.need_id from matches f
           join listings t on t.id = f.technology_id and t.status in ('published', 'matched')
           join listings n on n.id = f.need_id and n.status in ('published', 'matched')
           where f.status in ('proposed', 'open') and t.account_id <> n.account_id and n.region_code like :prefix
             and not exists (select from match_answers x where x.match_id = f.id and x.answer = 'no')
         ), people as (
           select p.account_id, count(distinct p.id) filter (where p.side = 'technology') as technologies,
             count(distinct p.id) filter (where p.side = 'need') as needs, count(distinct g.id) as matches, min(p.title) as title
           from pool p left join good g on p.id in (g.technology_id, g.need_id)
           where not exists (select from event_participants e where e.event_id = :event and e.account_id = p.account_id)
           group by p.account_id
         )
         select x.account_id as "accountId", a.name, o.name as organization, r.name as place, x.technologies, x.needs, x.matches, x.title
         from people x join accounts a on a.id = x.account_id left join organizations o on o.id = a.organization_id
         left join regions r on r.code = o.region_code
         where :all or (x.matches, x.account_id) < (:matches, cast(:id as uuid))
         order by x.matches desc, x.account_id desc limit :limit`,
        {
          ...{ event: event.id, prefix: `${regionPrefix(event.regionCode)}%`, text, like: `%${escaped(text)}%` },
          ...{ all: from === null, matches: from?.[0] ?? 0, id: from?.[1] ?? event.id, limit: candidatePage + 1 },
        },
      );
      const people = rows.slice(0, candidatePage);
      const last = people.at(-1);
      return { people, next: rows.length > candidatePage && last ? `${last.matches}_${last.accountId}` : null };
    },
  };
}

/** Percent signs and underscores in what a person typed are letters, not wild cards. */
function escaped(text: string): string {
  return text.replace(/[\\%_]/g, (sign) => `\\${sign}`);
}
