import type { Knex } from 'knex';
import type { Id } from '../../../kernel/id.ts';
import { areaOfNumber } from '../score/area.ts';
import type { Facts, NeedFacts, TechnologyFacts } from '../score/facts.ts';
import { licenceFor } from '../score/licence.ts';

export type FactsStore = ReturnType<typeof factsStore>;

/** What the score reads of listings beside their text. */
export function factsStore(trx: Knex) {
  return {
    async get(ids: readonly Id[]): Promise<Map<Id, Facts>> {
      const { rows } = await trx.raw<{ rows: Row[] }>(factsSql, [[...ids]]);
      return new Map(rows.map((row) => [row.id, row.side === 'technology' ? technologyFacts(row) : needFacts(row)]));
    },
  };
}

type Approved = { kind: string; number: string; zone: string };
type Shared = Omit<TechnologyFacts, 'side' | 'licence' | 'hasLicence' | 'approvedFor'> & Omit<NeedFacts, 'side' | 'kind'>;
type Row = Shared & {
  id: Id;
  side: Facts['side'];
  title: string;
  approvals: Approved[];
  noApprovalYet: boolean;
  wantedKind: NeedFacts['kind'];
};

function technologyFacts(row: Row): TechnologyFacts {
  const licence = licenceFor(row);
  const has = row.approvals.some(({ kind }) => kind === licence);
  const areas = row.approvals
    .filter(({ kind }) => kind === 'variety-approval')
    .map(({ zone, number }) => zone || areaOfNumber(number));
  return {
    side: 'technology',
    ...sharedFacts(row),
    ...{ kind: row.kind, trl: row.trl, fieldStage: row.fieldStage, costUnit: row.costUnit, costFen: row.costFen },
    ...{ capitalFen: row.capitalFen, labourDays: row.labourDays, frostFreeDays: row.frostFreeDays },
    ...{ accumulatedTemperature: row.accumulatedTemperature, saltLimit: row.saltLimit, capacity: row.capacity },
    ...{ isExclusive: row.isExclusive, licence, hasLicence: has ? true : row.noApprovalYet ? false : null },
    approvedFor: areas.filter((area) => area !== ''),
  };
}

function needFacts(row: Row): NeedFacts {
  return {
    side: 'need',
    ...sharedFacts(row),
    ...{ kind: row.wantedKind, scaleMu: row.scaleMu, scaleHeads: row.scaleHeads, budgetFen: row.budgetFen, hands: row.hands },
    ...{ salinity: row.salinity, deadline: row.deadline },
  };
}

function sharedFacts({ accountId, regionCode, industries, soils, waters, seasonFrom, seasonTo, expiresOn, ways }: Row) {
  return { accountId, regionCode, industries, soils, waters, seasonFrom, seasonTo, expiresOn, ways };
}

const factsSql = `
  select l.id, l.side, l.title, l.account_id as "accountId", l.region_code as "regionCode", l.expires_on as "expiresOn",
    array(select industry_code from listing_industries where listing_id = l.id order by 1) as industries,
    coalesce(t.soils, array_remove(array[n.soil], null)) as soils, coalesce(t.waters, array_remove(array[n.water], null)) as waters,
    coalesce(t.season_from, n.season_from) as "seasonFrom", coalesce(t.season_to, n.season_to) as "seasonTo",
    coalesce(t.cooperation, n.wanted_ways) as ways,
    t.kind, t.trl, t.field_stage as "fieldStage", t.cost_unit as "costUnit", t.cost_fen as "costFen", t.capital_fen as "capitalFen",
    t.labour_days as "labourDays", t.frost_free_days as "frostFreeDays", t.accumulated_temperature as "accumulatedTemperature",
    t.salt_limit as "saltLimit", t.capacity, coalesce(t.ip_status = 'exclusive', false) as "isExclusive",
    coalesce(t.no_approval_yet, false) as "noApprovalYet",
    coalesce((select jsonb_agg(jsonb_build_object('kind', a.kind, 'number', a.number, 'zone', a.eco_zone) order by a.kind, a.number)
      from listing_approvals a where a.listing_id = l.id), '[]') as approvals,
    n.wanted_kind as "wantedKind", n.scale_mu as "scaleMu", n.scale_heads as "scaleHeads", n.budget_fen as "budgetFen", n.hands,
    n.salinity, n.deadline
  from listings l
  left join technologies t on t.listing_id = l.id
  left join needs n on n.listing_id = l.id
  where l.id = any (?)`;
