import type { App } from '../../compose.ts';
import { loginKey } from './account.ts';
import type { Caller } from './caller.ts';
import type { Web } from '../../web/web.ts';
import type { RateLimiter } from '../../web/rate-limit.ts';
import type { Platform } from '../../platform/platform.ts';
import { beginSession, endSession, loadCaller } from '../../web/session.ts';
import { refuse } from '../../kernel/error.ts';

/** Signing in and out for programs; the session is the same that pages have. */
export function peopleApi(web: Web, app: App, { db }: Platform, limits: RateLimiter): void {
  web.endpoint('signIn', async ({ body, request }) => {
    await limits.consume('sign-in-address', request.ip ?? 'unknown');
    await limits.consume('sign-in-name', loginKey(body.login));
    const account = await app.signIn(body.login, body.password);
    await beginSession(request, account.id);
    return meOf((await loadCaller(db, account.id)) ?? refuse('sign-in', 'ui:errors.sign-in'));
  });
  web.endpoint('signOut', async ({ request }) => {
    await endSession(request);
    return {};
  });
  web.endpoint('me', ({ caller }) => Promise.resolve(meOf(caller)));
}

function meOf({ accountId, name, organizationId, roles }: Caller) {
  return { accountId, name, organizationId, roles: [...roles] };
}
