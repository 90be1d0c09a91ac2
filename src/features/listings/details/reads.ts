import type { Knex } from 'knex';
import type { Id } from '../../../kernel/id.ts';
import type { Side } from '../basics.ts';
import type { NeedRow, TechnologyRow } from './listing-rows.ts';

/** One listing with everything that its page shows. The contact is in none of these rows. */
export function listingReads(db: Knex) {
  return {
    async technology(id: Id): Promise<TechnologyRow | undefined> {
      return (await shared(db, id)
        .join('technologies as t', 't.listing_id', 'l.id')
        .first('t.problem', 't.how_it_works as howItWorks', 't.advantage', 't.cost_unit as costUnit', 't.cost_fen as costFen')
        .select(
          't.present_cost_fen as presentCostFen',
          't.cost_note as costNote',
          't.kind',
          't.trl',
          't.field_stage as fieldStage',
        )
        .select('t.proof', 't.frost_free_days as frostFreeDays', 't.accumulated_temperature as accumulatedTemperature')
        .select('t.capital_fen as capitalFen', 't.labour_days as labourDays', 't.salt_limit as saltLimit', 't.capacity')
        .select('t.soils', 't.waters', 't.season_from as seasonFrom', 't.season_to as seasonTo', 't.suits_note as suitsNote')
        .select('t.ip_status as ipStatus', 't.ip_number as ipNumber', 't.ip_checked_on as ipCheckedOn', 't.cooperation')
        .select('t.price_from_fen as priceFromFen', 't.price_to_fen as priceToFen', 't.price_note as priceNote')) as
        TechnologyRow | undefined;
    },
    async need(id: Id): Promise<NeedRow | undefined> {
      return (await shared(db, id)
        .join('needs as n', 'n.listing_id', 'l.id')
        .first('n.problem', 'n.expert_problem as expertProblem', 'n.scale_mu as scaleMu', 'n.scale_heads as scaleHeads')
        .select('n.households', 'n.poor_households as poorHouseholds', 'n.soil', 'n.water', 'n.season_from as seasonFrom')
        .select('n.season_to as seasonTo', 'n.deadline', 'n.budget_fen as budgetFen', 'n.tried', 'n.hoped')
        .select('n.salinity', 'n.hands', 'n.wanted_kind as wantedKind', 'n.wanted_ways as wantedWays')
        .select('n.entered_for as enteredFor')) as NeedRow | undefined;
    },
    /** The best match that stands between this listing and one of the person's own. */
    async matchWith(listingId: Id, accountId: Id): Promise<Id | undefined> {
      const row = (await db('matches as m')
        .join('listings as mine', (on) =>
          on.on('mine.id', db.raw('case when m.technology_id = ? then m.need_id else m.technology_id end', [listingId])),
        )
        .where((any) => any.where('m.technology_id', listingId).orWhere('m.need_id', listingId))
        .where('mine.account_id', accountId)
        .whereIn('m.status', ['proposed', 'open'])
        .orderBy('m.score', 'desc')
        .first('m.id')) as { id: Id } | undefined;
      return row?.id;
    },
    /** Whether this person has something public on this side, which could answer what they look at. */
    async hasPublic(accountId: Id, side: Side): Promise<boolean> {
      const own = db('listings').where({ account_id: accountId, side }).whereIn('status', ['published', 'matched']);
      return (await own.first('id')) !== undefined;
    },
  };
}

function shared(db: Knex, id: Id): Knex.QueryBuilder {
  return db('listings as l')
    .leftJoin('organizations as o', 'o.id', 'l.organization_id')
    .leftJoin('regions as p', 'p.code', 'o.region_code')
    .leftJoin('regions as r', 'r.code', 'l.region_code')
    .leftJoin('regions as c', (on) =>
      on.on('c.code', db.raw(`left(l.region_code, 6) || '000000'`)).onIn('r.level', ['township', 'village']),
    )
    .where('l.id', id)
    .select('l.id', 'l.side', 'l.version', 'l.status', 'l.title', 'l.account_id as accountId', 'l.region_code as region')
    .select('l.returned_reason as returnedReason', 'l.expires_on as expiresOn', 'l.source_name as sourceName')
    .select(
      'l.source_url as sourceUrl',
      'l.reference',
      'l.invented',
      'l.published_at as publishedAt',
      'l.updated_at as updatedAt',
    )
    .select(
      db.raw(`case when r.code is not null then json_build_object('name', r.name, 'nameEn', r.name_en) end as place`),
      db.raw(`case when c.code is not null then json_build_object('name', c.name, 'nameEn', c.name_en) end as county`),
      db.raw(`case when o.id is not null then json_build_object('id', o.id, 'name', o.name, 'kind', o.kind, 'place', p.name) end
        as organization`),
      db.raw(`coalesce((select json_agg(json_build_object('code', i.code, 'name', i.name_zh, 'nameEn', i.name_en) order by i.code)
        from listing_industries li join industries i on i.code = li.industry_code where li.listing_id = l.id), '[]') as industries`),
      db.raw(`coalesce((select json_agg(json_build_object('kind', a.kind, 'number', a.number, 'ecoZone', a.eco_zone,
        'checkedOn', a.checked_on) order by a.kind, a.number) from listing_approvals a where a.listing_id = l.id), '[]') as approvals`),
      db.raw(`coalesce((select json_agg(json_build_object('id', f.id, 'name', f.name, 'mediaType', f.media_type, 'size', f.size,
        'kind', lf.kind) order by lf.position, f.id) from listing_files lf join files f on f.id = lf.file_id
        where lf.listing_id = l.id), '[]') as files`),
    );
}
