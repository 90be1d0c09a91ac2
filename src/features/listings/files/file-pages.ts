import type { Knex } from 'knex';
import { z } from 'zod';
import { refuse } from '../../../kernel/error.ts';
import { Id } from '../../../kernel/id.ts';
import type { Web } from '../../../web/web.ts';
import { isPublic, mayReadAll } from '../listing.ts';
import { fileReads } from './file-reads.ts';

/** Hands out what people uploaded, to whoever may see a listing it belongs to, and never as a page of ours. */
export function filePages(web: Web, db: Knex): void {
  const reads = fileReads(db);

  web.raw('get', '/files/:fileId', { access: 'anyone', params: z.object({ fileId: Id }) }, async (visit, response) => {
    const file = await reads.file(visit.params.fileId);
    const isSeen = file?.listings.some((listing) => isPublic(listing) || mayReadAll(visit.caller, listing));
    if (!file || !isSeen) return refuse('not-found', 'listings:errors.no-file');

    const shown = file.type.startsWith('image/') ? 'inline' : 'attachment';
    response.set({
      'Content-Type': file.type,
      'Content-Disposition': `${shown}; filename*=UTF-8''${encodeURIComponent(file.name).replace(/['()*]/g, percent)}`,
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'X-Content-Type-Options': 'nosniff',
      'Cross-Origin-Resource-Policy': 'same-origin',
      // A listing may be taken out of sight at any time, so every use is asked for again; the answer is then 304.
      'Cache-Control': 'private, no-cache',
      ETag: `"${file.sha256}"`,
    });
    if (visit.request.fresh) response.status(304).end();
    else response.send(file.bytes);
  });
}

/** The signs that a header's extended value may not hold and encodeURIComponent leaves (RFC 5987). */
function percent(sign: string): string {
  return `%${sign.charCodeAt(0).toString(16).toUpperCase()}`;
}
