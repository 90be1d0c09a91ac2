import type { Knex } from 'knex';

const statuses = (more: string) => `
  alter table technologies drop constraint technologies_ip_status_check,
    add constraint technologies_ip_status_check
      check (ip_status in ('none', 'applied', 'granted', 'licensed', ${more}'public'))`;
const ways = `array['transfer', 'licence', 'shares', 'contracting', 'revenue-share', 'free-extension']`;

/** What a match hangs on and nobody was asked so far, and the public figures of a county. Salt is in ‰ of the soil's weight. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table technologies
      add column capital_fen bigint check (capital_fen >= 0),
      add column labour_days numeric(7, 2) check (labour_days >= 0),
      add column salt_limit numeric(5, 2) check (salt_limit between 0 and 100),
      add column capacity integer check (capacity >= 1);
    ${statuses("'exclusive', ")};
    alter table needs
      add column salinity numeric(5, 2) check (salinity between 0 and 100),
      add column hands integer check (hands >= 0),
      add column wanted_kind text check (wanted_kind in ('variety', 'technology', 'product')),
      add column wanted_ways text[] not null default '{}' check (wanted_ways <@ ${ways});

    create table place_conditions (
      region_code text primary key references regions (code) on delete cascade,
      frost_free_days integer check (frost_free_days between 0 and 366),
      accumulated_temperature integer check (accumulated_temperature between 0 and 10000),
      soils text[] not null default '{}'
        check (soils <@ array['saline-alkali', 'sandy', 'black', 'chernozem', 'meadow', 'paddy']),
      eco_zones text[] not null default '{}',
      source text not null check (source <> '')
    );
  `);
}

/** A right given to one alone was, in the older words, given with the holder's leave. */
export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop table place_conditions;
    alter table needs drop column wanted_ways, drop column wanted_kind, drop column hands, drop column salinity;
    update technologies set ip_status = 'licensed' where ip_status = 'exclusive';
    ${statuses('')};
    alter table technologies drop column capacity, drop column salt_limit, drop column labour_days, drop column capital_fen;
  `);
}
