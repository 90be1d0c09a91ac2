import type { Id } from '../../kernel/id.ts';
import type { Transact } from '../../kernel/transact.ts';
import type { Segment } from '../matching/text/segment.ts';
import type { DocumentStore, ListingText } from './document-store.ts';
import type { SearchDocument, SearchIndex } from './search-engine.ts';

type Ports = { transact: Transact<{ documents: DocumentStore }>; index: SearchIndex | null; segment: Segment };

/**
 * Brings these listings up to date in an index of its own. Safe to repeat. The listings cannot change until the index has
 * taken the call, and it applies calls in their order, so an older text never lands on a newer one.
 */
export function indexListings({ transact, index, segment }: Ports) {
  return async (ids: readonly Id[]): Promise<void> => {
    // PostgreSQL needs no index here: matching writes the words of a listing that it looks through.
    if (!index) return;
    await transact(async ({ documents }) => {
      const texts = await documents.publicTexts(ids);
      const shown = new Set(texts.map(({ id }) => id));
      const gone = ids.filter((id) => !shown.has(id));
      if (texts.length > 0) await index.put(texts.map((text) => documentOf(text, segment)));
      if (gone.length > 0) await index.remove(gone);
    });
  };
}

const batch = 500;

/** Fills the index from the truth, and takes out what is no longer public. Safe to repeat, and while listings change. */
export function reindex(ports: Ports) {
  const bringUpToDate = indexListings(ports);
  return async (): Promise<number> => {
    const { index, transact } = ports;
    if (!index) return 0;
    await index.prepare();
    let count = 0;
    for (let after: Id | null = null; ;) {
      const ids: Id[] = await transact(({ documents }) => documents.publicIds(after, batch));
      const last = ids.at(-1);
      if (last === undefined) break;
      await bringUpToDate(ids);
      count += ids.length;
      after = last;
    }
    // Read first and removed afterwards: removing while paging would skip.
    const kept: Id[] = [];
    for (let from = 0; ; from += batch) {
      const ids = await index.ids(from, batch);
      if (ids.length === 0) break;
      kept.push(...ids);
    }
    for (let from = 0; from < kept.length; from += batch) await bringUpToDate(kept.slice(from, from + batch));
    return count;
  };
}

function documentOf(
  { id, side, title, text, small, region, industries, publishedAt }: ListingText,
  segment: Segment,
): SearchDocument {
  return {
    ...{ id, side, title, text },
    words: segment([title, text, small].join('\n')).join(' '),
    regions: region === null ? [] : around(region),
    industries: [...new Set(industries.flatMap((code) => [...code].map((_, index) => code.slice(0, index + 1))))],
    publishedAt: publishedAt.getTime(),
  };
}

/** A place and the places around it, from the province down. */
function around(region: string): string[] {
  return [...new Set([2, 4, 6, 9, 12].map((digits) => region.slice(0, digits).padEnd(12, '0')))];
}
