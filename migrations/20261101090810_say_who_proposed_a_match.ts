import type { Knex } from 'knex';

/** A match is found by the engine, or made by hand: by an organizer, or by one side that is interested. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table matches
      add column origin text not null default 'engine' check (origin in ('engine', 'organizer', 'interest')),
      add column proposed_by uuid references accounts (id),
      add constraint by_hand_names_the_hand check (origin = 'engine' or proposed_by is not null);
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('alter table matches drop column origin, drop column proposed_by;');
}
