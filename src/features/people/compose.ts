import { randomBytes } from 'node:crypto';
import { createTransact } from '../../platform/postgres/transact.ts';
import { outboxStore } from '../../platform/postgres/outbox.ts';
import type { Platform } from '../../platform/platform.ts';
import { changePassword, grantRole, issueCard, revokeRole, saveProfile, setAccountStatus } from './manage-account.ts';
import { passwords } from '../../platform/passwords/argon2.ts';
import { hashCardCode } from '../../platform/passwords/hash-card-code.ts';
import { registerAccount } from './register-account.ts';
import { signIn, signInByCard } from './sign-in.ts';
import { peopleStore } from './store.ts';
import { trimTraces } from './trim-store.ts';

export function composePeople({ db, now, config }: Platform) {
  const transact = createTransact(db, (trx) => ({ people: peopleStore(trx), outbox: outboxStore(trx) }));
  const hashCode = (code: string) => hashCardCode(config.SESSION_SECRET, code);
  const ports = { transact, passwords, hashCode, randomBytes, now };
  return {
    signIn: signIn(ports),
    signInByCard: signInByCard(ports),
    registerAccount: registerAccount(ports),
    issueCard: issueCard(ports),
    setAccountStatus: setAccountStatus(ports),
    grantRole: grantRole(ports),
    revokeRole: revokeRole(ports),
    saveProfile: saveProfile(ports),
    changePassword: changePassword(ports),
    trimTraces: () => trimTraces(db, now()),
  };
}
