import type { Knex } from 'knex';
import { newId, type Id } from '../../src/kernel/id.ts';
import { entryStore } from '../../src/features/matching/ranking/entry-store.ts';
import type { NeedFacts, TechnologyFacts } from '../../src/features/matching/score/facts.ts';
import type { Texts } from '../../src/features/matching/text/words-of.ts';
import { accountId } from './make-facts.ts';
import { numberOf, type Market } from './make-market.ts';

type Made = ReturnType<Market['make']>;
type Side = Made['side'];

const part = 500;

/** Stands so many listings of each side in the tables, with their entries: a market whose words have yet to be counted. */
export async function stockMarket(db: Knex, market: Market, size: number): Promise<void> {
  await db.raw(
    `insert into accounts (id, name, invented) select ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, '甲', true
     from generate_series(0, ?::int) n`,
    [2 * market.world.accounts],
  );
  for (let at = 0; at < size; at += part) {
    const made = Array.from({ length: Math.min(part, size - at) }, (_, k) =>
      (['technology', 'need'] as const).map((side) => ({ id: newId(), ...market.make(side, numberOf(side, at + k)) })),
    ).flat();
    await db.transaction(async (trx) => {
      await insertListings(trx, made);
      const contents = new Map(made.map(({ id, ...one }) => [id, { ...one, isPublic: true }] as const));
      await entryStore(trx).save(contents, true);
    });
  }
  await db.raw('vacuum analyze');
}

/** Publishes one more, with all that a person would have written into it. */
export async function publish(db: Knex, market: Market, side: Side, number: number): Promise<Id> {
  const made = market.make(side, number);
  const id = newId();
  await db.transaction(async (trx) => {
    await insertListings(trx, [{ ...made, id }]);
    if (made.facts.side === 'technology') await trx('technologies').insert(technologyRow(id, made.texts, made.facts));
    else await trx('needs').insert(needRow(id, made.texts, made.facts));
    const codes = [...new Set(made.facts.industries)];
    if (codes.length > 0) await trx('listing_industries').insert(codes.map((code) => ({ listing_id: id, industry_code: code })));
  });
  return id;
}

export async function withdraw(db: Knex, id: Id): Promise<void> {
  await db('listings')
    .where({ id })
    .update({ status: 'withdrawn', version: db.raw('version + 1') });
}

async function insertListings(trx: Knex, made: readonly (Made & { id: Id })[]): Promise<void> {
  await trx('listings').insert(
    made.map(({ id, side, texts, facts }) => ({
      ...{ id, side, title: texts.title.slice(0, 120) || '无题', status: 'published', published_at: new Date() },
      ...{ account_id: facts.accountId, region_code: facts.regionCode, expires_on: facts.expiresOn, invented: true },
    })),
  );
}

function technologyRow(id: Id, texts: Texts, facts: TechnologyFacts) {
  return {
    listing_id: id,
    ...{ problem: texts.problem.join('\n'), how_it_works: texts.body.join('\n'), proof: texts.rest.join('\n') },
    ...{ kind: facts.kind, soils: facts.soils, waters: facts.waters, cooperation: [...new Set(facts.ways)] },
    ...{ season_from: facts.seasonFrom, season_to: facts.seasonTo, trl: facts.trl, field_stage: facts.fieldStage },
    ...{ cost_unit: facts.costUnit, cost_fen: facts.costFen, capital_fen: facts.capitalFen, labour_days: facts.labourDays },
    ...{ frost_free_days: facts.frostFreeDays, accumulated_temperature: facts.accumulatedTemperature },
    ...{ salt_limit: facts.saltLimit, capacity: facts.capacity, ip_status: facts.isExclusive ? 'exclusive' : null },
  };
}

function needRow(id: Id, texts: Texts, facts: NeedFacts) {
  return {
    listing_id: id,
    ...{ problem: texts.problem.join('\n'), tried: texts.body.join('\n'), hoped: texts.rest.join('\n') },
    ...{ soil: facts.soils[0] ?? null, water: facts.waters[0] ?? null, wanted_kind: facts.kind, wanted_ways: facts.ways },
    ...{ season_from: facts.seasonFrom, season_to: facts.seasonTo, deadline: facts.deadline, budget_fen: facts.budgetFen },
    ...{ scale_mu: facts.scaleMu, scale_heads: facts.scaleHeads, hands: facts.hands, salinity: facts.salinity },
  };
}

/** Somebody who may order a rematch and set how proposals are shared out. */
export const keeperOfTheMarket = accountId(0);
