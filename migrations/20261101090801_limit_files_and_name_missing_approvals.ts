import type { Knex } from 'knex';

/** A variety may say that it has no approval yet; a listing has at most eight files, each in a place of its own. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table technologies add column no_approval_yet boolean not null default false;
    alter table listing_files
      add constraint at_most_eight check (position between 0 and 7),
      add constraint one_file_a_place unique (listing_id, position);
    create index listing_files_file on listing_files (file_id);
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop index listing_files_file;
    alter table listing_files drop constraint one_file_a_place, drop constraint at_most_eight;
    alter table technologies drop column no_approval_yet;
  `);
}
