import type { Knex } from 'knex';

/**
 * Listings that are alike, what organizers decided of alike technologies, and joint needs: several villages, one need.
 * A joint need and its listing carry one id. A member's row repeats the state of its joint need, which a cascade keeps true,
 * so that an index can refuse a second living membership.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table listing_likenesses (
      one_id uuid not null,
      other_id uuid not null,
      side text not null check (side in ('technology', 'need')),
      one_version integer not null,
      other_version integer not null,
      score real not null check (score between 0 and 1),
      text_share real not null check (text_share between 0 and 1),
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now(),
      primary key (one_id, other_id),
      foreign key (one_id, side) references listings (id, side) on delete cascade,
      foreign key (other_id, side) references listings (id, side) on delete cascade,
      constraint each_pair_once check (one_id < other_id)
    );
    create index listing_likenesses_other on listing_likenesses (other_id);
    create index listing_likenesses_score on listing_likenesses (side, score desc);

    create table likeness_decisions (
      one_id uuid not null references listings (id) on delete cascade,
      other_id uuid not null references listings (id) on delete cascade,
      decision text not null check (decision in ('not-same', 'keep-both', 'withdraw-newer')),
      account_id uuid references accounts (id) on delete set null,
      at timestamptz not null default now(),
      primary key (one_id, other_id),
      constraint each_pair_decided_once check (one_id < other_id)
    );

    create table joint_needs (
      id uuid primary key,
      status text not null check (status in ('proposed', 'gathering', 'published', 'closed')),
      region_code text not null references regions (code),
      title text not null check (title <> ''),
      problem text not null check (problem <> ''),
      text_version integer not null default 1,
      lead_need_id uuid references listings (id) on delete set null,
      organizer_id uuid references accounts (id) on delete set null,
      version integer not null default 1,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now(),
      published_at timestamptz,
      unique (id, status),
      constraint published_is_dated check (status <> 'published' or published_at is not null)
    );
    create index joint_needs_region on joint_needs (region_code, updated_at desc);

    create table joint_need_members (
      joint_need_id uuid not null,
      need_id uuid not null,
      need_side text not null default 'need' check (need_side = 'need'),
      joint_status text not null,
      account_id uuid not null references accounts (id),
      place smallint not null check (place between 1 and 12),
      status text not null default 'invited' check (status in ('invited', 'in', 'declined', 'left')),
      share_mu numeric(12, 2) check (share_mu >= 0),
      share_heads integer check (share_heads >= 0),
      share_households integer check (share_households >= 0),
      share_fen bigint check (share_fen >= 0),
      shows_share boolean not null default false,
      opens_contact boolean not null default false,
      primary key (joint_need_id, need_id),
      unique (joint_need_id, account_id),
      unique (joint_need_id, place),
      foreign key (joint_need_id, joint_status) references joint_needs (id, status) on update cascade on delete cascade,
      foreign key (need_id, need_side) references listings (id, side) on delete cascade,
      constraint whoever_is_in_has_a_share check (status <> 'in'
        or coalesce(share_mu, share_heads, share_households) is not null),
      constraint only_who_is_in_opens check (status = 'in' or not (opens_contact or shows_share))
    );
    create unique index one_living_joint_need on joint_need_members (need_id)
      where joint_status <> 'closed' and status in ('invited', 'in');
    create index joint_need_members_account on joint_need_members (account_id);

    create table joint_need_consents (
      id bigint generated always as identity primary key,
      joint_need_id uuid not null,
      need_id uuid not null,
      purpose text not null check (purpose in ('membership', 'share', 'contact')),
      given boolean not null,
      text_version integer not null,
      channel text not null check (channel in ('web', 'paper', 'phone')),
      account_id uuid references accounts (id) on delete set null,
      at timestamptz not null default now(),
      foreign key (joint_need_id, need_id) references joint_need_members (joint_need_id, need_id) on delete cascade
    );
    create index joint_need_consents_member on joint_need_consents (joint_need_id, need_id, id);

    create function refuse_consent_change() returns trigger language plpgsql as $$
      begin
        -- What goes with its member or its author, when those are erased, comes by way of another trigger.
        if pg_trigger_depth() < 2 then
          raise exception 'A consent is history: a later one follows it.' using errcode = 'integrity_constraint_violation';
        end if;
        return coalesce(new, old);
      end
    $$;
    create trigger joint_need_consents_stay before update or delete on joint_need_consents
      for each row execute function refuse_consent_change();
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop table joint_need_consents;
    drop function refuse_consent_change();
    drop table joint_need_members;
    drop table joint_needs;
    drop table likeness_decisions;
    drop table listing_likenesses;
  `);
}
