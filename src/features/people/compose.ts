import { randomBytes } from 'node:crypto';
import { createTransact } from '../../platform/postgres/transact.ts';
import { outboxStore } from '../../platform/postgres/outbox.ts';
import type { Platform } from '../../platform/platform.ts';
import { appointAdmin } from './appoint-admin.ts';
import type { Caller } from './caller.ts';
import { changePassword, grantRole, issueCard, revokeRole, saveProfile, setAccountStatus } from './manage-account.ts';
import { passwords } from '../../platform/passwords/argon2.ts';
import { hashCardCode } from '../../platform/passwords/hash-card-code.ts';
import { registerAccount } from './register-account.ts';
import { sessionStore } from './session-store.ts';
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
    appointAdmin: appointAdmin({ ...ports, cityCode: config.CITY_CODE }),
    issueCard: issueCard(ports),
    setAccountStatus: setAccountStatus(ports),
    grantRole: grantRole(ports),
    revokeRole: revokeRole(ports),
    saveProfile: saveProfile(ports),
    changePassword: changePassword(ports),
    /** Ends one session of the caller, so that the device it is on has to sign in again. */
    endSession: (caller: Caller, key: string) => sessionStore(db).end(caller.accountId, key),
    endOtherSessions: (caller: Caller, sid: string) => sessionStore(db).endOthers(caller.accountId, sid),
    trimTraces: () => trimTraces(db, now()),
  };
}
