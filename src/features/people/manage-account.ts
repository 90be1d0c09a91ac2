import { refuse, refuseFields } from '../../kernel/error.ts';
import { newId, type Id } from '../../kernel/id.ts';
import type { Command, Transact } from '../../kernel/transact.ts';
import { checkPassword } from './account.ts';
import { requireAdmin, requireCardIssuer, type Caller, type Role } from './caller.ts';
import { makeCardCode } from './login-card.ts';
import type { PeopleStore } from './store.ts';

type Ports = {
  transact: Transact<{ people: PeopleStore }>;
  passwords: { hash(password: string): Promise<string>; verify(hash: string | null, password: string): Promise<boolean> };
  hashCode: (code: string) => string;
  randomBytes: (count: number) => Uint8Array;
  now: () => Date;
};

export type IssuedCard = { code: string; name: string; expiresAt: Date };

const cardDays = 180;

/**
 * Issues a printed card; earlier ones end. The code is answered once and kept only as a hash, not even with the command:
 * who repeats it hears that the card was issued and may issue another.
 */
export function issueCard({ transact, hashCode, randomBytes, now }: Ports) {
  return async (caller: Caller, accountId: Id, once?: Command): Promise<IssuedCard> => {
    let issued: IssuedCard | undefined;
    await transact(async ({ people }) => {
      const account = await people.get(accountId);
      requireCardIssuer(caller, await people.standing(accountId));
      if (account.status !== 'active') refuse('conflict', 'people:errors.card-locked');
      await people.revokeCards(accountId, now());
      const code = makeCardCode(randomBytes);
      const expiresAt = new Date(now().getTime() + cardDays * 24 * 3600 * 1000);
      await people.addCard({ id: newId(), accountId, codeHash: hashCode(code), expiresAt, revokedAt: null }, caller.accountId);
      issued = { code, name: account.name, expiresAt };
    }, once);
    return issued ?? refuse('conflict', 'people:errors.card-issued');
  };
}

export function setAccountStatus({ transact, now }: Ports) {
  return (caller: Caller, accountId: Id, status: 'active' | 'locked', once?: Command): Promise<void> =>
    transact(async ({ people }) => {
      requireAdmin(caller);
      if (accountId === caller.accountId) refuse('conflict', 'people:errors.not-yourself');
      const account = await people.get(accountId);
      await people.save({ ...account, status, version: account.version + 1 });
      if (status === 'locked') await people.revokeCards(accountId, now());
    }, once);
}

export function grantRole({ transact }: Ports) {
  return (caller: Caller, accountId: Id, role: Role, region: string, once?: Command): Promise<void> =>
    transact(async ({ people }) => {
      requireAdmin(caller);
      await people.get(accountId);
      await people.grant(accountId, role, region);
    }, once);
}

export function revokeRole({ transact }: Ports) {
  return (caller: Caller, accountId: Id, role: Role, region: string, once?: Command): Promise<void> =>
    transact(async ({ people }) => {
      requireAdmin(caller);
      if (accountId === caller.accountId && role === 'admin') refuse('conflict', 'people:errors.not-yourself');
      await people.revoke(accountId, role, region);
    }, once);
}

export function saveProfile({ transact }: Ports) {
  return (caller: Caller, profile: { name: string; language: 'zh' | 'en'; version: number }, once?: Command): Promise<void> =>
    transact(async ({ people }) => {
      const account = await people.get(caller.accountId);
      if (account.version !== profile.version) refuse('stale', 'people:errors.stale');
      await people.save({ ...account, name: profile.name, language: profile.language, version: account.version + 1 });
    }, once);
}

/** Whoever repeats it with the same command is answered alike, though the old password no longer holds. */
export function changePassword({ transact, passwords }: Ports) {
  return async (caller: Caller, old: string, fresh: string, once?: Command): Promise<void> => {
    checkPassword(fresh, 'newPassword');
    const passwordHash = await passwords.hash(fresh);
    await transact(async ({ people }) => {
      const account = await people.get(caller.accountId);
      if (!(await passwords.verify(account.passwordHash, old)))
        refuseFields({ oldPassword: { key: 'people:errors.old-password' } });
      await people.save({ ...account, passwordHash, version: account.version + 1 });
    }, once);
  };
}
