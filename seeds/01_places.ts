import type { Knex } from 'knex';
import { list, numberOrNull, orNull, readRows } from './read-rows.ts';

type ConditionColumn = 'region_code' | 'frost_free_days' | 'accumulated_temperature' | 'soils' | 'eco_zones' | 'source';

/**
 * Divisions, their conditions, and industries. Names follow the file; which village is marked poor, and what a bureau knows
 * better about its county, stays.
 */
export async function seed(knex: Knex): Promise<void> {
  const regions = await readRows<'code' | 'name' | 'name_en' | 'level' | 'parent_code' | 'kind'>('regions.csv');
  await knex('regions')
    .insert(
      regions.map(({ code, name, name_en, level, parent_code, kind }) => ({
        ...{ code, name, level },
        name_en: orNull(name_en),
        parent_code: orNull(parent_code),
        kind: orNull(kind),
      })),
    )
    .onConflict('code')
    .merge(['name', 'name_en', 'parent_code', 'kind']);

  const conditions = await readRows<ConditionColumn>('place-conditions.csv');
  await knex('place_conditions')
    .insert(
      conditions.map(({ region_code, source, ...row }) => ({
        ...{ region_code, source, soils: list(row.soils), eco_zones: list(row.eco_zones) },
        frost_free_days: numberOrNull(row.frost_free_days),
        accumulated_temperature: numberOrNull(row.accumulated_temperature),
      })),
    )
    .onConflict('region_code')
    .ignore();

  const industries = await readRows<'code' | 'name_zh' | 'name_en' | 'level' | 'parent_code' | 'plan_group'>('industries.csv');
  await knex('industries')
    .insert(
      industries.map(({ code, name_zh, name_en, level, parent_code, plan_group }) => ({
        ...{ code, name_zh, level },
        name_en: orNull(name_en),
        parent_code: orNull(parent_code),
        plan_group: orNull(plan_group),
      })),
    )
    .onConflict('code')
    .merge(['name_zh', 'name_en', 'parent_code', 'plan_group']);
}
