import type { Knex } from 'knex';
import type { Id } from '../../kernel/id.ts';
import type { Side } from './search-engine.ts';

/** What of a listing is looked through, before its words are cut. */
export type ListingText = {
  id: Id;
  side: Side;
  title: string;
  text: string;
  small: string;
  region: string | null;
  industries: string[];
  publishedAt: Date;
};

export type DocumentStore = ReturnType<typeof documentStore>;

/** Listings as an index of its own needs them. */
export function documentStore(trx: Knex) {
  return {
    /** Those of these listings that are public. None of them can change before the transaction ends. */
    async publicTexts(ids: readonly Id[]): Promise<ListingText[]> {
      await trx('listings').whereIn('id', ids).orderBy('id').forShare().select('id');
      return (await trx('listings as l')
        .leftJoin('technologies as t', 't.listing_id', 'l.id')
        .leftJoin('needs as n', 'n.listing_id', 'l.id')
        .whereIn('l.id', ids)
        .whereIn('l.status', ['published', 'matched'])
        .select('l.id', 'l.side', 'l.title', 'l.region_code as region', 'l.published_at as publishedAt')
        .select(
          trx.raw(
            `concat_ws(' ', t.problem, n.problem, n.expert_problem, t.how_it_works, t.advantage, n.tried, n.hoped) as text`,
          ),
          trx.raw(`concat_ws(' ', t.proof, t.suits_note, t.cost_note, t.price_note,
            (select string_agg(a.number, ' ' order by a.number) from listing_approvals a where a.listing_id = l.id),
            (select string_agg(i.name_zh, ' ' order by i.code) from listing_industries li
              join industries i on i.code = li.industry_code where li.listing_id = l.id)) as small`),
          trx.raw(`array(select industry_code from listing_industries li where li.listing_id = l.id order by 1) as industries`),
        )) as ListingText[];
    },

    async publicIds(after: Id | null, count: number): Promise<Id[]> {
      const query = trx('listings').whereIn('status', ['published', 'matched']).orderBy('id').limit(count);
      if (after !== null) void query.where('id', '>', after);
      return (await query.pluck('id')) as Id[];
    },
  };
}
