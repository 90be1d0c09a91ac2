import type { Knex } from 'knex';
import type { Id } from '../../kernel/id.ts';
import type { JointMatchMatter, JointMatter } from './joint-matters.ts';
import { moderatorsOf } from './matter-store.ts';

export type JointMatterStore = ReturnType<typeof jointMatterStore>;

/** Joint needs as their notices need them; shares and contacts are not read at all. */
export function jointMatterStore(trx: Knex) {
  return {
    async jointNeed(jointNeedId: Id): Promise<JointMatter | undefined> {
      const row = (await trx('joint_needs')
        .where({ id: jointNeedId })
        .first(
          'id',
          'title',
          'status',
          'text_version as textVersion',
          'organizer_id as organizerId',
          'region_code as region',
        )) as (Omit<JointMatter, 'moderators' | 'members'> & { region: string }) | undefined;
      if (!row) return undefined;
      const { region, ...joint } = row;
      const members = (await trx('joint_need_members as m')
        .join('listings as l', 'l.id', 'm.need_id')
        .leftJoin('regions as r', 'r.code', 'l.region_code')
        .leftJoin('organizations as o', 'o.id', 'l.organization_id')
        .where('m.joint_need_id', jointNeedId)
        .orderBy('m.place')
        .select('m.need_id as needId', 'm.account_id as accountId', 'm.status')
        .select(trx.raw(`coalesce(o.name, r.name, l.title) as village`))) as JointMatter['members'];
      return { ...joint, moderators: await moderatorsOf(trx, region), members };
    },
    async jointMatch(matchId: Id): Promise<JointMatchMatter | undefined> {
      return (await trx('matches as m')
        .join('joint_needs as j', 'j.id', 'm.need_id')
        .join('listings as n', 'n.id', 'm.need_id')
        .join('listings as t', 't.id', 'm.technology_id')
        .where({ 'm.id': matchId, 'j.status': 'published' })
        .first(
          ...['m.id', 'm.status', 'm.created_at as foundAt', 'j.id as jointNeedId', 'j.title', 't.title as technology'],
          'n.account_id as speakerId',
          trx.raw(`array(select account_id from joint_need_members where joint_need_id = j.id and status = 'in'
            order by place) as "memberIds"`),
        )) as JointMatchMatter | undefined;
    },
  };
}
