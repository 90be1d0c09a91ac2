import type { Knex } from 'knex';
import { poorNeed } from './poor-need-reads.ts';
import type { RankingRow } from './propose.ts';
import type { RankedMarket } from './share-out.ts';

/** So many needs are looked at all; of more, so many with the first hashes, which are a fair sample. */
const most = { all: 6_000, sample: 1_000 };

type Row = RankingRow & { isPoor: boolean };

/** The rankings that proposals are shared out from, as they are now; as JSON, which is read several times faster than arrays. */
export function marketReads(db: Knex) {
  const rankings = `rankings r join scales s on s.id = r.scale_id and s.is_current
    join index_entries e on e.number = r.number and e.is_public join listings l on l.id = e.listing_id`;
  return {
    /** `all` is how many needs there are, `market` those that were looked at. */
    async market(): Promise<{ market: RankedMarket; all: number }> {
      const counted = await db.raw<{ rows: [{ count: number }] }>(
        `select count(*) as count from ${rankings} where r.side = 'need'`,
      );
      const all = counted.rows[0].count;
      const isAll = all <= most.all;
      const { rows: needs } = await db.raw<{ rows: Row[] }>(
        `select r.number, to_json(r.others) as others, to_json(r.scores) as scores, ${poorNeed('l')} as "isPoor" from ${rankings} where r.side = 'need'
         order by ${isAll ? '' : 'hashint4(r.number), '}r.number limit ?`,
        [isAll ? most.all : most.sample],
      );
      const named = [...new Set(needs.flatMap(({ others }) => Array.from(others)))];
      const { rows: technologies } = await db.raw<{ rows: RankingRow[] }>(
        `select r.number, to_json(r.others) as others, to_json(r.scores) as scores from ${rankings}
         where r.side = 'technology' and (:isAll or r.number = any (:named))`,
        { isAll, named },
      );
      const poor = new Set(needs.filter(({ isPoor }) => isPoor).map(({ number }) => number));
      for (const number of await poorAmong(technologies)) poor.add(number);
      return { all, market: { needs, technologies: new Map(technologies.map((one) => [one.number, one])), poor } };
    },
  };

  /** Needs that technologies rank stand before or after one another by where they are, looked at or not. */
  async function poorAmong(technologies: readonly RankingRow[]): Promise<number[]> {
    if (technologies.length === 0) return [];
    const { rows } = await db.raw<{ rows: { number: number }[] }>(
      `select e.number from index_entries e join listings l on l.id = e.listing_id where e.side = 'need' and ${poorNeed('l')}`,
    );
    return rows.map(({ number }) => number);
  }
}
