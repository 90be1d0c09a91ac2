import type { Knex } from 'knex';
import { refuse } from '../../../kernel/error.ts';
import type { Id } from '../../../kernel/id.ts';
import type { Alike } from './group.ts';
import type { Channel, Consent, JointNeed, JointStatus, Member, MemberStatus } from './joint-need.ts';

export type JointNeedStore = ReturnType<typeof jointNeedStore>;
/** A public need as pooling knows it. */
export type PooledNeed = Omit<Alike, 'score'> & { title: string; problem: string };
type By = { accountId: Id | null; channel: Channel };

/** Joint needs with their members, and the consents that are only ever added to. */
export function jointNeedStore(trx: Knex) {
  return {
    /** Holds the joint need until the transaction ends: whoever joins and leaves does so one after the other. */
    async get(id: Id): Promise<JointNeed> {
      return (await this.find(id)) ?? refuse('not-found', 'web:errors.not-found');
    },
    async find(id: Id): Promise<JointNeed | undefined> {
      const row = (await trx('joint_needs').where({ id }).forUpdate().first()) as Row | undefined;
      if (!row) return undefined;
      const members = (await trx('joint_need_members').where({ joint_need_id: id }).orderBy('place')) as MemberRow[];
      return toJointNeed(row, members);
    },
    /** The living joint need that this need is a member of. */
    async livingOf(needId: Id): Promise<Id | undefined> {
      const row = (await trx('joint_need_members')
        .where({ need_id: needId })
        .whereNot({ joint_status: 'closed' })
        .whereIn('status', ['invited', 'in'])
        .first('joint_need_id as id')) as { id: Id } | undefined;
      return row?.id;
    },
    async needs(ids: readonly Id[]): Promise<PooledNeed[]> {
      const { rows } = await trx.raw<{ rows: PooledNeed[] }>(
        `${needSql} where l.id = any (?) and l.status in ('published', 'matched') and l.region_code is not null
           and not exists (select from joint_needs j where j.id = l.id)`,
        [[...ids]],
      );
      return rows;
    },
    /** Public needs that are alike to this one and in no living joint need yet, nor one themselves. */
    async alikeTo(needId: Id): Promise<(PooledNeed & Alike)[]> {
      const { rows } = await trx.raw<{ rows: (PooledNeed & Alike)[] }>(alikeSql, { needId });
      return rows;
    },
    /** Refuses when another joint need has one of the members already, even from this moment on. */
    async add(joint: JointNeed): Promise<void> {
      await trx('joint_needs').insert({ id: joint.id, ...columnsOf(trx, joint) });
      await this.addMembers(joint, joint.members);
    },
    async addMembers(joint: JointNeed, members: readonly Member[]): Promise<void> {
      // In one order, so that two who gather the same at one moment do not wait for each other in a circle.
      const sorted = [...members].sort((a, b) => (a.needId < b.needId ? -1 : 1));
      const rows = sorted.map((member) => ({ joint_need_id: joint.id, joint_status: joint.status, ...memberColumns(member) }));
      const added = await trx('joint_need_members').insert(rows).onConflict().ignore().returning('need_id');
      if (added.length < members.length) refuse('conflict', 'pooling:errors.taken');
    },
    async save(joint: JointNeed): Promise<void> {
      await trx('joint_needs').where({ id: joint.id }).update(columnsOf(trx, joint));
      const kept = joint.members.map(({ needId }) => needId);
      await trx('joint_need_members').where({ joint_need_id: joint.id }).whereNotIn('need_id', kept).delete();
      for (const member of joint.members) {
        const where = { joint_need_id: joint.id, need_id: member.needId };
        await trx('joint_need_members').where(where).update(memberColumns(member)).catch(refuseTaken);
      }
    },
    async writeConsents(joint: JointNeed, consents: readonly Consent[], { accountId, channel }: By): Promise<void> {
      if (consents.length === 0) return;
      const text = { joint_need_id: joint.id, text_version: joint.textVersion, account_id: accountId, channel };
      await trx('joint_need_consents').insert(
        consents.map(({ needId, purpose, given }) => ({ ...text, need_id: needId, purpose, given })),
      );
    },
    /** The joint needs that a listing which is over concerns: its own, and those that it is a member of. */
    async ofEnded(listingId: Id): Promise<Id[]> {
      const { rows } = await trx.raw<{ rows: { id: Id }[] }>(endedSql, { listingId });
      return rows.map(({ id }) => id);
    },
  };
}

/** The index knows of a membership elsewhere, however the two raced. */
function refuseTaken(error: unknown): never {
  if (error instanceof Error && 'code' in error && error.code === '23505') refuse('conflict', 'pooling:errors.taken');
  throw error;
}

const needSql = `
  select l.id as "needId", l.account_id as "accountId", l.region_code as "regionCode", l.title, n.problem
  from listings l join needs n on n.listing_id = l.id`;

const alikeSql = `
  select l.id as "needId", l.account_id as "accountId", l.region_code as "regionCode", l.title, n.problem, k.score
  from listing_likenesses k
  join listings l on l.id = case when k.one_id = :needId then k.other_id else k.one_id end
  join needs n on n.listing_id = l.id
  where :needId in (k.one_id, k.other_id) and l.status in ('published', 'matched') and l.region_code is not null
    and not exists (select from joint_needs j where j.id = l.id)
    and not exists (select from joint_need_members m where m.need_id = l.id and m.joint_status <> 'closed'
      and m.status in ('invited', 'in'))
  order by k.score desc, l.id`;

const endedSql = `
  select j.id from joint_needs j where j.id = :listingId and j.status = 'published'
    and exists (select from listings l where l.id = j.id and l.status not in ('published', 'matched'))
  union select m.joint_need_id from joint_need_members m where m.need_id = :listingId and m.joint_status <> 'closed'
    and m.status in ('invited', 'in')
    and exists (select from listings l where l.id = m.need_id and l.status not in ('published', 'matched'))
  order by 1`;

type Row = {
  id: Id;
  status: JointStatus;
  region_code: string;
  title: string;
  problem: string;
  text_version: number;
  lead_need_id: Id | null;
  organizer_id: Id | null;
  published_at: Date | null;
  version: number;
};
type MemberRow = { need_id: Id; account_id: Id; place: number; status: MemberStatus } & Record<
  'share_mu' | 'share_heads' | 'share_households' | 'share_fen',
  number | null
> & { shows_share: boolean; opens_contact: boolean };

function toJointNeed(row: Row, members: readonly MemberRow[]): JointNeed {
  return {
    ...{ id: row.id, status: row.status, regionCode: row.region_code, title: row.title, problem: row.problem },
    ...{ textVersion: row.text_version, leadNeedId: row.lead_need_id, organizerId: row.organizer_id },
    ...{ publishedAt: row.published_at, version: row.version },
    members: members.map((member) => ({
      ...{ needId: member.need_id, accountId: member.account_id, place: member.place, status: member.status },
      ...{ showsShare: member.shows_share, opensContact: member.opens_contact },
      share: { mu: member.share_mu, heads: member.share_heads, households: member.share_households, fen: member.share_fen },
    })),
  };
}

function columnsOf(trx: Knex, { status, title, problem, version, ...joint }: JointNeed): object {
  return {
    ...{ status, title, problem, version, region_code: joint.regionCode, text_version: joint.textVersion },
    ...{ lead_need_id: joint.leadNeedId, organizer_id: joint.organizerId, published_at: joint.publishedAt },
    updated_at: trx.fn.now(),
  };
}

function memberColumns({ share, ...member }: Member): object {
  return {
    ...{ need_id: member.needId, account_id: member.accountId, place: member.place, status: member.status },
    ...{ share_mu: share.mu, share_heads: share.heads, share_households: share.households, share_fen: share.fen },
    ...{ shows_share: member.showsShare, opens_contact: member.opensContact },
  };
}
