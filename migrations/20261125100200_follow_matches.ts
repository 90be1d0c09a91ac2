import type { Knex } from 'knex';

/** What a text between two sides may not hold before both said yes: a mobile number or an e-mail address. The rule is finer. */
const noContact = (column: string) =>
  `${column} !~ '(^|[^0-9])1[3-9][0-9]{9}([^0-9]|$)' and ${column} !~ '[^[:space:]@]@[^[:space:]@]+[.][A-Za-z]'`;

/** The life of a match: who has seen it, what was asked and answered, who wants to be reminded; and summaries of refusals. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table matches drop constraint matches_origin_check,
      add constraint matches_origin_check check (origin in ('engine', 'organizer', 'broker', 'interest'));
    alter table match_answers add column version integer not null default 1,
      add constraint note_without_contact check (${noContact('note')}) not valid;

    create table match_looks (
      match_id uuid not null references matches (id) on delete cascade,
      side text not null check (side in ('technology', 'need')),
      account_id uuid not null references accounts (id),
      at timestamptz not null default now(),
      primary key (match_id, side)
    );

    create table match_delays (
      match_id uuid not null references matches (id) on delete cascade,
      side text not null check (side in ('technology', 'need')),
      until date not null,
      account_id uuid not null references accounts (id),
      at timestamptz not null default now(),
      returned_at timestamptz,
      primary key (match_id, side)
    );
    create index match_delays_due on match_delays (until) where returned_at is null;

    create table match_questions (
      id uuid primary key,
      match_id uuid not null references matches (id) on delete cascade,
      side text not null check (side in ('technology', 'need')),
      account_id uuid not null references accounts (id),
      text text not null default '' check (${noContact('text')}),
      reason jsonb,
      asked_at timestamptz not null default now(),
      answer text check (answer <> '' and ${noContact('answer')}),
      answered_by uuid references accounts (id),
      answered_at timestamptz,
      constraint asks_something check ((text <> '') <> (reason is not null)),
      constraint answer_is_dated check ((answer is null) = (answered_at is null) and (answer is null) = (answered_by is null))
    );
    create unique index match_questions_reason on match_questions (match_id, side, (reason ->> 'key')) where reason is not null;
    create index match_questions_match on match_questions (match_id, asked_at);
    create index match_questions_waiting on match_questions (match_id, side) where answer is null;

    create table refusal_summaries (
      listing_id uuid not null references listings (id) on delete cascade,
      week date not null,
      told_at timestamptz not null default now(),
      primary key (listing_id, week)
    );
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop table refusal_summaries;
    drop table match_questions;
    drop table match_delays;
    drop table match_looks;
    alter table match_answers drop constraint note_without_contact, drop column version;
    update matches set origin = 'organizer' where origin = 'broker';
    alter table matches drop constraint matches_origin_check,
      add constraint matches_origin_check check (origin in ('engine', 'organizer', 'interest'));
  `);
}
