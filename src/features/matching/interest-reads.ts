import type { Knex } from 'knex';
import type { Id } from '../../kernel/id.ts';
import type { Side } from './match.ts';

export type ListingLine = { id: Id; title: string };
export type Wanted = ListingLine & { side: Side; accountId: Id; regionCode: string | null };

/** What a person who is interested in a listing can bring to it. */
export function interestReads(db: Knex) {
  const publicOnes = () => db('listings').whereIn('status', ['published', 'matched']);
  return {
    async wanted(id: Id, side: Side): Promise<Wanted | undefined> {
      return (await publicOnes()
        .where({ id, side })
        .first('id', 'title', 'side', 'account_id as accountId', 'region_code as regionCode')) as Wanted | undefined;
    },
    /** This person's public listings, with the match that one has with the wanted listing already. */
    async mine(accountId: Id, side: Side, wanted: Id): Promise<(ListingLine & { matchId: Id | null })[]> {
      return (await publicOnes()
        .where({ account_id: accountId, side })
        .orderBy('published_at', 'desc')
        .limit(100)
        .select('id', 'title')
        .select(
          db.raw(`(select m.id from matches m where m.status <> 'lapsed' and ? in (m.technology_id, m.need_id)
            and listings.id in (m.technology_id, m.need_id)) as "matchId"`, [wanted]), // prettier-ignore
        )) as (ListingLine & { matchId: Id | null })[];
    },
    /** The best of the other side that it has no match with, for an organizer who brings two together. */
    async likely(wanted: Wanted): Promise<ListingLine[]> {
      const { rows } = await db.raw<{ rows: ListingLine[] }>(
        `select l.id, l.title from index_entries e join scales s on s.is_current
         join rankings r on r.scale_id = s.id and r.number = e.number
         join unnest(r.others) with ordinality as best (number, place) on true
         join index_entries o on o.number = best.number join listings l on l.id = o.listing_id
         where e.listing_id = :id and l.status in ('published', 'matched')
           and not exists (select from matches m where m.status <> 'lapsed' and :id in (m.technology_id, m.need_id)
             and l.id in (m.technology_id, m.need_id))
         order by best.place limit 20`,
        { id: wanted.id },
      );
      return rows;
    },
  };
}
