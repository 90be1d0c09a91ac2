import type { Knex } from 'knex';

/** Organizations, the accounts of their people, roles scoped to a region, sessions and printed log-in cards. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table organizations (
      id uuid primary key,
      name text not null check (name <> ''),
      kind text not null check (kind in ('university', 'institute', 'cooperative', 'family-farm', 'enterprise',
        'village-committee', 'bureau', 'platform', 'incubator', 'makerspace', 'station', 'other')),
      region_code text references regions (code),
      about text not null default '',
      invented boolean not null default false,
      version integer not null default 1,
      created_at timestamptz not null default now()
    );
    create index organizations_region on organizations (region_code);
    create index organizations_name on organizations using gin (name gin_trgm_ops);

    create table accounts (
      id uuid primary key,
      name text not null check (name <> ''),
      phone text unique check (phone ~ '^1[0-9]{10}$'),
      email citext unique check (email ~ '^[^@[:space:]]+@[^@[:space:]]+$'),
      password_hash text,
      organization_id uuid references organizations (id),
      language text not null default 'zh' check (language in ('zh', 'en')),
      status text not null default 'active' check (status in ('active', 'locked')),
      invented boolean not null default false,
      version integer not null default 1,
      created_at timestamptz not null default now(),
      constraint reachable check (phone is not null or email is not null or password_hash is null)
    );
    create index accounts_organization on accounts (organization_id);

    create table account_roles (
      account_id uuid not null references accounts (id) on delete cascade,
      role text not null check (role in ('researcher', 'seeker', 'information-officer', 'broker', 'organizer', 'desk', 'admin')),
      region_code text not null references regions (code),
      granted_at timestamptz not null default now(),
      expires_at timestamptz,
      primary key (account_id, role, region_code)
    );

    create table login_cards (
      id uuid primary key,
      account_id uuid not null references accounts (id) on delete cascade,
      code_hash text not null unique,
      issued_by uuid references accounts (id),
      issued_at timestamptz not null default now(),
      expires_at timestamptz not null,
      revoked_at timestamptz,
      last_used_at timestamptz
    );
    create index login_cards_account on login_cards (account_id);

    create table consents (
      id bigint generated always as identity primary key,
      account_id uuid not null references accounts (id) on delete cascade,
      purpose text not null check (purpose in ('account', 'screen')),
      text_version text not null,
      channel text not null check (channel in ('web', 'paper', 'phone')),
      given_at timestamptz not null default now(),
      withdrawn_at timestamptz
    );
    create index consents_account on consents (account_id);

    create table sessions (
      sid text primary key,
      sess json not null,
      expire timestamptz not null
    );
    create index sessions_expire on sessions (expire);

    create table rate_limits (
      key text primary key,
      points integer not null default 0,
      expire bigint
    );

    alter table commands add foreign key (account_id) references accounts (id) on delete set null;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table commands drop constraint commands_account_id_fkey;
    drop table rate_limits;
    drop table sessions;
    drop table consents;
    drop table login_cards;
    drop table account_roles;
    drop table accounts;
    drop table organizations;
  `);
}
