import type { Knex } from 'knex';

/**
 * What the matching engine stands on. An entry is a listing as the engine reads it; a scale is all else that scores depend on,
 * frozen; a ranking is the best of the other side for one listing by one scale; a rematch brings a new scale into force.
 * Stamps are transaction ids: whoever reads from the oldest transaction that was still open at the last reading misses nothing.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table index_entries (
      number integer generated always as identity primary key,
      listing_id uuid unique references listings (id) on delete set null,
      side text not null check (side in ('technology', 'need')),
      version integer not null,
      is_public boolean not null,
      terms text[] not null,
      frequencies integer[] not null,
      length integer not null check (length >= 0),
      facts jsonb not null,
      quiet boolean not null default false,
      settled boolean not null default false,
      stamp xid8 not null default pg_current_xact_id(),
      constraint frequency_of_each_term check (cardinality(terms) = cardinality(frequencies)),
      constraint public_is_a_listing check (not is_public or listing_id is not null)
    );
    create index index_entries_stamp on index_entries (stamp);
    create index index_entries_unsettled on index_entries (number) where not settled;

    -- Whatever changes an entry is seen by every engine, and takes effect on matches; an erased listing is one that ended.
    create function stamp_index_entry() returns trigger language plpgsql as $$
      begin
        if new.listing_id is null then new.is_public := false; end if;
        if (new.version, new.is_public, new.terms, new.frequencies, new.length, new.facts)
          is distinct from (old.version, old.is_public, old.terms, old.frequencies, old.length, old.facts) then
          new.stamp := pg_current_xact_id();
          new.settled := false;
        end if;
        return new;
      end
    $$;
    create trigger index_entries_are_stamped before update on index_entries for each row execute function stamp_index_entry();

    create table scales (
      id integer generated always as identity primary key,
      weights_version integer not null,
      weights jsonb not null,
      day date not null,
      listings integer not null check (listings >= 0),
      counted integer not null check (counted >= 0),
      average_technology real not null,
      average_need real not null,
      terms text[] not null,
      counts integer[] not null,
      holders jsonb not null,
      places jsonb not null,
      is_current boolean not null default false,
      created_at timestamptz not null default now(),
      constraint count_of_each_term check (cardinality(terms) = cardinality(counts))
    );
    create unique index one_current_scale on scales (is_current) where is_current;

    create table rankings (
      scale_id integer not null references scales (id) on delete cascade,
      number integer not null references index_entries (number) on delete cascade,
      side text not null check (side in ('technology', 'need')),
      listing_version integer not null,
      others integer[] not null,
      scores smallint[] not null,
      stamp xid8 not null default pg_current_xact_id(),
      primary key (scale_id, number),
      constraint score_of_each_other check (cardinality(others) = cardinality(scores)),
      constraint at_most_fifty check (cardinality(others) <= 50)
    );
    create index rankings_stamp on rankings (stamp);

    create table rematches (
      id uuid primary key,
      status text not null default 'running' check (status in ('running', 'done', 'cancelled', 'failed')),
      stage text not null default 'counting' check (stage in ('counting', 'ranking', 'proposing')),
      reason text not null check (reason in ('growth', 'nightly', 'by-hand', 'weights', 'fairness', 'places')),
      scale_id integer references scales (id),
      since xid8,
      shards integer not null default 0 check (shards >= 0),
      ranked integer[] not null default '{}',
      proposed integer[] not null default '{}',
      started_by uuid references accounts (id),
      started_at timestamptz not null default now(),
      progressed_at timestamptz not null default now(),
      ended_at timestamptz,
      constraint by_hand_names_the_hand check (reason <> 'by-hand' or started_by is not null),
      constraint counted_has_a_scale check (stage = 'counting' or (scale_id is not null and since is not null)),
      constraint over_is_dated check ((status = 'running') = (ended_at is null))
    );
    create unique index one_rematch_runs on rematches (status) where status = 'running';
    create index rematches_started on rematches (started_at desc);

    create table matching_workers (
      id uuid primary key,
      scale_id integer not null references scales (id),
      listings integer not null,
      checksum bigint not null,
      agrees boolean not null,
      rebuilt integer not null default 0,
      since timestamptz not null,
      checked_at timestamptz not null default now()
    );

    alter table matches
      add column scale_id integer references scales (id),
      add column measures jsonb;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table matches drop column measures, drop column scale_id;
    drop table matching_workers;
    drop table rematches;
    drop table rankings;
    drop table scales;
    drop table index_entries;
    drop function stamp_index_entry();
  `);
}
