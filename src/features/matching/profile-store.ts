import type { Knex } from 'knex';
import type { Id } from '../../kernel/id.ts';
import type { Profile, Rarity } from './profile.ts';
import { rarityOf } from './profile.ts';
import { readVector, writeQuery } from './text/word-vector.ts';
import { keep, weights } from './weights.ts';

export type ProfileStore = ReturnType<typeof profileStore>;

/** The words that candidates are sought by; the commonest of a long text find everything and tell nothing. */
const soughtWords = 80;
const { A, B, C, D } = weights.field;

/** Listings as the score reads them, and where to find those that might fit. */
export function profileStore(trx: Knex) {
  return {
    async get(ids: readonly Id[]): Promise<Profile[]> {
      if (ids.length === 0) return [];
      const { rows } = await trx.raw<{ rows: Row[] }>(profileSql, [[...ids]]);
      return rows.map(toProfile);
    },
    /** Public listings of the other side and of somebody else that share words, those that share the most first. */
    async candidates(mine: Profile, rarity: Rarity): Promise<Profile[]> {
      const strength = new Map([...mine.words].map(([word, at]) => [word, rarity(word) * (at.A ? A : at.B ? B : at.C ? C : D)]));
      const sought = [...strength].sort(([, a], [, b]) => b - a).slice(0, soughtWords);
      if (!mine.isPublic || sought.length === 0) return [];
      const query = writeQuery(
        sought.map(([word]) => word),
        '|',
      );
      const { rows } = await trx.raw<{ rows: { id: Id }[] }>(
        `select l.id from listing_words w join listings l on l.id = w.listing_id
         where w.words @@ ?::tsquery and w.side = ? and l.status in ('published', 'matched') and l.account_id <> ?
         order by ts_rank('{${[D, C, B, A].join(',')}}', w.words, ?::tsquery) desc, l.id limit ?`,
        [query, mine.side === 'technology' ? 'need' : 'technology', mine.accountId, query, keep.candidates],
      );
      return this.get(rows.map(({ id }) => id));
    },
    /** How rare each of these words is among the public listings of both sides. */
    async rarity(words: Iterable<string>): Promise<Rarity> {
      const list = [...words];
      const { rows } = await trx.raw<{ rows: { word: string | null; count: number }[] }>(
        `select null as word, count(*) from listing_words
         union all select sought.word, (select count(*) from listing_words where words @@ sought.query::tsquery)
         from unnest(?::text[], ?::text[]) as sought (word, query)`,
        [list, list.map((word) => writeQuery([word], '&'))],
      );
      const all = rows.find(({ word }) => word === null)?.count ?? 0;
      return rarityOf(new Map(rows.flatMap(({ word, count }) => (word === null ? [] : [[word, count] as const]))), all);
    },
    /** Holds these listings still until the transaction ends; false when one has changed since it was read. */
    async holdUnchanged(profiles: readonly Profile[]): Promise<boolean> {
      const ids = profiles.map(({ id }) => id);
      const rows = (await trx('listings').whereIn('id', ids).orderBy('id').forShare().select('id', 'version')) as {
        id: Id;
        version: number;
      }[];
      const versions = new Map(rows.map(({ id, version }) => [id, version]));
      return profiles.every(({ id, version }) => versions.get(id) === version);
    },
  };
}

const profileSql = `
  select l.id, l.version, l.side, l.account_id as "accountId", l.status in ('published', 'matched') as "isPublic",
    l.region_code as "regionCode", l.expires_on as "expiresOn", coalesce(w.words::text, '') as words,
    array(select industry_code from listing_industries where listing_id = l.id order by 1) as industries,
    (select count(*) from listing_approvals where listing_id = l.id) as approvals,
    t.kind, t.cost_unit as "costUnit", t.cost_fen as "costFen", t.frost_free_days as "frostFreeDays",
    t.accumulated_temperature as "accumulatedTemperature", t.soils, t.waters,
    coalesce(t.season_from, n.season_from) as "seasonFrom", coalesce(t.season_to, n.season_to) as "seasonTo",
    n.scale_mu as "scaleMu", n.scale_heads as "scaleHeads", n.soil, n.water, n.deadline, n.budget_fen as "budgetFen"
  from listings l
  left join listing_words w on w.listing_id = l.id
  left join technologies t on t.listing_id = l.id
  left join needs n on n.listing_id = l.id
  where l.id = any (?)`;

type Row = Omit<Profile, 'words'> & { words: string };

function toProfile(row: Row): Profile {
  return { ...row, words: readVector(row.words) } as Profile; // the join fills the columns of its own side
}
