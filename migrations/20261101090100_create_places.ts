import type { Knex } from 'knex';

/** Administrative divisions by their 12-digit statistical code, and industries by GB/T 4754-2017. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table regions (
      code text primary key check (code ~ '^[0-9]{12}$'),
      name text not null check (name <> ''),
      name_en text,
      level text not null check (level in ('province', 'city', 'county', 'township', 'village')),
      parent_code text references regions (code),
      kind text,
      poverty text not null default 'none' check (poverty in ('none', 'poor', 'scattered-poor')),
      constraint only_villages_are_marked check (poverty = 'none' or level = 'village'),
      constraint only_the_top_has_no_parent check (parent_code is not null or level in ('province', 'city'))
    );
    create index regions_parent on regions (parent_code);
    create index regions_name on regions using gin (name gin_trgm_ops);

    create table industries (
      code text primary key check (code ~ '^[A-Z][0-9]{0,4}$'),
      name_zh text not null,
      name_en text,
      level text not null check (level in ('section', 'division', 'group', 'class')),
      parent_code text references industries (code),
      plan_group text check (plan_group in ('ten', 'field'))
    );
    create index industries_parent on industries (parent_code);
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table industries; drop table regions;');
}
