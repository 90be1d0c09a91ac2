import type { Knex } from 'knex';
import { z } from 'zod';
import type { App } from '../../compose.ts';
import { field, type Attempt } from '../../web/input.ts';
import { beginSession, endSession } from '../../web/session.ts';
import type { Visit } from '../../web/visit.ts';
import type { Web } from '../../web/web.ts';
import { loginKey, OrganizationKind, readLogin } from './account.ts';
import { peopleReads } from './reads.ts';
import type { RateLimiter } from '../../web/rate-limit.ts';
import type { Translate } from '../../web/i18n.ts';

type To = { to: string };
const To = z.object({ to: z.string().optional().catch(undefined) });

/** Signing in, by password or by a printed card, signing out, and making an account. */
export function signInPages(web: Web, app: App, db: Knex, limits: RateLimiter): void {
  const reads = peopleReads(db);

  web.page('/sign-in', { access: 'anyone', query: To, view: 'people/sign-in' }, ({ t, query, caller }) =>
    Promise.resolve(caller ? { redirect: '/today' } : signInModel(t, query.to ?? '', null)),
  );
  web.form(
    '/sign-in',
    {
      access: 'anyone',
      body: z.object({
        login: field.required(200),
        password: z.string().min(1, 'web:errors.required').max(200),
        to: z.string().max(500).optional(),
      }),
      again: ({ t }, attempt) => Promise.resolve({ view: 'people/sign-in', ...signInModel(t, textOf(attempt, 'to'), attempt) }),
    },
    async ({ body, request }) => {
      await limits.consume('sign-in-address', request.ip ?? 'unknown');
      await limits.consume('sign-in-name', loginKey(body.login));
      const account = await app.signIn(body.login, body.password);
      await beginSession(request, account.id);
      return { to: ownPath(body.to) };
    },
  );

  web.page(
    '/sign-in/card',
    { access: 'anyone', query: To.extend({ code: z.string().max(40).optional().catch(undefined) }), view: 'people/sign-in-card' },
    ({ t, query }) => Promise.resolve(cardModel(t, query.code ?? '', null)),
  );
  web.form(
    '/sign-in/card',
    {
      access: 'anyone',
      body: z.object({ code: field.required(40) }),
      again: ({ t }, attempt) =>
        Promise.resolve({ view: 'people/sign-in-card', ...cardModel(t, textOf(attempt, 'code'), attempt) }),
    },
    async ({ body, request }) => {
      await limits.consume('card-address', request.ip ?? 'unknown');
      const account = await app.signInByCard(body.code);
      await beginSession(request, account.id);
      return { to: '/today' };
    },
  );

  web.form('/sign-out', { access: 'anyone', body: z.object({}) }, async ({ request }) => {
    await endSession(request);
    return { to: '/', flash: 'people:flash.signed-out', flashKind: 'information' };
  });

  web.page('/register', { access: 'anyone', view: 'people/register' }, (visit) => registerModel(visit, null));
  web.form(
    '/register',
    {
      access: 'anyone',
      body: z.object({
        role: z.enum(['seeker', 'researcher']),
        name: field.required(40),
        login: field.required(200).refine((text) => text === '' || readLogin(text) !== undefined, 'people:errors.login-form'),
        password: z.string().min(8, 'people:errors.password-short').max(200),
        organization: field.required(100),
        kind: OrganizationKind,
        region: z.string().regex(/^\d{12}$/, 'web:errors.choice'),
        consent: z.literal('true', 'people:errors.consent'),
      }),
      again: async (visit, attempt) => ({ view: 'people/register', ...(await registerModel(visit, attempt)) }),
    },
    async ({ body, command, language, request }) => {
      await limits.consume('register-address', request.ip ?? 'unknown');
      const { organization, kind, region, ...rest } = body;
      const id = await app.registerAccount(
        { ...rest, organization: { name: organization, kind }, regionCode: region, language },
        command,
      );
      await beginSession(request, id);
      return { to: '/today', flash: 'people:flash.welcome' };
    },
  );

  async function registerModel({ t, language }: Pick<Visit, 't' | 'language'>, attempt: Attempt | null) {
    const typed = (name: string) => textOf(attempt, name);
    return {
      title: t('people:register.title'),
      attempt,
      errors: attempt?.errors ?? {},
      typed: {
        role: typed('role') || 'seeker',
        name: typed('name'),
        login: typed('login'),
        organization: typed('organization'),
        kind: typed('kind') || 'cooperative',
        region: typed('region'),
      },
      roles: ['seeker', 'researcher'].map((value) => ({ value, label: t(`people:register.as.${value}`) })),
      kinds: OrganizationKind.options.map((value) => ({ value, label: t(`people:kind.${value}`) })),
      regions: [...(await reads.regions('county', language)), ...(await reads.regions('city', language))],
    };
  }
}

function signInModel(t: Translate, to: string, attempt: Attempt | null) {
  return {
    title: t('people:sign-in.title'),
    to: ownPath(to),
    login: textOf(attempt, 'login'),
    attempt,
    errors: attempt?.errors ?? {},
  };
}

function cardModel(t: Translate, code: string, attempt: Attempt | null) {
  return { title: t('people:card.title'), code, attempt, errors: attempt?.errors ?? {} };
}

/** Only an address of this site is gone back to. */
function ownPath(to: To['to'] | undefined): string {
  return to && /^\/(?![/\\])[^\s]*$/.test(to) && !to.startsWith('/sign-') ? to : '/today';
}

function textOf(attempt: Attempt | null, name: string): string {
  const value = attempt?.typed[name];
  return typeof value === 'string' ? value : '';
}
