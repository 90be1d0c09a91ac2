import type { Platform } from '../../platform/platform.ts';
import type { Web } from '../../web/web.ts';
import { shown } from './details/detail-pages.ts';
import type { SharedRow } from './details/listing-rows.ts';
import { listingReads } from './details/reads.ts';
import { dayIn } from '../../kernel/local-day.ts';
import { listedRows } from './lists/card-reads.ts';
import { filtersOf, type Filters } from './lists/filters.ts';
import { listPage, type Place } from './lists/list-reads.ts';

/** Reading listings as a program: the same rows and the same rules of who may see what as on the pages. */
export function listingReadApi(web: Web, { db, config, now }: Platform): void {
  const reads = listingReads(db);
  const day = dayIn(config.TIME_ZONE);

  web.endpoint('listTechnologies', async ({ query }) => {
    const { items, ...ends } = await pageFor(filtersOf('technology', query), query);
    return { ...ends, items: items.map((row) => ({ ...row, kind: row.kind ?? 'technology' })) };
  });
  web.endpoint('listNeeds', ({ query }) => pageFor(filtersOf('need', query), query));
  web.endpoint('getTechnology', async ({ params, caller }) => dated(shown(await reads.technology(params.listingId), caller)));
  web.endpoint('getNeed', async ({ params, caller }) => dated(shown(await reads.need(params.listingId), caller)));

  async function pageFor(filters: Filters, place: Place) {
    const { rows, newer, older } = await listPage(db, filters, place, day(now()));
    const ids = rows.map(({ id }) => id);
    const listed = await listedRows(db, ids, 400);
    return { newer, older, items: listed.map((row) => ({ ...row, publishedAt: row.publishedAt.toISOString() })) };
  }
}

function dated<R extends SharedRow>(row: R) {
  return { ...row, publishedAt: row.publishedAt?.toISOString() ?? null };
}
