import type { Knex } from 'knex';
import { z } from 'zod';
import type { App } from '../../compose.ts';
import { field, type Attempt } from '../../web/input.ts';
import type { Visit } from '../../web/visit.ts';
import type { Web } from '../../web/web.ts';
import { accountReads } from './account-reads.ts';
import { Role } from './caller.ts';
import { deviceWords } from './device-words.ts';
import { sessionStore } from './session-store.ts';

const Language = z.enum(['zh', 'en']);

/** A person's own account: name and language, password, and where they are signed in. */
export function settingsPages(web: Web, app: App, db: Knex): void {
  const reads = accountReads(db);
  const sessions = sessionStore(db);

  web.page('/settings', { access: 'signed-in', view: 'people/settings' }, (visit) => settingsModel(visit, null));

  web.form(
    '/settings',
    {
      access: 'signed-in',
      body: z.object({ name: field.required(40), language: Language, version: field.whole(1, 1_000_000_000) }),
      again,
    },
    async ({ caller, body, command, response }) => {
      await app.saveProfile(caller, body, command);
      response.cookie('lang', body.language, { maxAge: 365 * 24 * 3600 * 1000, sameSite: 'lax', path: '/' });
      return { to: '/settings', flash: 'people:flash.saved' };
    },
  );
  web.form(
    '/settings/password',
    {
      access: 'signed-in',
      body: z.object({ oldPassword: z.string().min(1, 'web:errors.required').max(200), newPassword: z.string().max(200) }),
      again,
    },
    async ({ caller, body, command, request }) => {
      await app.changePassword(caller, body.oldPassword, body.newPassword, command);
      await app.endOtherSessions(caller, request.sessionID);
      return { to: '/settings', flash: 'people:flash.password-changed' };
    },
  );
  web.form(
    '/settings/sessions/end',
    { access: 'signed-in', body: z.object({ key: z.string().regex(/^[0-9a-f]{64}$/) }) },
    async ({ caller, body }) => {
      await app.endSession(caller, body.key);
      return { to: '/settings', flash: 'people:flash.session-ended' };
    },
  );

  async function again(visit: Visit<'signed-in'>, attempt: Attempt) {
    return { view: 'people/settings', ...(await settingsModel(visit, attempt)) };
  }

  async function settingsModel({ caller, t, request }: Visit<'signed-in'>, attempt: Attempt | null) {
    const profile = await reads.profile(caller.accountId);
    const typed = (name: string, otherwise: string): string => {
      const value = attempt?.typed[name];
      return typeof value === 'string' ? value : otherwise;
    };
    const list = await sessions.list(caller.accountId);
    return {
      title: t('people:settings.title'),
      attempt,
      errors: attempt?.errors ?? {},
      // A form that was overtaken is shown with the present version: pressed once more, it wins knowingly.
      typed: { name: typed('name', profile.name), language: typed('language', profile.language), version: profile.version },
      hasPassword: profile.hasPassword,
      languages: Language.options.map((value) => ({ value, label: t(`people:language.${value}`) })),
      facts: [
        { label: t('people:settings.organization'), value: profile.organization },
        { label: t('people:settings.phone'), value: profile.phone },
        { label: t('people:settings.email'), value: profile.email },
        {
          label: t('people:settings.roles'),
          value: [...new Set(caller.roles.map(({ role }) => role))]
            .filter((role) => Role.options.includes(role))
            .map((role) => t(`people:role.${role}`))
            .join(t('people:and')),
        },
      ].filter(({ value }) => value),
      sessions: list.map(({ key, sid, signedInAt, device }) => ({
        ...{ key, signedInAt, device: deviceWords(device, t), isThis: sid === request.sessionID },
      })),
    };
  }
}
