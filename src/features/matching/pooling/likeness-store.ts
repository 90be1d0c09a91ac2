import type { Knex } from 'knex';
import type { Id } from '../../../kernel/id.ts';
import { regionPrefix, enclosing } from '../../../kernel/region-code.ts';
import { writeQuery } from '../text/word-vector.ts';
import type { LikenessDecision } from './likeness-contract.ts';

export type LikenessStore = ReturnType<typeof likenessStore>;
/** What of a listing is compared. */
export type LikenedListing = {
  id: Id;
  version: number;
  side: 'technology' | 'need';
  status: string;
  accountId: Id;
  regionCode: string | null;
  title: string;
  more: string;
  industries: string[];
};
export type LikenedPair = { otherId: Id; otherVersion: number; score: number; text: number };
type Word = { word: string; count: number };

const mostCandidates = 200;
/** Candidates are sought by the rarest words, and by no more than together find this many listings. */
const sought = { words: 40, found: 20_000 };

export function likenessStore(trx: Knex) {
  return {
    /** Holds the listing as it is until the transaction ends. */
    async hold(id: Id): Promise<LikenedListing | undefined> {
      await trx('listings').where({ id }).forShare().select('id');
      return (await this.get([id]))[0];
    },
    async get(ids: readonly Id[]): Promise<LikenedListing[]> {
      if (ids.length === 0) return [];
      return (await trx.raw<{ rows: LikenedListing[] }>(listingSql, [[...ids]])).rows;
    },
    /** How many public listings there are, and how many have each word. */
    async counts(words: readonly string[]): Promise<{ all: number; found: Map<string, number> }> {
      const { rows } = await trx.raw<{ rows: (Omit<Word, 'word'> & { word: string | null })[] }>(
        `select null as word, count(*) from listing_words
         union all select sought.word, (select count(*) from listing_words where words @@ sought.query::tsquery)
         from unnest(?::text[], ?::text[]) as sought (word, query)`,
        [[...words], words.map((word) => writeQuery([word], '&'))],
      );
      return {
        all: rows.find(({ word }) => word === null)?.count ?? 0,
        found: new Map(rows.flatMap(({ word, count }) => (word === null ? [] : [[word, count] as const]))),
      };
    },
    /**
     * What might be like it, bounded: of its side and sharing rare words; needs of other accounts in the same city and trade;
     * technologies also among those that wait for a moderator; and whatever it was found to be like before.
     */
    async candidates(mine: LikenedListing, found: ReadonlyMap<string, number>): Promise<LikenedListing[]> {
      const query = writeQuery(rarest(found), '|');
      const near = mine.side === 'need' ? cityPrefix(mine.regionCode) : '';
      const { rows } = await trx.raw<{ rows: { id: Id }[] }>(candidateSql, {
        ...{ query, id: mine.id, side: mine.side, near: `${near}%`, account: mine.accountId, most: mostCandidates },
        trades: mine.side === 'need' ? mine.industries.map((code) => code.slice(0, 3)) : [],
      });
      return this.get(rows.map(({ id }) => id));
    },
    /**
     * Keeps the pairs of one listing: of those that were compared, which are alike and which no longer are. A pair of a listing
     * that changed since it was read is left to that listing's own run, so that a stale pair never takes a newer one's place.
     */
    async replace(mine: LikenedListing, compared: readonly LikenedPair[], least: number): Promise<void> {
      await trx.raw(replaceSql, {
        ...{ id: mine.id, version: mine.version, side: mine.side, least, pairs: JSON.stringify(compared) },
      });
    },
    async remove(id: Id): Promise<void> {
      await trx('listing_likenesses').where({ one_id: id }).orWhere({ other_id: id }).delete();
    },
    /** Says once what a pair is; false when somebody else said it before. */
    async decide([oneId, otherId]: readonly [Id, Id], decision: LikenessDecision, by: Id): Promise<boolean> {
      const row = { one_id: oneId, other_id: otherId, decision, account_id: by };
      return (
        (await trx('likeness_decisions').insert(row).onConflict(['one_id', 'other_id']).ignore().returning('one_id')).length > 0
      );
    },
    /** Whichever was sent in later. */
    async newerOf(pair: readonly [Id, Id]): Promise<{ id: Id; version: number } | undefined> {
      return (await trx('listings')
        .whereIn('id', pair)
        .orderBy([
          { column: 'created_at', order: 'desc' },
          { column: 'id', order: 'desc' },
        ])
        .first('id', 'version')) as { id: Id; version: number } | undefined;
    },
    async isPair([oneId, otherId]: readonly [Id, Id]): Promise<boolean> {
      const row: unknown = await trx('listing_likenesses')
        .where({ one_id: oneId, other_id: otherId, side: 'technology' })
        .first('score');
      return row !== undefined;
    },
  };
}

function rarest(found: ReadonlyMap<string, number>): string[] {
  let total = 0;
  return [...found]
    .sort(([a, x], [b, y]) => x - y || (a < b ? -1 : 1))
    .slice(0, sought.words)
    .filter(([, count]) => (total += count) <= sought.found)
    .map(([word]) => word);
}

function cityPrefix(regionCode: string | null): string {
  return regionCode === null ? '' : regionPrefix(enclosing(regionCode)[1] ?? regionCode);
}

const listingSql = `
  select l.id, l.version, l.side, l.status, l.account_id as "accountId", l.region_code as "regionCode", l.title,
    concat_ws(E'\\n', t.problem, t.how_it_works, t.advantage, n.problem, n.hoped) as more,
    array(select industry_code from listing_industries where listing_id = l.id order by 1) as industries
  from listings l left join technologies t on t.listing_id = l.id left join needs n on n.listing_id = l.id
  where l.id = any (?)`;

const candidateSql = `
  (select l.id from listing_words w join listings l on l.id = w.listing_id
   where w.words @@ :query::tsquery and w.side = :side and l.status in ('published', 'matched') and l.id <> :id
     and coalesce(l.region_code, '') like :near and (:side <> 'need' or l.account_id <> :account)
     and (cardinality(:trades::text[]) = 0 or exists (select from listing_industries i
       where i.listing_id = l.id and left(i.industry_code, 3) = any (:trades::text[])))
   order by ts_rank(w.words, :query::tsquery) desc, l.id limit :most)
  union (select id from listings where :side = 'technology' and side = 'technology' and status = 'submitted' and id <> :id
   order by updated_at desc, id limit :most)
  union (select case when one_id = :id then other_id else one_id end from listing_likenesses where :id in (one_id, other_id))`;

const replaceSql = `
  with compared as (select * from jsonb_to_recordset(:pairs::jsonb)
      as pair ("otherId" uuid, "otherVersion" integer, score real, text real)),
    held as (select c.* from listings l join compared c on c."otherId" = l.id and c."otherVersion" = l.version
      order by l.id for share of l),
    gone as (delete from listing_likenesses kept using held
      where kept.one_id = least(:id::uuid, "otherId") and kept.other_id = greatest(:id::uuid, "otherId") and held.score < :least)
  insert into listing_likenesses as kept (one_id, other_id, side, one_version, other_version, score, text_share)
  select least(:id::uuid, "otherId"), greatest(:id::uuid, "otherId"), :side,
    case when :id::uuid < "otherId" then :version else "otherVersion" end,
    case when :id::uuid < "otherId" then "otherVersion" else :version end, score, text
  from held where score >= :least order by 1, 2
  on conflict (one_id, other_id) do update set one_version = excluded.one_version, other_version = excluded.other_version,
    score = excluded.score, text_share = excluded.text_share, updated_at = now()
  where kept.one_version <= excluded.one_version and kept.other_version <= excluded.other_version`;
