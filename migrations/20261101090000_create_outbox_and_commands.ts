import type { Knex } from 'knex';

/** The outbox holds facts until the relay has handed them on; commands remember what a client's write answered. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create extension if not exists citext;
    create extension if not exists pg_trgm;
    create extension if not exists btree_gist;

    create table outbox (
      id bigint generated always as identity primary key,
      name text not null,
      body jsonb not null,
      status text not null default 'waiting' check (status in ('waiting', 'relayed', 'unreadable')),
      recorded_at timestamptz not null default now(),
      relayed_at timestamptz
    );
    create index outbox_waiting on outbox (id) where status = 'waiting';
    create index outbox_recorded_at on outbox (recorded_at);

    create table commands (
      id uuid primary key,
      account_id uuid,
      name text not null,
      reply jsonb,
      done_at timestamptz not null default now()
    );
    create index commands_done_at on commands (done_at);
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop table commands;
    drop table outbox;
    drop extension btree_gist;
    drop extension pg_trgm;
    drop extension citext;
  `);
}
