import type { Knex } from 'knex';
import { z } from 'zod';
import type { App } from '../../../compose.ts';
import { Id } from '../../../kernel/id.ts';
import type { Attempt } from '../../../web/input.ts';
import type { Visit } from '../../../web/visit.ts';
import type { Model, Web } from '../../../web/web.ts';
import type { Side } from '../basics.ts';
import { fileReads } from '../files/file-reads.ts';
import { mostBytes, mostFiles } from '../files/listing-file.ts';
import { listPaths } from '../listing-path.ts';
import { editorReads } from './editor-reads.ts';
import { editorShell } from './editor-shell.ts';
import { editPath } from './steps.ts';

const Empty = z.object({});

/** The step of the editor where pictures and papers are added and taken away. */
export function fileStepPages(web: Web, app: App, db: Knex): void {
  const reads = { ...editorReads(db), files: fileReads(db) };
  for (const side of ['technology', 'need'] as const) {
    const path = `${listPaths[side]}/:id/edit/files`;
    const params = z.object({ id: Id });
    const view = 'listings/editor/files';

    web.page(path, { access: 'signed-in', params, view }, (visit) => filesModel(side, visit, null));
    web.upload(
      path,
      {
        access: 'signed-in',
        params,
        body: Empty,
        maxBytes: mostBytes,
        maxFiles: mostFiles,
        again: async (visit, attempt) => ({ view, ...(await filesModel(side, visit, attempt)) }),
      },
      async ({ caller, params: { id }, files, command }) => {
        await app.attachFiles(caller, id, files, command);
        return { to: editPath(side, id, 'files'), flash: 'listing-editor:flash.attached', flashParams: { count: files.length } };
      },
    );
    web.form(
      `${listPaths[side]}/:id/files/:fileId/removal`,
      { access: 'signed-in', params: z.object({ id: Id, fileId: Id }), body: Empty },
      async ({ caller, params: { id, fileId }, command }) => {
        await app.removeFile(caller, id, fileId, command);
        return { to: editPath(side, id, 'files'), flash: 'listing-editor:flash.removed' };
      },
    );
  }

  async function filesModel(
    side: Side,
    { caller, params, t, formats }: Visit<'signed-in', { id: Id }>,
    attempt: Attempt | null,
  ): Promise<Model> {
    const listing = await reads.own(caller, params.id, side);
    const files = await reads.files.ofListing(listing.id);
    return {
      ...editorShell(side, 'files', listing, t),
      attempt,
      action: editPath(side, listing.id, 'files'),
      next: editPath(side, listing.id, 'check'),
      left: mostFiles - files.length,
      error: attempt?.errors['files'] ?? '',
      files: files.map(({ id, name, kind, size }) => ({
        ...{ name, picture: kind === 'picture', href: `/files/${id}` },
        size: t('listing-editor:size', { kilobytes: formats.number(Math.max(1, Math.round(size / 1024))) }),
        removal: `${listPaths[side]}/${listing.id}/files/${id}/removal`,
      })),
    };
  }
}
