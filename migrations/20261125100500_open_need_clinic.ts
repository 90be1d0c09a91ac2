import type { Knex } from 'knex';

/** What experts found of a need, and what the villager said to the expert's words. Neither is rewritten afterwards. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table need_assessments (
      id uuid primary key,
      listing_id uuid not null,
      side text not null default 'need' check (side = 'need'),
      number integer not null check (number > 0),
      version integer not null,
      problem smallint not null check (problem between 0 and 5),
      conditions smallint not null check (conditions between 0 and 5),
      result smallint not null check (result between 0 and 5),
      means smallint not null check (means between 0 and 5),
      problem_note text not null default '',
      conditions_note text not null default '',
      result_note text not null default '',
      means_note text not null default '',
      said text not null,
      account_id uuid not null references accounts (id),
      at timestamptz not null,
      foreign key (listing_id, side) references listings (id, side) on delete cascade,
      constraint one_after_the_other unique (listing_id, number),
      constraint zero_says_why check ((problem > 0 or problem_note <> '') and (conditions > 0 or conditions_note <> '')
        and (result > 0 or result_note <> '') and (means > 0 or means_note <> ''))
    );

    create table need_read_backs (
      id uuid primary key,
      listing_id uuid not null,
      side text not null default 'need' check (side = 'need'),
      number integer not null check (number > 0),
      version integer not null,
      problem text not null check (problem <> ''),
      expert_problem text not null check (expert_problem <> ''),
      code text not null unique,
      asked_by uuid not null references accounts (id),
      asked_at timestamptz not null,
      answer text check (answer in ('yes', 'no')),
      objection text not null default '',
      way text check (way in ('web', 'slip')),
      answered_by uuid references accounts (id),
      answered_at timestamptz,
      foreign key (listing_id, side) references listings (id, side) on delete cascade,
      constraint one_question_after_the_other unique (listing_id, number),
      constraint an_answer_is_whole check ((answer is null) = (answered_at is null) and (answer is null) = (way is null)),
      constraint no_says_why check ((answer is not distinct from 'no') = (objection <> '')),
      constraint on_the_web_somebody_answers check (way is distinct from 'web' or answered_by is not null)
    );
    create unique index need_read_backs_one_open on need_read_backs (listing_id, md5(problem), md5(expert_problem)) where answer is null;

    create function refuse_assessment_change() returns trigger language plpgsql as $$
      begin
        raise exception 'An assessment of a need stays as it was made; a new one is added.' using errcode = 'integrity_constraint_violation';
      end
    $$;
    create trigger need_assessments_stay before update on need_assessments
      for each row execute function refuse_assessment_change();

    create function refuse_read_back_change() returns trigger language plpgsql as $$
      begin
        if old.answer is not null
          or to_jsonb(new) - array['answer', 'objection', 'way', 'answered_by', 'answered_at']
            is distinct from to_jsonb(old) - array['answer', 'objection', 'way', 'answered_by', 'answered_at'] then
          raise exception 'A read-back is answered once, for the words that were asked about.' using errcode = 'integrity_constraint_violation';
        end if;
        return new;
      end
    $$;
    create trigger need_read_backs_stay before update on need_read_backs
      for each row execute function refuse_read_back_change();
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop table need_read_backs;
    drop table need_assessments;
    drop function refuse_read_back_change();
    drop function refuse_assessment_change();
  `);
}
