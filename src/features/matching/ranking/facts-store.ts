import type { Knex } from 'knex';
import type { Id } from '../../../kernel/id.ts';
import type { Facts } from '../score/facts.ts';
import { factsOf, type Told } from '../score/facts-of.ts';

export type FactsStore = ReturnType<typeof factsStore>;

/** What the score reads of listings beside their text. */
export function factsStore(trx: Knex) {
  return {
    async get(ids: readonly Id[]): Promise<Map<Id, Facts>> {
      const { rows } = await trx.raw<{ rows: Row[] }>(factsSql, [[...ids]]);
      // The join fills the columns of the row's own side.
      return new Map(rows.map(({ id, accountId, side, ...content }) => [id, factsOf({ side, content } as Told, accountId)]));
    },
  };
}

type Row = { id: Id; accountId: Id; side: Facts['side'] } & Record<string, unknown>;

const factsSql = `
  select l.id, l.side, l.title, l.account_id as "accountId", l.region_code as "regionCode", l.expires_on as "expiresOn",
    array(select industry_code from listing_industries where listing_id = l.id order by 1) as industries,
    coalesce(t.season_from, n.season_from) as "seasonFrom", coalesce(t.season_to, n.season_to) as "seasonTo",
    t.kind, t.soils, t.waters, t.cooperation, t.trl, t.field_stage as "fieldStage", t.cost_unit as "costUnit",
    t.cost_fen as "costFen", t.capital_fen as "capitalFen", t.labour_days as "labourDays",
    t.frost_free_days as "frostFreeDays", t.accumulated_temperature as "accumulatedTemperature", t.salt_limit as "saltLimit",
    t.capacity, t.ip_status as "ipStatus", coalesce(t.no_approval_yet, false) as "noApprovalYet",
    coalesce((select jsonb_agg(jsonb_build_object('kind', a.kind, 'number', a.number, 'ecoZone', a.eco_zone)
        order by a.kind, a.number)
      from listing_approvals a where a.listing_id = l.id), '[]') as approvals,
    n.problem, n.hoped, n.soil, n.water, n.wanted_ways as "wantedWays", n.wanted_kind as "wantedKind",
    n.scale_mu as "scaleMu", n.scale_heads as "scaleHeads", n.budget_fen as "budgetFen", n.hands, n.salinity, n.deadline
  from listings l
  left join technologies t on t.listing_id = l.id
  left join needs n on n.listing_id = l.id
  where l.id = any (?)`;
