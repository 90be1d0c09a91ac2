import type { Knex } from 'knex';
import type { Id } from '../../kernel/id.ts';
import { runsOf } from './query.ts';
import type { ListingSummary } from './listing-card.ts';
import { escapeLike } from '../../platform/postgres/escape-like.ts';
import type { Side } from './search-engine.ts';

export type OrganizationHit = { id: Id; name: string; kind: string; place: string | null };
export type EventHit = { id: Id; title: string; at: Date; venue: string; status: string };
export type Choice = { value: string; label: string };
type Language = 'zh' | 'en';
type Hits<T> = { rows: T[]; total: number };

/** What the front page and the search show, from the truth: only what is public, and never a contact. */
export function summaryReads(db: Knex) {
  const name = (table: string, language: Language) =>
    language === 'en' ? `coalesce(${table}.name_en, ${table}.name)` : `${table}.name`;

  const summaries = (language: Language) =>
    db('listings as l')
      .leftJoin('technologies as t', 't.listing_id', 'l.id')
      .leftJoin('needs as n', 'n.listing_id', 'l.id')
      .leftJoin('organizations as o', 'o.id', 'l.organization_id')
      .leftJoin('regions as r', 'r.code', 'l.region_code')
      // A village is known by its county to those who live elsewhere.
      .leftJoin('regions as c', (on) =>
        on.on('c.code', db.raw(`left(l.region_code, 6) || '000000'`)).onIn('r.level', ['township', 'village']),
      )
      .whereIn('l.status', ['published', 'matched'])
      .select('l.id', 'l.side', 'l.title', 'l.invented', 'l.published_at as publishedAt')
      .select('t.kind', 't.field_stage as stage', 'o.name as organization')
      .select(db.raw(`nullif(concat_ws(' ', ${name('c', language)}, ${name('r', language)}), '') as place`))
      .select(
        db.raw(`left(concat_ws(' ', nullif(t.problem, ''), nullif(n.problem, ''), nullif(n.expert_problem, ''),
          nullif(t.advantage, ''), nullif(t.how_it_works, ''), nullif(n.tried, ''), nullif(n.hoped, '')), 4000) as text`),
      );

  return {
    /** These listings in this order; one that is no longer public is left out. */
    async listings(ids: readonly Id[], language: Language): Promise<ListingSummary[]> {
      const rows = ids.length === 0 ? [] : ((await summaries(language).whereIn('l.id', ids)) as ListingSummary[]);
      const byId = new Map(rows.map((row) => [row.id, row]));
      return ids.flatMap((id) => byId.get(id) ?? []);
    },

    async newest(side: Side, count: number, language: Language): Promise<ListingSummary[]> {
      return (await summaries(language)
        .where('l.side', side)
        .orderBy([
          { column: 'l.published_at', order: 'desc' },
          { column: 'l.id', order: 'desc' },
        ])
        .limit(count)) as ListingSummary[];
    },

    async organizations(text: string, skip: number, take: number, language: Language): Promise<Hits<OrganizationHit>> {
      const query = everyRun(db('organizations as o'), 'o.name', text)
        .leftJoin('regions as r', 'r.code', 'o.region_code')
        .orderByRaw('length(o.name), o.name, o.id')
        .select('o.id', 'o.name', 'o.kind')
        .select(db.raw(`${name('r', language)} as place`));
      return page(query, skip, take);
    },

    /** Events that anybody may know of: neither those still being planned nor those called off. */
    async events(text: string, skip: number, take: number): Promise<Hits<EventHit>> {
      const query = everyRun(db('docking_events as e'), 'e.title', text)
        .whereIn('e.status', ['registration', 'scheduled', 'live', 'closed'])
        .orderBy('e.starts_at', 'desc')
        .select('e.id', 'e.title', 'e.starts_at as at', 'e.venue', 'e.status');
      return page(query, skip, take);
    },

    async counties(city: string, language: Language): Promise<Choice[]> {
      return (await db('regions as r')
        .where({ 'r.parent_code': city, 'r.level': 'county' })
        .orderBy('r.code')
        .select('r.code as value', db.raw(`${name('r', language)} as label`))) as Choice[];
    },

    /** The industries that the plan names and public listings have. */
    async industries(language: Language): Promise<Choice[]> {
      return (await db('industries as i')
        .whereNotNull('i.plan_group')
        .whereExists(db('listing_industries as li').whereRaw(`li.industry_code like i.code || '%'`))
        .orderBy('i.code')
        .select('i.code as value')
        .select(db.raw(language === 'en' ? 'coalesce(i.name_en, i.name_zh) as label' : 'i.name_zh as label'))) as Choice[];
    },
  };

  function everyRun(query: Knex.QueryBuilder, column: string, text: string): Knex.QueryBuilder {
    const runs = runsOf(text);
    if (runs.length === 0) void query.whereRaw('false');
    for (const run of runs) void query.whereILike(column, `%${escapeLike(run)}%`);
    return query;
  }

  async function page<T>(query: Knex.QueryBuilder, skip: number, take: number): Promise<Hits<T>> {
    const rows = (await query.select(db.raw('count(*) over () as total')).offset(skip).limit(take)) as (T & { total: number })[];
    return { rows, total: rows[0]?.total ?? 0 };
  }
}
