import type { Knex } from 'knex';

/**
 * The words of every public listing, cut by the application: what matching and search look through. Weight A is the title,
 * B the problem, C how it works or what was tried and hoped for, D the rest. A listing that is not public has no row.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table listing_words (
      listing_id uuid primary key,
      side text not null check (side in ('technology', 'need')),
      listing_version integer not null,
      words tsvector not null,
      updated_at timestamptz not null default now(),
      foreign key (listing_id, side) references listings (id, side) on delete cascade
    );
    create index listing_words_words on listing_words using gin (words);
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table listing_words;');
}
