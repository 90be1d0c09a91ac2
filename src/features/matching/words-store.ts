import type { Knex } from 'knex';
import type { Id } from '../../kernel/id.ts';
import type { Texts } from './text/words-of.ts';

export type WordsStore = ReturnType<typeof wordsStore>;
export type ListingTexts = { side: 'technology' | 'need'; version: number; isPublic: boolean; texts: Texts };

/** The words of public listings, which matching and search look through. */
export function wordsStore(trx: Knex) {
  return {
    /** The texts of a listing, which cannot change before the words are stored; undefined when there is no such listing. */
    async texts(listingId: Id): Promise<ListingTexts | undefined> {
      const locked = (await trx('listings').where({ id: listingId }).forShare().first('id')) as { id: Id } | undefined;
      if (!locked) return undefined;
      const row = (await trx('listings as l')
        .leftJoin('technologies as t', 't.listing_id', 'l.id')
        .leftJoin('needs as n', 'n.listing_id', 'l.id')
        .where('l.id', listingId)
        .first(
          ...['l.side', 'l.version', 'l.status', 'l.title', 'n.expert_problem', 'n.tried', 'n.hoped'],
          ...['t.how_it_works', 't.advantage', 't.proof', 't.suits_note', 't.cost_note', 't.price_note'],
          trx.raw('coalesce(t.problem, n.problem) as problem'),
          trx.raw(`(select string_agg(i.name_zh, ' ' order by i.code) from listing_industries li
            join industries i on i.code = li.industry_code where li.listing_id = l.id) as industries`),
          trx.raw(`(select string_agg(a.number, ' ' order by a.number) from listing_approvals a
            where a.listing_id = l.id) as approvals`),
        )) as TextRow;
      const said = (...texts: (string | null)[]) => texts.filter((text) => text !== null && text !== '') as string[];
      return {
        side: row.side,
        version: row.version,
        isPublic: row.status === 'published' || row.status === 'matched',
        texts: {
          title: row.title,
          problem: said(row.problem, row.expert_problem),
          body: said(row.how_it_works, row.advantage, row.tried, row.hoped),
          rest: said(row.proof, row.suits_note, row.cost_note, row.price_note, row.industries, row.approvals),
        },
      };
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

type Said = string | null;
type TextRow = { side: 'technology' | 'need'; version: number; status: string; title: string; problem: string } & Record<
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
