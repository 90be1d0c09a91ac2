import type { Knex } from 'knex';
import type { Id } from '../../kernel/id.ts';
import type { Texts } from './text/words-of.ts';

export type WordsStore = ReturnType<typeof wordsStore>;
/** `trades`: the names of its industries, which search reads as text and the score by their codes. */
export type ListingTexts = { side: 'technology' | 'need'; version: number; isPublic: boolean; texts: Texts; trades: string[] };

/** The words of public listings, which matching and search look through. */
export function wordsStore(trx: Knex) {
  return {
    /** The texts of listings, which cannot change before the words are stored; nothing of one that is not there. */
    async textsOf(listingIds: readonly Id[]): Promise<Map<Id, ListingTexts>> {
      const ids = (await trx('listings').whereIn('id', listingIds).orderBy('id').forShare().pluck('id')) as Id[];
      if (ids.length === 0) return new Map();
      const rows = (await trx('listings as l')
        .leftJoin('technologies as t', 't.listing_id', 'l.id')
        .leftJoin('needs as n', 'n.listing_id', 'l.id')
        .whereIn('l.id', ids)
        .select(
          ...['l.id', 'l.side', 'l.version', 'l.status', 'l.title', 'n.expert_problem', 'n.tried', 'n.hoped'],
          ...['t.how_it_works', 't.advantage', 't.proof', 't.suits_note', 't.cost_note', 't.price_note'],
          trx.raw('coalesce(t.problem, n.problem) as problem'),
          trx.raw(`(select string_agg(i.name_zh, ' ' order by i.code) from listing_industries li
            join industries i on i.code = li.industry_code where li.listing_id = l.id) as industries`),
          trx.raw(`(select string_agg(a.number, ' ' order by a.number) from listing_approvals a
            where a.listing_id = l.id) as approvals`),
        )) as TextRow[];
      return new Map(rows.map((row) => [row.id, toTexts(row)]));
    },
    async texts(listingId: Id): Promise<ListingTexts | undefined> {
      return (await this.textsOf([listingId])).get(listingId);
    },
    /** Keeps the words of the newest version: a run that read an older one changes nothing. */
    async save(listingId: Id, { side, version }: ListingTexts, words: string): Promise<void> {
      await trx.raw(
        `insert into listing_words as kept (listing_id, side, listing_version, words) values (?, ?, ?, ?::tsvector)
         on conflict (listing_id) do update set words = excluded.words, listing_version = excluded.listing_version, updated_at = now()
         where kept.listing_version <= excluded.listing_version`,
        [listingId, side, version, words],
      );
    },
    async remove(listingId: Id): Promise<void> {
      await trx('listing_words').where({ listing_id: listingId }).delete();
    },
  };
}

function toTexts(row: TextRow): ListingTexts {
  const said = (...texts: (string | null)[]) => texts.filter((text) => text !== null && text !== '') as string[];
  return {
    side: row.side,
    version: row.version,
    isPublic: row.status === 'published' || row.status === 'matched',
    texts: {
      title: row.title,
      problem: said(row.problem, row.expert_problem),
      body: said(row.how_it_works, row.advantage, row.tried, row.hoped),
      rest: said(row.proof, row.suits_note, row.cost_note, row.price_note, row.approvals),
    },
    trades: said(row.industries),
  };
}

type Said = string | null;
type TextRow = { id: Id; side: 'technology' | 'need'; version: number; status: string; title: string; problem: string } & Record<
  | 'expert_problem'
  | 'tried'
  | 'hoped'
  | 'how_it_works'
  | 'advantage'
  | 'proof'
  | 'suits_note'
  | 'cost_note'
  | 'price_note'
  | 'industries'
  | 'approvals',
  Said
>;
