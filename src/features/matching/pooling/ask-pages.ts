import type { Knex } from 'knex';
import { z } from 'zod';
import type { App } from '../../../compose.ts';
import { refuse } from '../../../kernel/error.ts';
import { Id } from '../../../kernel/id.ts';
import type { Web } from '../../../web/web.ts';
import { proposalReads } from './proposal-reads.ts';

const ofListing = z.object({ listingId: Id });

/** The author of a need sees who asks the same, and asks the organizers to gather them. */
export function askPages(web: Web, app: App, db: Knex): void {
  const reads = proposalReads(db);

  web.page('/my/listings/:listingId/pooling', { access: 'signed-in', params: ofListing, view: 'pooling/ask' }, async (visit) => {
    const { caller, params, t, language } = visit;
    const living = await reads.livingOf(params.listingId);
    const around = await reads.around(params.listingId, language);
    const mine = around.find(({ needId }) => needId === params.listingId);
    if (mine?.accountId !== caller.accountId) return refuse('not-found', 'web:errors.not-found');
    if (living) return { redirect: `/joint-needs/${living.id}` };
    const others = around.filter(({ accountId }) => accountId !== caller.accountId);
    return {
      title: t('pooling:ask.title'),
      breadcrumbs: [
        { href: '/my/listings', label: t('ui:nav.my-listings') },
        { href: `/my/listings/${mine.needId}`, label: mine.title },
      ],
      mine: mine.title,
      action: `/my/listings/${mine.needId}/pooling`,
      others: others.map(({ needId, title, problem, organization, place }) => ({
        ...{ title, problem, href: `/needs/${needId}` },
        from: [organization, place].filter(Boolean).join(' · '),
      })),
    };
  });
  web.form(
    '/my/listings/:listingId/pooling',
    { access: 'signed-in', params: ofListing, body: z.object({}) },
    async ({ caller, params: { listingId }, command }) => {
      const id = await app.askToPool(caller, listingId, command);
      return { to: `/joint-needs/${id}`, flash: 'pooling:flash.asked' };
    },
  );
}
