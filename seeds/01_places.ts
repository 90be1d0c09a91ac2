import type { Knex } from 'knex';
import { orNull, readRows } from './read-rows.ts';

/** Divisions and industries. Names follow the file; which village is marked poor is what a bureau imported, and stays. */
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
