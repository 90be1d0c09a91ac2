import type { Knex } from 'knex';
import type { Scale } from '../score/scale.ts';
import type { Weights } from '../score/weights.ts';
import { completed } from '../learning/weights-store.ts';
import { surroundingsOf, type HolderRecords, type Places } from './surroundings.ts';

export type ScaleStore = ReturnType<typeof scaleStore>;
/** A scale as it is kept: `listings` were public when it was made, `counted` of them were read for its words. */
export type KeptScale = Scale & { day: string; listings: number };

/** More listings than this are not all read: every second, third … says how rare words are just as well. */
const mostCounted = 30_000;
/** As if so many more listings were there: in a small market one shared word must not pass for common. */
const unseen = 300;

/** All that scores depend on beside two listings, frozen under one number. One scale is in force. */
export function scaleStore(trx: Knex) {
  return {
    async current(): Promise<{ id: number; listings: number; day: string } | undefined> {
      return (await trx('scales').where({ is_current: true }).first('id', 'listings', 'day')) as
        { id: number; listings: number; day: string } | undefined;
    },
    /** Counts the words of the public listings and takes in what surrounds them today. */
    async create({ versionId, weights }: { versionId: number; weights: Weights }, day: string): Promise<number> {
      const { rows } = await trx.raw<{ rows: [{ id: number }] }>(
        `with open as materialized (select number, side, length from index_entries where is_public),
           step as (select greatest(1, ceil(count(*) / :mostCounted::numeric))::int as size, count(*)::int as listings from open),
           counted as (select e.terms, e.side from index_entries e, step where e.is_public and e.number % step.size = 0),
           words as (select term, (${evenCountSql})::int as count
             from (select side, unnest(terms) as term from counted) found,
               (select count(*) filter (where side = 'technology') as technologies, count(*) filter (where side = 'need') as needs
                from counted) sides
             group by term, technologies, needs having count(*) > 1)
         insert into scales (weights_version, weights, day, listings, counted, average_technology, average_need, terms, counts,
           holders, places)
         select :versionId, :weights::jsonb, :day::date, (select listings from step), (select count(*) from counted),
           coalesce((select avg(length) from open where side = 'technology'), 0),
           coalesce((select avg(length) from open where side = 'need'), 0),
           coalesce((select array_agg(term order by term) from words), '{}'),
           coalesce((select array_agg(count order by term) from words), '{}'),
           coalesce((${holdersSql}), '{}'), (${placesSql})
         returning id`,
        { mostCounted, versionId, weights: JSON.stringify(weights), day },
      );
      return rows[0].id;
    },
    /** From now on scores are by this one. What only older ones needed is let go. */
    async bringIntoForce(id: number): Promise<void> {
      await trx('scales').where({ is_current: true }).update({ is_current: false });
      await trx('scales').where({ id }).update({ is_current: true });
      await this.clear(id);
    },
    async clear(except: number): Promise<void> {
      const bare = { terms: '{}', counts: '{}', holders: '{}', places: '{}' };
      await trx('scales').where('id', '<', except).where({ is_current: false }).whereRaw(`places <> '{}'`).update(bare);
    },
    async load(id: number): Promise<KeptScale | undefined> {
      // Words as JSON, which is read several times faster than arrays: hundreds of thousands hold up whoever reads them.
      const row = (await trx('scales')
        .where({ id })
        .first(...columns, trx.raw('to_json(terms) as terms, to_json(counts) as counts'))) as Row | undefined;
      if (!row) return undefined;
      const counts = new Map(row.terms.map((term, at) => [term, row.counts[at] ?? 0]));
      return {
        ...{ id, day: row.day, listings: row.listings, weights: completed(row.weights) },
        statistics: {
          listings: row.counted + unseen,
          averageLength: { technology: row.average_technology, need: row.average_need },
          count: (term) => counts.get(term) ?? 1,
        },
        surroundings: surroundingsOf(row.holders, row.places),
      };
    },
  };
}

/** `evenCount` of text/even-count.ts, where the words are. */
const evenCountSql = `
  case when technologies = 0 or needs = 0 then count(*) else greatest(1, round((technologies + needs) / 2.0
    * (count(*) filter (where side = 'technology') / technologies::numeric + count(*) filter (where side = 'need') / needs::numeric)))
  end`;

const columns = ['day', 'listings', 'counted', 'weights', 'average_technology', 'average_need', 'holders', 'places'];

type Row = {
  day: string;
  listings: number;
  counted: number;
  weights: Weights;
  average_technology: number;
  average_need: number;
  terms: string[];
  counts: number[];
  holders: HolderRecords;
  places: Places;
};

/**
 * How holders dealt with what they were asked: matches that are answered, or have waited for a week. An answer is late when it
 * took two. What an account serves is what opened this year.
 */
const holdersSql = `
  select jsonb_object_agg(account_id, jsonb_build_array(asked, answered, late, serving)) from (
    select l.account_id, count(*) filter (where a.at is not null or m.created_at < now() - interval '7 days') as asked,
      count(a.at) as answered, count(*) filter (where a.at > m.created_at + interval '14 days') as late,
      count(*) filter (where m.status = 'open' and m.opened_at > now() - interval '1 year') as serving
    from matches m join listings l on l.id = m.technology_id
    left join match_answers a on a.match_id = m.id and a.side = 'technology' and a.answer in ('yes', 'no')
    where m.status <> 'lapsed' group by l.account_id) h
  where asked + serving > 0`;

const placesSql = `
  select jsonb_build_object(
    'poor', coalesce((select jsonb_agg(code order by code) from regions where poverty <> 'none'), '[]'),
    'counties', coalesce((select jsonb_object_agg(left(region_code, 6),
      jsonb_build_array(frost_free_days, accumulated_temperature, to_jsonb(eco_zones))) from place_conditions), '{}'))`;
