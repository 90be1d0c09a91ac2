import { Meilisearch, type Settings } from 'meilisearch';
import type { Segment } from '../../features/matching/text/segment.ts';
import { termsOf, type Term } from '../../features/search/query.ts';
import type { Found, SearchDocument, SearchEngine, SearchIndex, Wanted } from '../../features/search/search-engine.ts';

const settings: Settings = {
  searchableAttributes: ['title', 'words', 'text'],
  filterableAttributes: ['side', 'regions', 'industries'],
  sortableAttributes: ['publishedAt'],
  displayedAttributes: ['id'],
  rankingRules: ['words', 'typo', 'proximity', 'attribute', 'exactness', 'publishedAt:desc'],
  localizedAttributes: [{ attributePatterns: ['title', 'words', 'text'], locales: ['cmn'] }],
  pagination: { maxTotalHits: 1000 },
};

/** Listings in Meilisearch. A request gives up soon: a page that waits helps nobody, and PostgreSQL can answer it. */
export function meiliEngine(
  { host, key, index: name = 'listings' }: { host: string; key: string | undefined; index?: string },
  segment: Segment,
): SearchEngine & SearchIndex {
  const client = new Meilisearch({ host, timeout: 2000, ...(key !== undefined && { apiKey: key }) });
  const index = client.index<SearchDocument>(name);
  let prepared: Promise<void> | undefined;

  return {
    async find(wanted) {
      const terms = termsOf(segment, wanted.text);
      if (terms.length === 0) return { ids: [], total: 0, loose: false };
      for (const text of [strict(terms), typed(terms)]) {
        const found = await ask(wanted, text, 'all');
        if (found.total > 0) return { ...found, loose: false };
      }
      return { ...(await ask(wanted, typed(terms), 'last')), loose: true };
    },
    prepare,
    async put(documents) {
      // An index that a first document made would know neither filters nor languages.
      prepared ??= prepare();
      await prepared.catch((error: unknown) => {
        prepared = undefined;
        throw error;
      });
      await index.addDocuments([...documents], { primaryKey: 'id' });
    },
    async remove(ids) {
      await index.deleteDocuments([...ids]);
    },
    async ids(after, count) {
      const { results } = await index.getDocuments<Pick<SearchDocument, 'id'>>({ offset: after, limit: count, fields: ['id'] });
      return results.map(({ id }) => id);
    },
  };

  async function prepare(): Promise<void> {
    await client.createIndex(name, { primaryKey: 'id' }).waitTask();
    await index.updateSettings(settings).waitTask({ timeout: 60_000 });
  }

  async function ask(wanted: Wanted, text: string, strategy: 'all' | 'last'): Promise<Omit<Found, 'loose'>> {
    const { side, region, industry, skip, take } = wanted;
    const answer = await index.search(text, {
      filter: [
        `side = ${side}`,
        ...(region ? [`regions = "${region}"`] : []),
        ...(industry ? [`industries = "${industry}"`] : []),
      ],
      matchingStrategy: strategy,
      attributesToRetrieve: ['id'],
      offset: skip,
      limit: take,
    });
    return { ids: answer.hits.map(({ id }) => id), total: answer.estimatedTotalHits };
  }
}

/** Every word as a phrase, so that it is found as we cut it (吉单53 and not 吉单 or 53). */
function strict(terms: readonly Term[]): string {
  return terms
    .flatMap(({ typed, words }) => (words.length > 0 ? words : [typed]))
    .map((word) => `"${word.replace(/"/g, ' ')}"`)
    .join(' ');
}

function typed(terms: readonly Term[]): string {
  return terms.map((term) => term.typed.replace(/"/g, ' ')).join(' ');
}
