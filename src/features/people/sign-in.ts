import { refuse } from '../../kernel/error.ts';
import type { Id } from '../../kernel/id.ts';
import type { Transact } from '../../kernel/transact.ts';
import type { Outbox } from '../../platform/postgres/outbox.ts';
import { readLogin, type Account } from './account.ts';
import { isUsable, readCardCode } from './login-card.ts';
import type { PeopleStore } from './store.ts';

type Ports = {
  transact: Transact<{ people: PeopleStore; outbox: Outbox }>;
  passwords: { verify(hash: string | null, password: string): Promise<boolean> };
  hashCode: (code: string) => string;
  now: () => Date;
};

/** Answers the account; an unknown login, a wrong password and a locked account are told alike. */
export function signIn({ transact, passwords }: Ports) {
  return async (login: string, password: string): Promise<Account> => {
    const name = readLogin(login);
    const account = name && (await transact(({ people }) => people.find(name)));
    // Between the two transactions: a hall that signs in at once must not hold every connection while passwords are checked.
    const right = await passwords.verify(account?.passwordHash ?? null, password);
    if (!account || !right || account.status !== 'active') refuse('invalid', 'people:errors.sign-in');
    await transact(({ outbox }) => outbox.record([signedIn(account.id, 'password')]));
    return account;
  };
}

/** Signs in by the code on a printed card; a used card stays good until it expires or is revoked. */
export function signInByCard({ transact, hashCode, now }: Ports) {
  return (typed: string): Promise<Account> =>
    transact(async ({ people, outbox }) => {
      const code = readCardCode(typed);
      const card = code === undefined ? undefined : await people.findCard(hashCode(code));
      if (!card || !isUsable(card, now())) refuse('invalid', 'people:errors.card');
      const account = await people.get(card.accountId);
      if (account.status !== 'active') refuse('invalid', 'people:errors.card');
      await people.touchCard(card.id, now());
      await outbox.record([signedIn(account.id, 'card')]);
      return account;
    });
}

function signedIn(accountId: Id, by: 'password' | 'card') {
  return { name: 'account.signed-in', body: { accountId, by } } as const;
}
