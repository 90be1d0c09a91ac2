import type { Knex } from 'knex';
import { z } from 'zod';
import type { App } from '../../compose.ts';
import { refuse } from '../../kernel/error.ts';
import { Id } from '../../kernel/id.ts';
import type { Attempt } from '../../web/input.ts';
import type { Visit } from '../../web/visit.ts';
import type { Web } from '../../web/web.ts';
import { accountPageSize, accountReads } from './account-reads.ts';
import { Role } from './caller.ts';
import { nextPage, personModel } from './organizer-pages.ts';
import { peopleReads } from './reads.ts';

const access = ['admin'] as const;
const params = z.object({ id: Id });
const Search = z.object({ q: z.string().trim().max(100).catch(''), after: Id.optional().catch(undefined) });
const Grant = z.object({ role: Role, region: z.string().regex(/^\d{12}$/, 'web:errors.choice') });

/** The admins' front page, and every account with its lock and its roles. */
export function adminPages(web: Web, app: App, db: Knex): void {
  const reads = accountReads(db);
  const people = peopleReads(db);
  const admin = (t: Visit['t']) => ({ href: '/admin', label: t('people:admin.title') });

  web.page('/admin', { access, view: 'people/admin' }, async ({ t }) => ({
    title: t('people:admin.title'),
    accounts: await reads.countAccounts(null),
  }));

  web.page('/admin/accounts', { access, query: Search, view: 'people/accounts' }, async ({ caller, query, t, language }) => {
    const rows = await reads.accounts({ text: query.q, after: query.after, regions: null, language });
    return {
      title: t('people:accounts.title'),
      breadcrumbs: [admin(t)],
      q: query.q,
      people: rows.slice(0, accountPageSize).map((row) => personModel(row, caller, t)),
      next: nextPage('/admin/accounts', rows, query.q),
    };
  });

  web.page('/admin/accounts/:id', { access, params, view: 'people/account' }, (visit) => accountModel(visit, null));

  const again = async (visit: Visit<typeof access, { id: Id }>, attempt: Attempt) => ({
    view: 'people/account',
    ...(await accountModel(visit, attempt)),
  });
  web.form(
    '/admin/accounts/:id/status',
    { access, params, body: z.object({ status: z.enum(['active', 'locked']) }), again },
    async ({ caller, params, body, command }) => {
      await app.setAccountStatus(caller, params.id, body.status, command);
      return { to: `/admin/accounts/${params.id}`, flash: `people:flash.${body.status}` };
    },
  );
  web.form('/admin/accounts/:id/roles', { access, params, body: Grant, again }, async ({ caller, params, body, command }) => {
    await app.grantRole(caller, params.id, body.role, body.region, command);
    return { to: `/admin/accounts/${params.id}`, flash: 'people:flash.granted' };
  });
  web.form('/admin/accounts/:id/roles/end', { access, params, body: Grant, again }, async ({ caller, params, body, command }) => {
    await app.revokeRole(caller, params.id, body.role, body.region, command);
    return { to: `/admin/accounts/${params.id}`, flash: 'people:flash.revoked' };
  });

  async function accountModel({ caller, params, t, language }: Visit<typeof access, { id: Id }>, attempt: Attempt | null) {
    const row = (await reads.account(params.id, language)) ?? refuse('not-found', 'web:errors.not-found');
    return {
      title: row.name,
      breadcrumbs: [admin(t), { href: '/admin/accounts', label: t('people:accounts.title') }],
      attempt,
      errors: attempt?.errors ?? {},
      person: personModel(row, caller, t),
      isSelf: row.id === caller.accountId,
      grants: row.roles.map(({ role, region, place }) => ({ role, region, label: `${t(`people:role.${role}`)} · ${place}` })),
      roles: Role.options.map((value) => ({ value, label: t(`people:role.${value}`) })),
      regions: [...(await people.regions('city', language)), ...(await people.regions('county', language))],
      typed: { role: attempt?.typed['role'] ?? 'organizer', region: attempt?.typed['region'] ?? row.organizationRegion ?? '' },
    };
  }
}
