import type { Knex } from 'knex';

/** What a person is told, once per matter, and each way it was sent. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table notifications (
      id uuid primary key,
      account_id uuid not null references accounts (id) on delete cascade,
      about text not null,
      kind text not null,
      params jsonb not null default '{}',
      link text not null,
      created_at timestamptz not null default now(),
      read_at timestamptz,
      unique (account_id, about)
    );
    create index notifications_account on notifications (account_id, created_at desc, id desc);
    create index notifications_unread on notifications (account_id) where read_at is null;

    create table deliveries (
      id uuid primary key,
      notification_id uuid not null references notifications (id) on delete cascade,
      channel text not null check (channel in ('email')),
      status text not null default 'waiting' check (status in ('waiting', 'sent', 'failed')),
      message_id text not null,
      file_name text,
      attempts integer not null default 0,
      error text,
      created_at timestamptz not null default now(),
      sent_at timestamptz,
      unique (notification_id, channel)
    );
    create index deliveries_created on deliveries (created_at desc, id desc);
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table deliveries; drop table notifications;');
}
