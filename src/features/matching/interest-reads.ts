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
    /** Listings of the other side that share words with its title, for an organizer who brings two together. */
    async likely(wanted: Wanted): Promise<ListingLine[]> {
      const { rows } = await db.raw<{ rows: ListingLine[] }>(
        `with asked as (
           select string_agg(quote_literal(u.lexeme), ' | ')::tsquery as query
           from listing_words w, unnest(w.words) u where w.listing_id = :id and 'A' = any (u.weights))
         select l.id, l.title from asked, listing_words w join listings l on l.id = w.listing_id
         where w.words @@ asked.query and w.side <> :side and l.status in ('published', 'matched') and l.account_id <> :accountId
           and not exists (select from matches m where m.status <> 'lapsed' and :id in (m.technology_id, m.need_id)
             and l.id in (m.technology_id, m.need_id))
         order by ts_rank(w.words, asked.query) desc, l.id limit 20`,
        { id: wanted.id, side: wanted.side, accountId: wanted.accountId },
      );
      return rows;
    },
  };
}
