import type { Knex } from 'knex';

/** A docking event: its day, slots, tables, people and meetings. The exclusion on seats makes double booking impossible. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table docking_events (
      id uuid primary key,
      title text not null check (title <> ''),
      region_code text not null references regions (code),
      venue text not null default '',
      about text not null default '',
      starts_at timestamptz not null,
      slot_minutes integer not null check (slot_minutes between 5 and 240),
      break_minutes integer not null default 0 check (break_minutes between 0 and 240),
      long_break_after smallint check (long_break_after >= 1),
      long_break_minutes integer not null default 0 check (long_break_minutes between 0 and 480),
      most_meetings smallint not null default 8 check (most_meetings between 1 and 40),
      status text not null default 'planned' check (status in ('planned', 'registration', 'scheduled', 'live', 'closed', 'cancelled')),
      account_id uuid not null references accounts (id),
      sequence bigint not null default 0,
      version integer not null default 1,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now()
    );
    create index docking_events_starts on docking_events (starts_at desc, id desc);

    create table event_industries (
      event_id uuid not null references docking_events (id) on delete cascade,
      industry_code text not null references industries (code),
      primary key (event_id, industry_code)
    );

    create table event_slots (
      event_id uuid not null references docking_events (id) on delete cascade,
      number smallint not null check (number >= 1),
      starts_at timestamptz not null,
      ends_at timestamptz not null check (ends_at > starts_at),
      status text not null default 'waiting' check (status in ('waiting', 'running', 'done')),
      started_at timestamptz,
      ended_at timestamptz,
      primary key (event_id, number),
      exclude using gist (event_id with =, tstzrange(starts_at, ends_at) with &&)
    );
    create unique index event_slots_one_running on event_slots (event_id) where status = 'running';

    create table event_tables (
      event_id uuid not null references docking_events (id) on delete cascade,
      number smallint not null check (number >= 1),
      note text not null default '',
      primary key (event_id, number)
    );

    create table event_participants (
      id uuid primary key,
      event_id uuid not null references docking_events (id) on delete cascade,
      account_id uuid not null references accounts (id),
      status text not null default 'invited' check (status in ('invited', 'accepted', 'declined')),
      code text not null unique check (code ~ '^[23456789ABCDEFGHJKMNPQRSTUVWXYZ]{6}$'),
      checked_in_at timestamptz,
      invited_at timestamptz not null default now(),
      answered_at timestamptz,
      unique (event_id, account_id),
      unique (id, event_id),
      unique (id, account_id)
    );

    create table event_listings (
      event_id uuid not null references docking_events (id) on delete cascade,
      listing_id uuid not null references listings (id),
      participant_id uuid not null,
      primary key (event_id, listing_id),
      foreign key (participant_id, event_id) references event_participants (id, event_id) on delete cascade
    );
    create index event_listings_participant on event_listings (participant_id);

    create table meetings (
      id uuid primary key,
      event_id uuid not null references docking_events (id) on delete cascade,
      slot_number smallint not null,
      table_number smallint not null,
      match_id uuid references matches (id),
      status text not null default 'planned' check (status in ('planned', 'met', 'no-show', 'cancelled')),
      foreign key (event_id, slot_number) references event_slots (event_id, number),
      foreign key (event_id, table_number) references event_tables (event_id, number),
      unique (id, event_id)
    );
    create unique index meetings_one_per_table on meetings (event_id, slot_number, table_number) where status <> 'cancelled';
    create unique index meetings_one_per_match on meetings (event_id, match_id) where status <> 'cancelled';

    create table meeting_seats (
      meeting_id uuid not null,
      event_id uuid not null,
      participant_id uuid not null,
      account_id uuid not null,
      side text not null check (side in ('technology', 'need')),
      during tstzrange not null check (not isempty(during)),
      primary key (meeting_id, participant_id),
      foreign key (meeting_id, event_id) references meetings (id, event_id) on delete cascade,
      foreign key (participant_id, event_id) references event_participants (id, event_id),
      foreign key (participant_id, account_id) references event_participants (id, account_id),
      constraint nobody_in_two_meetings exclude using gist (account_id with =, during with &&)
    );
    create index meeting_seats_participant on meeting_seats (participant_id);

    create table hall_log (
      event_id uuid not null references docking_events (id) on delete cascade,
      sequence bigint not null check (sequence >= 1),
      command_id uuid not null,
      name text not null,
      body jsonb not null,
      account_id uuid references accounts (id),
      at timestamptz not null default now(),
      primary key (event_id, sequence),
      unique (event_id, command_id)
    );

    -- The one way to write the log: it locks the event, so numbers have no gap however commands race.
    create function append_hall_log(of_event uuid, by_command uuid, what text, details jsonb, by_account uuid) returns bigint
      language plpgsql as $$
      declare number bigint;
      begin
        update docking_events set sequence = sequence + 1 where id = of_event returning sequence into strict number;
        insert into hall_log (event_id, sequence, command_id, name, body, account_id)
          values (of_event, number, by_command, what, details, by_account);
        return number;
      end
    $$;

    create table letters (
      id uuid primary key,
      serial text not null unique,
      event_id uuid references docking_events (id),
      meeting_id uuid unique references meetings (id),
      match_id uuid not null references matches (id),
      technology_party text not null check (technology_party <> ''),
      need_party text not null check (need_party <> ''),
      technology_signer text not null check (technology_signer <> ''),
      need_signer text not null check (need_signer <> ''),
      witness text not null default '',
      terms text not null check (terms <> ''),
      body text not null check (body <> ''),
      sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
      on_screen boolean not null default false,
      account_id uuid not null references accounts (id),
      signed_at timestamptz not null,
      recorded_at timestamptz not null default now()
    );
    create index letters_match on letters (match_id);
    create index letters_event on letters (event_id);
    create sequence letter_serial;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop sequence letter_serial;
    drop table letters;
    drop function append_hall_log(uuid, uuid, text, jsonb, uuid);
    drop table hall_log;
    drop table meeting_seats;
    drop table meetings;
    drop table event_listings;
    drop table event_participants;
    drop table event_tables;
    drop table event_slots;
    drop table event_industries;
    drop table docking_events;
  `);
}
