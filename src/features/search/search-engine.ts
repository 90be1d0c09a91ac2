import { z } from 'zod';
import type { Id } from '../../kernel/id.ts';

export const Side = z.enum(['technology', 'need']);
export type Side = z.infer<typeof Side>;

/** What is looked for. A region or an industry narrows to what lies inside it. */
export type Wanted = {
  text: string;
  side: Side;
  region?: string | undefined;
  industry?: string | undefined;
  skip: number;
  take: number;
};

/** Which listings answer, the best first. `loose` says that none has every word, and that some words had to do. */
export type Found = { ids: Id[]; total: number; loose: boolean };

/**
 * An engine finds and orders; what a page shows is then read from the truth by the ids, so an index that lags can
 * neither show what is no longer public nor an old text. Organizations and events are few and always asked of PostgreSQL.
 */
export type SearchEngine = { find(wanted: Wanted): Promise<Found> };

/** A listing as an engine with an index of its own keeps it. `words` are cut by us, so that both engines know the same aliases. */
export type SearchDocument = {
  id: Id;
  side: Side;
  title: string;
  text: string;
  words: string;
  regions: string[];
  industries: string[];
  publishedAt: number;
};

/** The writing half of an engine with an index of its own. Both are safe to repeat, and are applied in the order of the calls. */
export type SearchIndex = {
  prepare(): Promise<void>;
  put(documents: readonly SearchDocument[]): Promise<void>;
  remove(ids: readonly Id[]): Promise<void>;
  ids(after: number, count: number): Promise<Id[]>;
};
