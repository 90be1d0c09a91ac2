import type { Knex } from 'knex';
import type { Id } from '../../../kernel/id.ts';

/** How a need stands to pooling: it is a joint need itself, it is part of one, or others ask the same. */
export type Pooled =
  | { kind: 'joint'; jointNeedId: Id; title: string }
  | { kind: 'member'; jointNeedId: Id; title: string }
  | { kind: 'alike'; count: number };
export type AlikeRow = { id: Id; title: string; organization: string | null; status: string; textShare: number };

export function jointReads(db: Knex) {
  return {
    /** What everybody may know: the joint need that this one is, or that it has consented to be part of. */
    async joint(needId: Id): Promise<Pooled | undefined> {
      const row = (await db('joint_needs as j')
        .leftJoin('joint_need_members as m', (on) => on.on('m.joint_need_id', 'j.id').andOnVal('m.need_id', needId))
        .where((of) => of.where('j.id', needId).orWhere((member) => member.where({ 'm.status': 'in', 'j.status': 'published' })))
        .first('j.id', 'j.title')) as { id: Id; title: string } | undefined;
      return row && { kind: row.id === needId ? 'joint' : 'member', jointNeedId: row.id, title: row.title };
    },
    /** The same for its author, who is also asked, and told how many others it could be pooled with. */
    async ofAuthor(needId: Id): Promise<Pooled | undefined> {
      const own = await this.joint(needId);
      if (own) return own;
      const living = (await db('joint_need_members as m')
        .join('joint_needs as j', 'j.id', 'm.joint_need_id')
        .where('m.need_id', needId)
        .whereNot('j.status', 'closed')
        .whereIn('m.status', ['invited', 'in'])
        .first('j.id', 'j.title')) as { id: Id; title: string } | undefined;
      if (living) return { kind: 'member', jointNeedId: living.id, title: living.title };
      const { rows } = await db.raw<{ rows: { count: number }[] }>(countSql, { needId });
      const count = rows[0]?.count ?? 0;
      return count > 0 ? { kind: 'alike', count } : undefined;
    },
    /** Technologies much like this one, the most alike first, that nobody has said are another. */
    async alikeTechnologies(listingId: Id): Promise<AlikeRow[]> {
      const { rows } = await db.raw<{ rows: AlikeRow[] }>(alikeSql, { listingId });
      return rows;
    },
  };
}

const countSql = `
  select count(distinct l.account_id) from listing_likenesses k
  join listings l on l.id = case when k.one_id = :needId then k.other_id else k.one_id end
  join listings mine on mine.id = :needId and mine.status in ('published', 'matched') and mine.account_id <> l.account_id
  where :needId in (k.one_id, k.other_id) and l.status in ('published', 'matched')
    and not exists (select from joint_needs j where j.id = l.id)
    and not exists (select from joint_need_members m where m.need_id = l.id and m.joint_status <> 'closed'
      and m.status in ('invited', 'in'))`;
const alikeSql = `
  select l.id, l.title, o.name as organization, l.status, k.text_share as "textShare" from listing_likenesses k
  join listings l on l.id = case when k.one_id = :listingId then k.other_id else k.one_id end
  left join organizations o on o.id = l.organization_id
  where :listingId in (k.one_id, k.other_id) and k.side = 'technology' and l.status in ('published', 'matched', 'submitted')
    and not exists (select from likeness_decisions d
      where d.one_id = k.one_id and d.other_id = k.other_id and d.decision = 'not-same')
  order by k.score desc, l.id limit 5`;
