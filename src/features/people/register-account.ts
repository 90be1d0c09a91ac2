import { refuseFields } from '../../kernel/error.ts';
import { newId, type Id } from '../../kernel/id.ts';
import type { Command, Transact } from '../../kernel/transact.ts';
import { checkPassword, readLogin, type OrganizationKind } from './account.ts';
import type { Role } from './caller.ts';
import type { PeopleStore } from './store.ts';

/** The wording of the consent that a new account agrees to; raised whenever the privacy page changes. */
export const consentText = '2026-11';

export type Registration = {
  name: string;
  login: string;
  password: string;
  role: Extract<Role, 'researcher' | 'seeker'>;
  organization: { name: string; kind: OrganizationKind };
  regionCode: string;
  language: 'zh' | 'en';
};

type Ports = { transact: Transact<{ people: PeopleStore }>; passwords: { hash(password: string): Promise<string> } };

/** Makes an account with its organization and role. Organizers and admins are made by others, never here. */
export function registerAccount({ transact, passwords }: Ports) {
  return async (registration: Registration, once?: Command): Promise<Id> => {
    const login = readLogin(registration.login) ?? refuseFields({ login: { key: 'people:errors.login-form' } });
    checkPassword(registration.password, 'password');
    const passwordHash = await passwords.hash(registration.password);
    return transact(async ({ people }) => {
      const organizationId = newId();
      const id = newId();
      await people.addOrganization({ id: organizationId, ...registration.organization, regionCode: registration.regionCode });
      await people.add({
        id,
        name: registration.name,
        phone: 'phone' in login ? login.phone : null,
        email: 'email' in login ? login.email : null,
        passwordHash,
        organizationId,
        language: registration.language,
        status: 'active',
        version: 1,
      });
      await people.grant(id, registration.role, registration.regionCode);
      await people.addConsent(id, consentText);
      return id;
    }, once);
  };
}
