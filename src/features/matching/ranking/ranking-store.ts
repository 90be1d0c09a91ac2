import type { Knex } from 'knex';
import type { Side } from '../match.ts';
import type { Horizon } from './entry-store.ts';

const part = 500;

export type RankingStore = ReturnType<typeof rankingStore>;
export type NewRanking = { number: number; side: Side; version: number; others: ArrayLike<number>; scores: ArrayLike<number> };
export type ReadRanking = { number: number; version: number; others: number[]; scores: number[]; stamp: string };

export function rankingStore(trx: Knex) {
  return {
    /** One at a time brings rankings and proposals up to date, in whichever process; until the transaction ends. */
    async lock(): Promise<void> {
      await trx.raw(`select pg_advisory_xact_lock(hashtext('rankings'))`);
    },
    /** The rankings of a scale after this number, in order: to read all of them in parts. */
    async after(scaleId: number, number: number, limit: number): Promise<ReadRanking[]> {
      const { rows } = await trx.raw<{ rows: Row[] }>(
        `select ${columns} from rankings where scale_id = ? and number > ? order by number limit ?`,
        [scaleId, number, limit],
      );
      return rows.map(toRanking);
    },
    /** What changed beyond the horizon. */
    async since(scaleId: number, { from, young }: Horizon): Promise<ReadRanking[]> {
      const { rows } = await trx.raw<{ rows: Row[] }>(
        `select ${columns} from rankings r where scale_id = :scaleId and stamp >= :from::xid8
           and not exists (select from unnest(:numbers::int[], :stamps::text[]) y (number, stamp)
             where y.number = r.number and y.stamp = r.stamp::text)`,
        { scaleId, from, numbers: [...young.keys()], stamps: [...young.values()] },
      );
      return rows.map(toRanking);
    },
    /** Writes rankings of one scale, never over one that rests on a newer version; answers the stamp they carry. */
    async write(scaleId: number, rankings: readonly NewRanking[]): Promise<string> {
      const { rows } = await trx.raw<{ rows: [{ stamp: string }] }>(
        `with written as (
           insert into rankings as kept (scale_id, number, side, listing_version, others, scores)
           select :scaleId, number, side, version, others::int[], scores::smallint[]
           from unnest(:numbers::int[], :sides::text[], :versions::int[], :others::text[], :scores::text[])
             as r (number, side, version, others, scores) order by number
           on conflict (scale_id, number) do update set listing_version = excluded.listing_version, others = excluded.others,
             scores = excluded.scores, stamp = pg_current_xact_id()
           where kept.listing_version <= excluded.listing_version)
         select pg_current_xact_id()::text as stamp`,
        {
          scaleId,
          ...{ numbers: rankings.map(({ number }) => number), sides: rankings.map(({ side }) => side) },
          ...{ versions: rankings.map(({ version }) => version), others: rankings.map(({ others }) => literal(others)) },
          scores: rankings.map(({ scores }) => literal(scores)),
        },
      );
      return rows[0].stamp;
    },
    /** Writes many in parts, so that neither this process nor the database is held up by one long statement. */
    async writeMany(scaleId: number, rankings: readonly NewRanking[]): Promise<void> {
      for (let from = 0; from < rankings.length; from += part) await this.write(scaleId, rankings.slice(from, from + part));
    },
    async removeScale(scaleId: number): Promise<void> {
      await trx('rankings').where({ scale_id: scaleId }).delete();
    },
  };
}

const columns = 'number, listing_version as version, others::text as others, scores::text as scores, stamp::text as stamp';
type Row = { number: number; version: number; others: string; scores: string; stamp: string };

function toRanking({ others, scores, ...row }: Row): ReadRanking {
  return { ...row, others: read(others), scores: read(scores) };
}

function literal(list: ArrayLike<number>): string {
  return `{${Array.prototype.join.call(list, ',')}}`;
}

/** Of `{1,2,3}`; the driver's own reader is made for nested arrays of anything and takes many times as long. */
function read(text: string): number[] {
  const list: number[] = [];
  let number = 0;
  for (let at = 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= 48 && code <= 57) number = number * 10 + code - 48;
    else if (text.length > 2) {
      list.push(number);
      number = 0;
    }
  }
  return list;
}
