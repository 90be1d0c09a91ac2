import type { Knex } from 'knex';
import type { Id } from '../../../kernel/id.ts';
import type { Cursor } from '../../../kernel/keyset.ts';
import { regionPrefix } from '../../../kernel/region-code.ts';
import { cursorMoment } from '../../../platform/postgres/cursor-moment.ts';
import { groupsOf, type AlikePair } from './group.ts';
import type { Language } from '../../people/caller.ts';
import type { JointStatus } from './joint-need.ts';

export const pageSize = 20;
/** The most alike pairs that are sorted into groups; what is behind them comes up when these are dealt with. */
const mostPairs = 300;

export type AlikeNeed = {
  needId: Id;
  accountId: Id;
  regionCode: string | null;
  title: string;
  problem: string;
  organization: string | null;
  place: string | null;
  score: number;
};
export type JointRow = {
  id: Id;
  title: string;
  status: JointStatus;
  place: string;
  isIn: number;
  asked: number;
  at: string;
  updatedAt: Date;
};

/** What organizers may gather, and what is being gathered. */
export function proposalReads(db: Knex) {
  return {
    /** Groups of public needs of these regions that ask the same and are in no living joint need; null is everywhere. */
    async groups(regions: readonly string[] | null, language: Language): Promise<AlikeNeed[][]> {
      const like = regions?.map((region) => `${regionPrefix(region)}%`) ?? null;
      const { rows } = await db.raw<{ rows: AlikePair[] }>(pairSql, { like, most: mostPairs });
      const groups = groupsOf(rows);
      const needs = new Map((await this.needs(groups.flat(), language)).map((need) => [need.needId, need]));
      return groups.map((group) => group.flatMap((id) => needs.get(id) ?? []));
    },
    async needs(ids: readonly Id[], language: Language): Promise<AlikeNeed[]> {
      if (ids.length === 0) return [];
      return (
        await db.raw<{ rows: AlikeNeed[] }>(`${needSql} where l.id = any (:ids)`, { ids: [...ids], english: language === 'en' })
      ).rows;
    },
    /** The need itself, and those free to be pooled with it, the most alike first. */
    async around(needId: Id, language: Language): Promise<AlikeNeed[]> {
      return (await db.raw<{ rows: AlikeNeed[] }>(aroundSql, { needId, english: language === 'en' })).rows;
    },
    async livingOf(needId: Id): Promise<{ id: Id; status: JointStatus } | undefined> {
      return (await db('joint_need_members')
        .where({ need_id: needId })
        .whereNot({ joint_status: 'closed' })
        .whereIn('status', ['invited', 'in'])
        .first('joint_need_id as id', 'joint_status as status')) as { id: Id; status: JointStatus } | undefined;
    },
    /** Joint needs of these regions, the latest change first, with one more than a page. */
    async jointNeeds(regions: readonly string[] | null, language: Language, before?: Cursor): Promise<JointRow[]> {
      const query = db('joint_needs as j')
        .join('regions as r', 'r.code', 'j.region_code')
        .orderBy([
          { column: 'j.updated_at', order: 'desc' },
          { column: 'j.id', order: 'desc' },
        ])
        .limit(pageSize + 1)
        .select('j.id', 'j.title', 'j.status', 'j.updated_at as updatedAt')
        .select(db.raw(language === 'en' ? 'coalesce(r.name_en, r.name) as place' : 'r.name as place'))
        .select(db.raw(`(select count(*) from joint_need_members where joint_need_id = j.id and status = 'in') as "isIn"`))
        .select(db.raw(`(select count(*) from joint_need_members where joint_need_id = j.id and status = 'invited') as asked`))
        .select(db.raw(`${cursorMoment('j.updated_at')} as at`));
      if (regions) {
        void query.where((mine) => {
          void mine.whereRaw('false');
          for (const region of regions) void mine.orWhere('j.region_code', 'like', `${regionPrefix(region)}%`);
        });
      }
      if (before) void query.whereRaw('(j.updated_at, j.id) < (?::timestamptz, ?::uuid)', [before.at, before.id]);
      return (await query) as JointRow[];
    },
  };
}

const isFree = (l: string) => `${l}.status in ('published', 'matched') and ${l}.region_code is not null
  and not exists (select from joint_needs j where j.id = ${l}.id)
  and not exists (select from joint_need_members m where m.need_id = ${l}.id and m.joint_status <> 'closed'
    and m.status in ('invited', 'in'))`;
const member = (l: string) =>
  `json_build_object('needId', ${l}.id, 'accountId', ${l}.account_id, 'regionCode', ${l}.region_code)`;
const inRegions = (l: string) => `(:like::text[] is null or ${l}.region_code like any (:like::text[]))`;
const pairSql = `
  select ${member('a')} as one, ${member('b')} as other, k.score from listing_likenesses k
  join listings a on a.id = k.one_id join listings b on b.id = k.other_id
  where k.side = 'need' and ${isFree('a')} and ${isFree('b')} and ${inRegions('a')} and ${inRegions('b')}
  order by k.score desc, k.one_id, k.other_id limit :most`;
const columns = `l.id as "needId", l.account_id as "accountId", l.region_code as "regionCode", l.title, n.problem, o.name as organization,
  case when :english::boolean then coalesce(r.name_en, r.name) else r.name end as place`;
const joins = `join needs n on n.listing_id = l.id left join organizations o on o.id = l.organization_id
  left join regions r on r.code = l.region_code`;
const needSql = `select ${columns}, 1::real as score from listings l ${joins}`;
const aroundSql = `
  select * from (
    select ${columns}, 2::real as score from listings l ${joins} where l.id = :needId and l.status in ('published', 'matched')
    union all
    select ${columns}, k.score from listing_likenesses k
      join listings l on l.id = case when k.one_id = :needId then k.other_id else k.one_id end ${joins}
      where :needId in (k.one_id, k.other_id) and k.side = 'need' and ${isFree('l')}) found
  order by score desc, "needId" limit 30`;
