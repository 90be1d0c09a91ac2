import type { Knex } from 'knex';
import type { Id } from '../../../kernel/id.ts';
import { enough } from './refusal.ts';

export type RefusalStore = ReturnType<typeof refusalStore>;

export function refusalStore(trx: Knex) {
  return {
    /**
     * Notes for the week of this day each public listing whose refusals share a reason, when one came since its holder was
     * last told, and answers those that were not noted for the week yet: of two runs at once only one has each.
     */
    async sum(today: string): Promise<{ listingId: Id; week: string }[]> {
      const { rows } = await trx.raw<{ rows: { listingId: Id; week: string }[] }>(
        `with told as (
           select l.id, r.reason, max(r.at) as latest
           from match_answers r join matches m on m.id = r.match_id
           join listings l on l.id = case r.side when 'need' then m.technology_id else m.need_id end
           where r.answer = 'no' and l.status in ('published', 'matched')
           group by l.id, r.reason having count(*) >= :enough)
         insert into refusal_summaries (listing_id, week)
         select distinct id, date_trunc('week', :today::date)::date from told
         where latest > coalesce((select max(told_at) from refusal_summaries s where s.listing_id = told.id), '-infinity')
         order by id
         on conflict do nothing returning listing_id as "listingId", week::text`,
        { enough, today },
      );
      return rows;
    },
  };
}
