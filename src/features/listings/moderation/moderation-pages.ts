import type { Knex } from 'knex';
import { z } from 'zod';
import type { App } from '../../../compose.ts';
import { refuse } from '../../../kernel/error.ts';
import { Id } from '../../../kernel/id.ts';
import { readCursor, writeCursor } from '../../../kernel/keyset.ts';
import { field, type Attempt } from '../../../web/input.ts';
import type { Visit } from '../../../web/visit.ts';
import type { Model, Web } from '../../../web/web.ts';
import { mayOrganize } from '../../people/caller.ts';
import { clinicSummary } from '../clinic/summary-reads.ts';
import { editorReads } from '../editor/editor-reads.ts';
import { differences, summarize } from '../editor/summary.ts';
import { fileReads } from '../files/file-reads.ts';
import { jointReads } from '../joint/joint-reads.ts';
import { mayReadAll, openMoves } from '../listing.ts';
import { mineReads } from '../mine/mine-reads.ts';
import { chipOf } from '../mine/status-look.ts';
import { moderationReads, pageSize } from './moderation-reads.ts';

const organizers = ['organizer', 'admin'] as const;
const list = '/organizer/moderation';
const view = 'listings/moderation/one';
const params = z.object({ listingId: Id });
const Version = z.coerce.number().int();

/** Where organizers read what was sent to them, and publish it or give it back. */
export function moderationPages(web: Web, app: App, db: Knex): void {
  const reads = { ...editorReads(db), ...mineReads(db), ...moderationReads(db), files: fileReads(db) };
  const clinicOf = clinicSummary(db);
  const query = z.object({ after: z.string().optional().catch(undefined) });

  web.page(list, { access: organizers, query, view: 'listings/moderation/list' }, async ({ caller, query, t }) => {
    const rows = await reads.waiting(caller, readCursor(query.after));
    const shown = rows.slice(0, pageSize);
    const last = shown.at(-1);
    return {
      title: t('moderation:title'),
      breadcrumbs: [{ href: '/organizer', label: t('ui:nav.organizer') }],
      listings: shown.map(({ id, side, title, place, author, organization, before, updatedAt }) => ({
        ...{ title, updatedAt, again: before, icon: side },
        href: `${list}/${id}`,
        side: t(`listings-words:side.${side}`),
        from: [author, organization, place].filter(Boolean).join(' · '),
      })),
      first: query.after ? list : '',
      more: rows.length > pageSize && last ? `${list}?after=${writeCursor(last)}` : '',
    };
  });

  web.page(`${list}/:listingId`, { access: organizers, params, view }, (visit) => oneModel(visit, null));
  web.form(
    `${list}/:listingId/publication`,
    {
      access: organizers,
      params,
      body: z.object({ version: Version }),
      again: async (visit, attempt) => ({ view, ...(await oneModel(visit, attempt)) }),
    },
    async ({ caller, params: { listingId }, body, command }) => {
      await app.publishListing(caller, listingId, body.version, command);
      return { to: list, flash: 'moderation:flash.published' };
    },
  );
  web.form(
    `${list}/:listingId/return`,
    {
      access: organizers,
      params,
      body: z.object({ version: Version, reason: field.required(1000) }),
      again: async (visit, attempt) => ({ view, ...(await oneModel(visit, attempt)) }),
    },
    async ({ caller, params: { listingId }, body, command }) => {
      await app.returnListing(caller, listingId, body.version, body.reason, command);
      return { to: list, flash: 'moderation:flash.returned' };
    },
  );

  async function oneModel(visit: Visit<typeof organizers, { listingId: Id }>, attempt: Attempt | null): Promise<Model> {
    const { caller, params, t, formats, language } = visit;
    const listing = await reads.find(params.listingId);
    const { regionCode, title } = listing.content;
    if (!mayOrganize(caller, regionCode) || !mayReadAll(caller, { ...listing, regionCode }))
      refuse('not-found', 'listings:errors.none');
    const sections = summarize(listing, await reads.names(listing, language), t, formats);
    const earlier = await reads.lastPublished(listing.id, listing.side);
    const was = earlier && summarize(earlier, await reads.names(earlier, language), t, formats);
    const author = await reads.author(listing.id);
    const moves = openMoves(listing.status);
    const reason = attempt?.typed['reason'];
    return {
      title,
      breadcrumbs: [
        { href: '/organizer', label: t('ui:nav.organizer') },
        { href: list, label: t('moderation:title') },
      ],
      attempt,
      chip: chipOf(listing.status, t),
      from: [t(`listings-words:side.${listing.side}`), author.name, author.organization].filter(Boolean).join(' · '),
      version: listing.version,
      alike: (await jointReads(db).alikeTechnologies(listing.id)).map(({ id, title, organization, status, textShare }) => ({
        ...{ title, organization: organization ?? '' },
        href: status === 'submitted' ? `${list}/${id}` : `/technologies/${id}`,
        share: t('pooling:likenesses.share', { percent: Math.round(textShare * 100) }),
      })),
      sections: sections.filter(({ items }) => items.length > 0),
      changes: was ? differences(was, sections) : [],
      clinic: await clinicOf(listing, t),
      files: (await reads.files.ofListing(listing.id)).map(({ id, name, kind }) => ({
        ...{ name, picture: kind === 'picture', href: `/files/${id}` },
      })),
      publication: listing.status === 'submitted' ? `${list}/${listing.id}/publication` : '',
      giveBack: moves.includes('return') ? `${list}/${listing.id}/return` : '',
      reason: typeof reason === 'string' ? reason : '',
      reasonError: attempt?.errors['reason'] ?? '',
      revisions: (await reads.revisions(listing.id)).map(({ version, action, note, at, name }) => ({
        ...{ at, title: `${t(`listings-words:action.${action}`)} · ${t('listing-editor:version', { version })}` },
        text: [name ?? t('listing-editor:by-system'), note].filter(Boolean).join(t('listing-editor:colon')),
      })),
    };
  }
}
