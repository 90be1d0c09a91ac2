import type { Knex } from 'knex';
import { escapeLike } from '../../platform/postgres/escape-like.ts';
import type { Id } from '../../kernel/id.ts';
import { regionPrefix } from '../../kernel/region-code.ts';
import type { Segment } from '../matching/text/segment.ts';
import { termsOf, tsqueryOf, type Term } from './query.ts';
import type { Found, SearchEngine, Wanted } from './search-engine.ts';

/** The engine without a server of its own: the words that matching writes of every public listing, and titles by trigram. */
export function postgresEngine(db: Knex, segment: Segment): SearchEngine {
  return {
    async find(wanted) {
      const terms = termsOf(segment, wanted.text);
      if (terms.length === 0) return { ids: [], total: 0, loose: false };
      const strict = await run(db, wanted, terms, '&');
      if (strict.total > 0) return { ...strict, loose: false };
      return { ...(await run(db, wanted, terms, '|')), loose: true };
    },
  };
}

async function run(db: Knex, wanted: Wanted, terms: readonly Term[], join: '&' | '|'): Promise<Omit<Found, 'loose'>> {
  const { side, region, industry, skip, take } = wanted;
  const query = tsqueryOf(terms, join);
  const titles = terms.map(({ typed }) => `%${escapeLike(typed)}%`);
  const inTitle = terms.map(() => 'title ilike ?').join(join === '&' ? ' and ' : ' or ');
  const { rows } = (await db.raw(
    `with hit as (
       select listing_id as id from listing_words where words @@ ?::tsquery and side = ?
       union select id from listings where side = ? and (${inTitle})
     ), ranked as (
       select l.id, l.published_at, ts_rank('{0.05, 0.2, 0.5, 1}', coalesce(w.words, ''), ?::tsquery, 1)
         + case when ${inTitle} then 1 else 0 end as rank
       from hit join listings l using (id) left join listing_words w on w.listing_id = l.id
       where l.status in ('published', 'matched')
         ${region ? 'and l.region_code like ?' : ''}
         ${industry ? 'and exists (select from listing_industries i where i.listing_id = l.id and i.industry_code like ?)' : ''}
     )
     select (select count(*) from ranked) as total, array(select id from ranked order by rank desc, published_at desc, id
       offset ? limit ?) as ids`,
    [
      ...[query, side, side, ...titles, query, ...titles],
      ...(region ? [`${regionPrefix(region)}%`] : []),
      ...(industry ? [`${industry}%`] : []),
      ...[skip, take],
    ],
  )) as { rows: { total: number; ids: Id[] }[] };
  return rows[0] ?? { ids: [], total: 0 };
}
