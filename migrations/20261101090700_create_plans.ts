import type { Knex } from 'knex';

/** A plan's period, words and numbers are data, so that the next plan is loaded and not programmed. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table plans (
      id uuid primary key,
      name_zh text not null,
      name_en text not null,
      region_code text not null references regions (code),
      from_year integer not null,
      to_year integer not null check (to_year >= from_year),
      source text not null
    );

    create table plan_targets (
      plan_id uuid not null references plans (id) on delete cascade,
      code text not null,
      name_zh text not null,
      name_en text not null,
      unit_zh text not null,
      unit_en text not null default '',
      target_from numeric not null,
      target_to numeric check (target_to >= target_from),
      due text not null,
      counts text not null,
      note text not null default '',
      primary key (plan_id, code)
    );
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table plan_targets; drop table plans;');
}
