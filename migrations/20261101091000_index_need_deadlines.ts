import type { Knex } from 'knex';

/** The list of needs by the nearest deadline pages by this key. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`create index needs_deadline on needs ((coalesce(deadline, '9999-12-31'::date)), listing_id)`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop index needs_deadline');
}
