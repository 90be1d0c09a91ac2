import type { App } from '../../compose.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Web } from '../../web/web.ts';
import { excerpt } from './highlight.ts';
import { summaryReads } from './summary-reads.ts';

const take = 20;

export function searchApi(web: Web, app: App, { db }: Platform): void {
  const reads = summaryReads(db);
  web.endpoint('searchListings', async ({ query, language }) => {
    const { q, page, side, region, industry } = query;
    const { ids, total, loose } = await app.findListings({ text: q, side, region, industry, skip: (page - 1) * take, take });
    const words = app.searchMarks(q);
    const listings = await reads.listings(ids, language);
    return {
      ...{ total, loose, page, words },
      listings: listings.map(({ id, side, title, text, organization, place, publishedAt }) => ({
        ...{ id, side, title, organization, place },
        excerpt: excerpt(text, words),
        publishedAt: publishedAt.toISOString(),
      })),
    };
  });
}
