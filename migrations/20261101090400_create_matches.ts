import type { Knex } from 'knex';

/** One technology and one need that fit, with a score, its reasons, and what each side answered. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table matches (
      id uuid primary key,
      technology_id uuid not null references listings (id) on delete cascade,
      need_id uuid not null references listings (id) on delete cascade,
      technology_side text not null default 'technology' check (technology_side = 'technology'),
      need_side text not null default 'need' check (need_side = 'need'),
      score real not null check (score between 0 and 1),
      reasons jsonb not null default '[]',
      technology_version integer not null,
      need_version integer not null,
      status text not null default 'proposed' check (status in ('proposed', 'open', 'refused', 'lapsed')),
      opened_at timestamptz,
      version integer not null default 1,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now(),
      unique (technology_id, need_id),
      foreign key (technology_id, technology_side) references listings (id, side),
      foreign key (need_id, need_side) references listings (id, side),
      constraint open_is_dated check (status <> 'open' or opened_at is not null)
    );
    create index matches_need on matches (need_id, score desc);
    create index matches_technology on matches (technology_id, score desc);

    create table match_answers (
      match_id uuid not null references matches (id) on delete cascade,
      side text not null check (side in ('technology', 'need')),
      answer text not null check (answer in ('yes', 'no')),
      reason text check (reason in ('too-early', 'benefit-unclear', 'too-costly', 'unsuitable-land', 'no-capacity',
        'already-solved', 'rights-unclear', 'badly-described', 'other')),
      note text not null default '',
      account_id uuid references accounts (id),
      at timestamptz not null default now(),
      primary key (match_id, side),
      constraint no_says_why check (answer = 'yes' or reason is not null)
    );
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table match_answers; drop table matches;');
}
