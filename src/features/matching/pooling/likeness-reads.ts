import type { Knex } from 'knex';
import type { Id } from '../../../kernel/id.ts';
import { regionPrefix } from '../../../kernel/region-code.ts';

export const pageSize = 20;
type AlikeTechnology = {
  listingId: Id;
  title: string;
  organization: string | null;
  status: string;
  regionCode: string | null;
  createdAt: string;
};
export type LikenessRow = { one: AlikeTechnology; other: AlikeTechnology; textShare: number };

export function likenessReads(db: Knex) {
  return {
    /** Pairs of technologies that are alike and not decided about, the most alike first; `after` is the last one of a page. */
    async open(regions: readonly string[] | null, after?: readonly [Id, Id]): Promise<LikenessRow[]> {
      const { rows } = await db.raw<{ rows: LikenessRow[] }>(openSql, {
        like: regions?.map((region) => `${regionPrefix(region)}%`) ?? null,
        ...{ afterOne: after?.[0] ?? null, afterOther: after?.[1] ?? null, limit: pageSize + 1 },
      });
      return rows;
    },
  };
}

const technology = (l: string) => `json_build_object('listingId', ${l}.id, 'title', ${l}.title, 'status', ${l}.status,
  'regionCode', ${l}.region_code, 'createdAt', ${l}.created_at,
  'organization', (select name from organizations where id = ${l}.organization_id))`;
const inRegions = (l: string) =>
  `(:like::text[] is null or ${l}.region_code is null or ${l}.region_code like any (:like::text[]))`;
// What waits for its moderator is shown to organizers of its own place alone.
const isSeen = (l: string) => `(${l}.status in ('published', 'matched') or ${l}.status = 'submitted' and ${inRegions(l)})`;
const openSql = `
  select ${technology('a')} as one, ${technology('b')} as other, k.text_share as "textShare" from listing_likenesses k
  join listings a on a.id = k.one_id join listings b on b.id = k.other_id
  where k.side = 'technology' and ${isSeen('a')} and ${isSeen('b')} and (${inRegions('a')} or ${inRegions('b')})
    and not exists (select from likeness_decisions d where d.one_id = k.one_id and d.other_id = k.other_id)
    and (:afterOne::uuid is null or (k.score, k.one_id, k.other_id) <
      (select score, one_id, other_id from listing_likenesses where one_id = :afterOne and other_id = :afterOther))
  order by k.score desc, k.one_id desc, k.other_id desc limit :limit`;
