import type { Knex } from 'knex';
import { refuse, refuseFields } from '../../kernel/error.ts';
import type { Id } from '../../kernel/id.ts';
import type { Account, OrganizationKind } from './account.ts';
import type { Role } from './caller.ts';
import type { LoginCard } from './login-card.ts';

export type PeopleStore = ReturnType<typeof peopleStore>;
export type NewOrganization = { id: Id; name: string; kind: OrganizationKind; regionCode: string | null };

/** Accounts, their roles and cards, and organizations: the write side. */
export function peopleStore(trx: Knex) {
  return {
    async get(id: Id): Promise<Account> {
      const row = (await trx('accounts').where({ id }).forNoKeyUpdate().first()) as AccountRow | undefined;
      return row ? toAccount(row) : refuse('not-found', 'web:errors.not-found');
    },
    async find(login: { phone: string } | { email: string }): Promise<Account | undefined> {
      const row = (await trx('accounts').where(login).first()) as AccountRow | undefined;
      return row && toAccount(row);
    },
    async add(account: Account): Promise<void> {
      await trx('accounts').insert(fromAccount(account)).catch(refuseTaken);
    },
    async save(account: Account): Promise<void> {
      await trx('accounts').where({ id: account.id }).update(fromAccount(account)).catch(refuseTaken);
    },
    async grant(accountId: Id, role: Role, region: string, expiresAt: Date | null = null): Promise<void> {
      await trx('account_roles')
        .insert({ account_id: accountId, role, region_code: region, expires_at: expiresAt })
        .onConflict(['account_id', 'role', 'region_code'])
        .merge({ expires_at: expiresAt });
    },
    /** This region, else the first of those there are. */
    async regionLike(code: string): Promise<string | undefined> {
      const row = (await trx('regions').orderByRaw('(code = ?) desc, code', [code]).first('code')) as
        { code: string } | undefined;
      return row?.code;
    },
    async revoke(accountId: Id, role: Role, region: string): Promise<void> {
      await trx('account_roles').where({ account_id: accountId, role, region_code: region }).delete();
    },
    async addOrganization({ id, name, kind, regionCode }: NewOrganization): Promise<void> {
      await trx('organizations').insert({ id, name, kind, region_code: regionCode });
    },
    async findCard(codeHash: string): Promise<LoginCard | undefined> {
      const row = (await trx('login_cards').where({ code_hash: codeHash }).forNoKeyUpdate().first()) as CardRow | undefined;
      return (
        row && {
          id: row.id,
          accountId: row.account_id,
          codeHash: row.code_hash,
          expiresAt: row.expires_at,
          revokedAt: row.revoked_at,
        }
      );
    },
    async addCard(card: LoginCard, issuedBy: Id): Promise<void> {
      await trx('login_cards').insert({
        id: card.id,
        account_id: card.accountId,
        code_hash: card.codeHash,
        expires_at: card.expiresAt,
        issued_by: issuedBy,
      });
    },
    async touchCard(id: Id, at: Date): Promise<void> {
      await trx('login_cards').where({ id }).update({ last_used_at: at });
    },
    async revokeCards(accountId: Id, at: Date): Promise<void> {
      await trx('login_cards').where({ account_id: accountId }).whereNull('revoked_at').update({ revoked_at: at });
    },
    async addConsent(accountId: Id, textVersion: string): Promise<void> {
      await trx('consents').insert({ account_id: accountId, purpose: 'account', text_version: textVersion, channel: 'web' });
    },
    /** Where the account belongs: the region of its organization, and those in which it holds a role. */
    async standing(accountId: Id): Promise<{ regions: string[]; roles: Role[] }> {
      const organization = (await trx('accounts')
        .join('organizations', 'organizations.id', 'accounts.organization_id')
        .where('accounts.id', accountId)
        .whereNotNull('organizations.region_code')
        .pluck('organizations.region_code')) as string[];
      const grants = (await trx('account_roles').where({ account_id: accountId }).select('role', 'region_code')) as {
        role: Role;
        region_code: string;
      }[];
      return { regions: [...organization, ...grants.map((grant) => grant.region_code)], roles: grants.map(({ role }) => role) };
    },
  };
}

type AccountRow = {
  id: Id;
  name: string;
  phone: string | null;
  email: string | null;
  password_hash: string | null;
  organization_id: Id | null;
  language: 'zh' | 'en';
  status: 'active' | 'locked';
  version: number;
};
type CardRow = { id: Id; account_id: Id; code_hash: string; expires_at: Date; revoked_at: Date | null };

function toAccount(row: AccountRow): Account {
  const { password_hash: passwordHash, organization_id: organizationId, id, name, phone, email, language, status, version } = row;
  return { id, name, phone, email, passwordHash, organizationId, language, status, version };
}

function fromAccount({ passwordHash, organizationId, ...rest }: Account): object {
  return { ...rest, password_hash: passwordHash, organization_id: organizationId };
}

/** The database decides who was first; the other hears which log-in name is taken. */
function refuseTaken(error: unknown): never {
  if ((error as { code?: string }).code === '23505') refuseFields({ login: { key: 'people:errors.login-taken' } });
  throw error as Error;
}
