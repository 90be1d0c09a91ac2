import type { Knex } from 'knex';

/**
 * The outbox holds facts until the relay has handed them on; commands remember what a client's write answered;
 * socket_io_attachments is where Socket.IO's PostgreSQL adapter puts what is too long for a notification.
 */
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

    create function wake_relay() returns trigger language plpgsql as $$
      begin
        notify outbox;
        return null;
      end
    $$;
    create trigger outbox_wakes_relay after insert on outbox for each statement execute function wake_relay();

    create table commands (
      id uuid primary key,
      account_id uuid,
      name text not null,
      reply jsonb,
      done_at timestamptz not null default now()
    );
    create index commands_done_at on commands (done_at);

    create table socket_io_attachments (
      id bigint generated always as identity primary key,
      created_at timestamptz not null default now(),
      payload bytea
    );
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop table socket_io_attachments;
    drop table commands;
    drop table outbox;
    drop function wake_relay();
    drop extension btree_gist;
    drop extension pg_trgm;
    drop extension citext;
  `);
}
