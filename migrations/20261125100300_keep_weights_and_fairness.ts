import type { Knex } from 'knex';

/**
 * What matching learns from and what it learnt: each answer keeps the measures that its pair had when it was given; weights
 * and settings are kept version by version, and none is ever changed.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table match_answers add column measures jsonb;

    -- In the transaction of the answer, whoever writes it: the pair may be scored anew a moment later.
    create function keep_measures() returns trigger language plpgsql as $$
      begin
        new.measures := (select m.measures from matches m where m.id = new.match_id);
        return new;
      end
    $$;
    create trigger answers_keep_measures before insert or update of answer, reason on match_answers
      for each row execute function keep_measures();

    create function refuse_history_change() returns trigger language plpgsql as $$
      begin
        raise exception 'What % holds is history and stays as it is.', tg_table_name using errcode = 'integrity_constraint_violation';
      end
    $$;

    create table weight_versions (
      id integer generated always as identity primary key,
      origin text not null check (origin in ('prior', 'refit', 'edited')),
      weights jsonb not null check (jsonb_typeof(weights) = 'object'),
      figures jsonb,
      verdict text check (verdict in ('better', 'not-better')),
      decisions integer not null default 0 check (decisions >= 0),
      fingerprint text not null unique,
      created_by uuid references accounts (id),
      created_at timestamptz not null default now(),
      constraint refit_has_its_figures check (origin <> 'refit' or (figures is not null and verdict is not null)),
      constraint edited_names_the_hand check (origin <> 'edited' or created_by is not null)
    );
    create trigger weight_versions_stay before update or delete on weight_versions
      for each row execute function refuse_history_change();

    create table weight_adoptions (
      id integer primary key check (id >= 1),
      version_id integer not null references weight_versions (id),
      is_held boolean not null default false,
      reason text not null,
      created_by uuid references accounts (id),
      created_at timestamptz not null default now(),
      constraint a_hand_says_why check (created_by is null or reason <> ''),
      constraint only_a_hand_holds check (not is_held or created_by is not null)
    );
    create index weight_adoptions_version on weight_adoptions (version_id);
    create trigger weight_adoptions_stay before update or delete on weight_adoptions
      for each row execute function refuse_history_change();

    create table matching_settings (
      version integer primary key check (version >= 1),
      best smallint not null check (best between 1 and 20),
      exposure smallint check (exposure between 1 and 50),
      own smallint not null check (own between 0 and 10),
      equal_step smallint not null check (equal_step between 1 and 2000),
      poor_first boolean not null,
      reason text not null check (reason <> ''),
      created_by uuid not null references accounts (id),
      created_at timestamptz not null default now()
    );
    create trigger matching_settings_stay before update or delete on matching_settings
      for each row execute function refuse_history_change();
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop table matching_settings;
    drop table weight_adoptions;
    drop table weight_versions;
    drop function refuse_history_change();
    drop trigger answers_keep_measures on match_answers;
    drop function keep_measures();
    alter table match_answers drop column measures;
  `);
}
