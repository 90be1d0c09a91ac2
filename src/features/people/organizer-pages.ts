import { z } from 'zod';
import type { App } from '../../compose.ts';
import { AppError } from '../../kernel/error.ts';
import { Id } from '../../kernel/id.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Translate } from '../../web/i18n.ts';
import { qrPicture } from '../../web/qr-picture.ts';
import { siteUrl } from '../../web/site-url.ts';
import type { Web } from '../../web/web.ts';
import { accountPageSize, accountReads, type AccountRow } from './account-reads.ts';
import { mayIssueCard, organizedRegions, type Caller } from './caller.ts';
import { printCardCode } from './login-card.ts';
import { officeReads } from './office-reads.ts';

declare module 'express-session' {
  // eslint-disable-next-line @typescript-eslint/consistent-type-definitions -- only an interface merges.
  interface SessionData {
    /** A log-in card just issued: shown once to the organizer and then forgotten. */
    card: { code: string; name: string; expiresAt: string };
  }
}

const access = ['organizer', 'admin'] as const;
const Search = z.object({ q: z.string().trim().max(100).catch(''), after: Id.optional().catch(undefined) });

/** The organizers' front page, and the people of their region with their log-in cards. */
export function organizerPages(web: Web, app: App, { db, config }: Platform): void {
  const reads = accountReads(db);
  const office = officeReads(db);

  web.page('/organizer', { access, view: 'people/organizer' }, async ({ caller, t, language }) => {
    const regions = organizedRegions(caller);
    const events = await office.events(regions, 5, language);
    return {
      title: t('people:organizer.title'),
      waiting: await office.waitingListings(regions),
      people: await reads.countAccounts(regions),
      events: events.map((event) => ({
        ...event,
        href: `/organizer/events/${event.id}`,
        status: t(`people:event.${event.status}`),
      })),
    };
  });

  web.page('/organizer/people', { access, query: Search, view: 'people/people' }, async ({ caller, query, t, language }) => {
    const rows = await reads.accounts({ text: query.q, after: query.after, regions: organizedRegions(caller), language });
    return {
      title: t('people:people.title'),
      breadcrumbs: [{ href: '/organizer', label: t('people:organizer.title') }],
      q: query.q,
      people: rows.slice(0, accountPageSize).map((row) => personModel(row, caller, t)),
      next: nextPage('/organizer/people', rows, query.q),
    };
  });

  web.form(
    '/organizer/people/:id/card',
    { access, params: z.object({ id: Id }), body: z.object({}) },
    async ({ caller, params, command, request }) => {
      const card = await app.issueCard(caller, params.id, command).catch(unlessIssued);
      if (card) request.session.card = { ...card, expiresAt: card.expiresAt.toISOString() };
      return { to: '/organizer/people/card' };
    },
  );

  web.page('/organizer/people/card', { access, view: 'people/card' }, async ({ t, formats, request }) => {
    const { card } = request.session;
    delete request.session.card;
    const address = `${siteUrl(config, request)}/sign-in/card`;
    return {
      title: t('people:card.print-title'),
      layout: 'print' as const,
      breadcrumbs: [{ href: '/organizer/people', label: t('people:people.title') }],
      card: card
        ? {
            title: t('people:card.of', { name: card.name }),
            code: printCardCode(card.code),
            lines: [
              t('people:card.step-scan'),
              t('people:card.step-type', { address }),
              t('people:card.until', { date: formats.date(card.expiresAt) }),
            ],
            qr: await qrPicture(`${address}?code=${card.code}`),
          }
        : null,
    };
  });
}

export function personModel(row: AccountRow, caller: Caller, t: Translate) {
  const regions = [...(row.organizationRegion ? [row.organizationRegion] : []), ...row.roles.map(({ region }) => region)];
  const standing = { regions, roles: row.roles.map(({ role }) => role) };
  return {
    id: row.id,
    name: row.name,
    organization: row.organization ?? '',
    place: row.place ?? '',
    roles: row.roles.map(({ role, place }) => `${t(`people:role.${role}`)} · ${place}`),
    isLocked: row.status === 'locked',
    cardUntil: row.card,
    mayCard: row.status === 'active' && mayIssueCard(caller, standing),
  };
}

export function nextPage(path: string, rows: AccountRow[], q: string): string {
  const last = rows[accountPageSize - 1];
  return last && rows.length > accountPageSize ? `${path}?${new URLSearchParams({ q, after: last.id }).toString()}` : '';
}

/** The second half of a double click: the first has left the card in the session. */
function unlessIssued(error: unknown): undefined {
  if (error instanceof AppError && error.key === 'people:errors.card-issued') return undefined;
  throw error;
}
