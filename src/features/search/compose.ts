import { cutterWith } from '../../platform/jieba/cutter.ts';
import { meiliEngine } from '../../platform/meilisearch/meili-engine.ts';
import type { Platform } from '../../platform/platform.ts';
import { createTransact } from '../../platform/postgres/transact.ts';
import { createSegment, ownWords } from '../matching/text/segment.ts';
import type { Id } from '../../kernel/id.ts';
import { documentStore } from './document-store.ts';
import { fallBack } from './fall-back.ts';
import { indexListings, reindex } from './index-listing.ts';
import { postgresEngine } from './postgres-reads.ts';
import { marksOf, termsOf } from './query.ts';
import type { Wanted } from './search-engine.ts';
import { summaryReads } from './summary-reads.ts';

export function composeSearch({ db, config, now, log }: Platform) {
  const segment = createSegment(cutterWith(ownWords));
  const postgres = postgresEngine(db, segment);
  const meili = config.MEILI_URL ? meiliEngine({ host: config.MEILI_URL, key: config.MEILI_KEY }, segment) : null;
  const warn = (error: unknown) => log.warn({ err: error }, 'Meilisearch did not answer; PostgreSQL answers instead.');
  const engine = meili ? fallBack(meili, postgres, { warn, now }) : postgres;
  const transact = createTransact(db, (trx) => ({ documents: documentStore(trx) }));
  const ports = { transact, index: meili, segment };
  const bringUpToDate = indexListings(ports);
  const reads = summaryReads(db);
  return {
    findListings: (wanted: Wanted) => engine.find(wanted),
    searchMarks: (text: string) => marksOf(termsOf(segment, text)),
    newestListings: (...asked: Parameters<typeof reads.newest>) => reads.newest(...asked),
    indexListing: (listingId: Id) => bringUpToDate([listingId]),
    reindex: reindex(ports),
  };
}
