import { refuse, refuseFields } from '../../kernel/error.ts';
import { newId } from '../../kernel/id.ts';
import type { Transact } from '../../kernel/transact.ts';
import { readLogin } from './account.ts';
import { makeCardCode } from './login-card.ts';
import type { PeopleStore } from './store.ts';

type Ports = {
  transact: Transact<{ people: PeopleStore }>;
  hashCode: (code: string) => string;
  randomBytes: (count: number) => Uint8Array;
  now: () => Date;
  /** Where the installation is at home; an admin's role holds everywhere, and stands in this region. */
  cityCode: string;
};

export type Appointed = { code: string; expiresAt: Date; isNew: boolean };

/** Long enough to walk to a browser; who has signed in prints a card of the usual kind. */
const cardHours = 24;

/**
 * Makes the account an admin, and makes the account first when there is none with this log-in. For whoever runs the
 * installation, from its command line alone: there nobody is asked who they are. Answers the code of a card; earlier ones end.
 */
export function appointAdmin({ transact, hashCode, randomBytes, now, cityCode }: Ports) {
  return (login: string, name: string): Promise<Appointed> =>
    transact(async ({ people }) => {
      const by = readLogin(login) ?? refuseFields({ login: { key: 'people:errors.login-form' } });
      const found = await people.find(by);
      const id = found?.id ?? newId();
      if (!found) {
        const login = { phone: 'phone' in by ? by.phone : null, email: 'email' in by ? by.email : null };
        const account = { passwordHash: null, organizationId: null, language: 'zh', status: 'active', version: 1 } as const;
        await people.add({ id, name, ...login, ...account });
      } else if (found.status === 'locked') {
        await people.save({ ...found, status: 'active', version: found.version + 1 });
      }
      const region = (await people.regionLike(cityCode)) ?? refuse('conflict', 'people:errors.no-places');
      await people.grant(id, 'admin', region);
      await people.revokeCards(id, now());
      const code = makeCardCode(randomBytes);
      const expiresAt = new Date(now().getTime() + cardHours * 3600 * 1000);
      await people.addCard({ id: newId(), accountId: id, codeHash: hashCode(code), expiresAt, revokedAt: null }, id);
      return { code, expiresAt, isNew: !found };
    });
}
