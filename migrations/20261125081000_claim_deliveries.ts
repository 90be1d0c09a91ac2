import type { Knex } from 'knex';

/** Who sends a notice holds it for a while, so that two workers never send it at once and a dead one does not keep it. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw('alter table deliveries add column claimed_until timestamptz');
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('alter table deliveries drop column claimed_until');
}
