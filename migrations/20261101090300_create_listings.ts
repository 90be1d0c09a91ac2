import type { Knex } from 'knex';

/** Technologies and needs: what they share in listings, what is theirs in a table each. Money is in fen, areas in mu. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table files (
      id uuid primary key,
      sha256 text not null,
      name text not null,
      media_type text not null,
      size integer not null check (size > 0),
      bytes bytea not null,
      uploaded_by uuid references accounts (id),
      uploaded_at timestamptz not null default now()
    );

    create table listings (
      id uuid primary key,
      side text not null check (side in ('technology', 'need')),
      title text not null check (title <> ''),
      status text not null default 'draft' check (status in ('draft', 'submitted', 'returned', 'published', 'matched',
        'closed', 'expired', 'withdrawn')),
      account_id uuid not null references accounts (id),
      organization_id uuid references organizations (id),
      region_code text references regions (code),
      contact_name text not null default '',
      contact_phone text not null default '',
      contact_email text not null default '',
      returned_reason text,
      expires_on date,
      source_name text,
      source_url text,
      reference text unique,
      invented boolean not null default false,
      version integer not null default 1,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now(),
      published_at timestamptz,
      constraint public_means_dated check (status not in ('published', 'matched') or published_at is not null),
      constraint returned_says_why check (status <> 'returned' or returned_reason <> ''),
      unique (id, side)
    );
    create index listings_public on listings (side, published_at desc, id desc) where status in ('published', 'matched');
    create index listings_account on listings (account_id, updated_at desc);
    create index listings_waiting on listings (updated_at) where status = 'submitted';
    create index listings_expiry on listings (expires_on) where status in ('published', 'matched');
    create index listings_title on listings using gin (title gin_trgm_ops);
    create index listings_region on listings (region_code);

    create table technologies (
      listing_id uuid primary key,
      side text not null default 'technology' check (side = 'technology'),
      problem text not null default '',
      how_it_works text not null default '',
      advantage text not null default '',
      cost_unit text check (cost_unit in ('mu', 'head', 'unit')),
      cost_fen bigint check (cost_fen >= 0),
      present_cost_fen bigint check (present_cost_fen >= 0),
      cost_note text not null default '',
      kind text not null check (kind in ('variety', 'technology', 'product')),
      trl smallint check (trl between 1 and 9),
      field_stage text check (field_stage in ('small-trial', 'pilot', 'demonstration', 'wide-use')),
      proof text not null default '',
      frost_free_days integer check (frost_free_days between 0 and 366),
      accumulated_temperature integer check (accumulated_temperature between 0 and 10000),
      soils text[] not null default '{}',
      waters text[] not null default '{}',
      season_from smallint check (season_from between 1 and 12),
      season_to smallint check (season_to between 1 and 12),
      suits_note text not null default '',
      ip_status text check (ip_status in ('none', 'applied', 'granted', 'licensed', 'public')),
      ip_number text not null default '',
      ip_checked_on date,
      cooperation text[] not null default '{}' check (cooperation <@ array['transfer', 'licence', 'shares', 'contracting',
        'revenue-share', 'free-extension']),
      price_from_fen bigint check (price_from_fen >= 0),
      price_to_fen bigint check (price_to_fen >= price_from_fen),
      price_note text not null default '',
      foreign key (listing_id, side) references listings (id, side) on delete cascade
    );

    create table needs (
      listing_id uuid primary key,
      side text not null default 'need' check (side = 'need'),
      problem text not null default '',
      expert_problem text not null default '',
      scale_mu numeric(12, 2) check (scale_mu >= 0),
      scale_heads integer check (scale_heads >= 0),
      households integer check (households >= 0),
      poor_households integer check (poor_households >= 0 and poor_households <= households),
      soil text check (soil <> ''),
      water text check (water <> ''),
      season_from smallint check (season_from between 1 and 12),
      season_to smallint check (season_to between 1 and 12),
      deadline date,
      budget_fen bigint check (budget_fen >= 0),
      tried text not null default '',
      hoped text not null default '',
      entered_for text not null default '',
      foreign key (listing_id, side) references listings (id, side) on delete cascade
    );

    create table listing_industries (
      listing_id uuid not null references listings (id) on delete cascade,
      industry_code text not null references industries (code),
      primary key (listing_id, industry_code)
    );
    create index listing_industries_code on listing_industries (industry_code text_pattern_ops);

    create table listing_approvals (
      id uuid primary key,
      listing_id uuid not null references listings (id) on delete cascade,
      kind text not null check (kind in ('variety-approval', 'variety-registration', 'variety-right', 'patent', 'seed-licence',
        'feed-licence', 'veterinary-licence', 'pesticide-registration', 'fertilizer-registration', 'other')),
      number text not null check (number <> ''),
      eco_zone text not null default '',
      checked_on date,
      unique (listing_id, kind, number)
    );

    create table listing_files (
      listing_id uuid not null references listings (id) on delete cascade,
      file_id uuid not null references files (id),
      kind text not null check (kind in ('picture', 'attachment')),
      position smallint not null default 0,
      primary key (listing_id, file_id)
    );

    create table listing_revisions (
      listing_id uuid not null references listings (id) on delete cascade,
      version integer not null,
      action text not null,
      status text not null,
      snapshot jsonb not null,
      note text not null default '',
      account_id uuid references accounts (id),
      at timestamptz not null default now(),
      primary key (listing_id, version)
    );
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop table listing_revisions;
    drop table listing_files;
    drop table listing_approvals;
    drop table listing_industries;
    drop table needs;
    drop table technologies;
    drop table listings;
    drop table files;
  `);
}
