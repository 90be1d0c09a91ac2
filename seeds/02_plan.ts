import type { Knex } from 'knex';
import { fixedId } from './fixed-id.ts';
import { numberOrNull, readRows } from './read-rows.ts';

type Column = 'code' | 'name_zh' | 'name_en' | 'unit_zh' | 'unit_en' | 'target_from' | 'target_to' | 'due' | 'counts' | 'note';

/** The plan of the first city: a sample that another city replaces by its own. */
export async function seed(knex: Knex): Promise<void> {
  const id = fixedId('plan baicheng 2016-2020');
  const plan = {
    ...{ id, name_zh: '白城市脱贫攻坚科技支持计划', name_en: 'Baicheng science and technology plan against poverty' },
    ...{ region_code: '220800000000', from_year: 2016, to_year: 2020 },
    source: '白城市脱贫攻坚科技支持计划（2016—2020年），2016-11-04 公布；指标名称为转述',
  };
  await knex('plans').insert(plan).onConflict('id').ignore();

  const targets = (await readRows<Column>('targets.csv')).map((row) => ({
    ...row,
    plan_id: id,
    target_from: Number(row.target_from),
    target_to: numberOrNull(row.target_to),
  }));
  await knex('plan_targets').insert(targets).onConflict(['plan_id', 'code']).ignore();
}
