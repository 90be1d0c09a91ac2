import type { Knex } from 'knex';
import { z } from 'zod';
import type { App } from '../../../compose.ts';
import { Id } from '../../../kernel/id.ts';
import type { Attempt } from '../../../web/input.ts';
import type { Visit } from '../../../web/visit.ts';
import type { Model, Web } from '../../../web/web.ts';
import { mayOrganize } from '../../people/caller.ts';
import type { Side } from '../basics.ts';
import { clinicSummary } from '../clinic/summary-reads.ts';
import { missingFrom } from '../content.ts';
import { fileReads } from '../files/file-reads.ts';
import { isPublic, openMoves } from '../listing.ts';
import { listPaths } from '../listing-path.ts';
import { editorReads } from './editor-reads.ts';
import { editorShell } from './editor-shell.ts';
import { editPath, stepWith } from './steps.ts';
import { summarize } from './summary.ts';

const Sending = z.object({ version: z.coerce.number().int(), go: z.enum(['submit', 'publish']).catch('submit') });

/** The last step: everything as others will read it, what is still missing, and the button that sends it. */
export function checkPages(web: Web, app: App, db: Knex): void {
  const reads = { ...editorReads(db), files: fileReads(db) };
  const clinicOf = clinicSummary(db);
  for (const side of ['technology', 'need'] as const) {
    const path = `${listPaths[side]}/:id/edit/check`;
    const params = z.object({ id: Id });
    const view = 'listings/editor/check';

    web.page(path, { access: 'signed-in', params, view }, (visit) => checkModel(side, visit, null));
    web.form(
      path,
      {
        access: 'signed-in',
        params,
        body: Sending,
        again: async (visit, attempt) => ({ view, ...(await checkModel(side, visit, attempt)) }),
      },
      async ({ caller, params: { id }, body, command }) => {
        const send = body.go === 'publish' ? app.publishListing : app.submitListing;
        await send(caller, id, body.version, command);
        return { to: `/my/listings/${id}`, flash: `listing-editor:flash.${body.go}` };
      },
    );
  }

  async function checkModel(
    side: Side,
    { caller, params, t, formats, language }: Visit<'signed-in', { id: Id }>,
    attempt: Attempt | null,
  ): Promise<Model> {
    const listing = await reads.own(caller, params.id, side);
    const files = await reads.files.ofListing(listing.id);
    const lacks = missingFrom(listing);
    const moves = openMoves(listing.status);
    return {
      ...editorShell(side, 'check', listing, t),
      attempt: attempt && { ...attempt, errors: {} },
      version: listing.version,
      action: editPath(side, listing.id, 'check'),
      missing: lacks.map((name) => ({
        href: `${editPath(side, listing.id, stepWith(side, name))}#f-${name}`,
        text: t(`listings:missing.${name}`),
      })),
      clinic: await clinicOf(listing, t),
      sections: summarize(listing, await reads.names(listing, language), t, formats).map((section) => ({
        ...section,
        href: editPath(side, listing.id, section.id),
      })),
      files: files.map(({ id, name, kind }) => ({ name, picture: kind === 'picture', href: `/files/${id}` })),
      filesHref: editPath(side, listing.id, 'files'),
      canSubmit: moves.includes('submit') && lacks.length === 0,
      canPublish: moves.includes('publish') && lacks.length === 0 && mayOrganize(caller, listing.content.regionCode),
      publicHref: isPublic(listing) ? `${listPaths[side]}/${listing.id}` : '',
      standing: t(`listing-editor:status-means.${listing.status}`),
      returnedReason: listing.status === 'returned' ? (listing.returnedReason ?? '') : '',
    };
  }
}
