import type { Knex } from 'knex';
import type { Id } from '../../../kernel/id.ts';
import type { Language } from '../../people/caller.ts';
import { contactColumns } from '../contact-columns.ts';
import type { JointStatus, MemberStatus, Share } from './joint-need.ts';

export type MemberView = {
  needId: Id;
  accountId: Id;
  title: string;
  organization: string | null;
  place: string | null;
  status: MemberStatus;
  share: Share;
  /** What its own need says of its size and means: a proposal for the share. */
  own: Share;
  showsShare: boolean;
  opensContact: boolean;
};
export type JointView = {
  id: Id;
  status: JointStatus;
  title: string;
  problem: string;
  regionCode: string;
  place: string;
  textVersion: number;
  version: number;
  leadNeedId: Id | null;
  publishedAt: Date | null;
  isListed: boolean;
  members: MemberView[];
};
export type JointMatchView = { matchId: Id; technologyId: Id; title: string; organization: string | null; status: string };
export type JointContact = { village: string; name: string; phone: string; email: string };
export type ConsentView = { needId: Id; purpose: string; given: boolean; textVersion: number; channel: string; at: Date };

/** Joint needs for pages and the API. Contacts are in reads of their own, which answer for open matches alone. */
export function jointNeedReads(db: Knex) {
  return {
    async one(id: Id, language: Language): Promise<JointView | undefined> {
      const { rows } = await db.raw<{ rows: Omit<JointView, 'members'>[] }>(jointSql, { id, english: language === 'en' });
      const [joint] = rows;
      if (!joint) return undefined;
      const members = await db.raw<{ rows: MemberView[] }>(memberSql, { id, english: language === 'en' });
      return { ...joint, members: members.rows };
    },
    /** What the engine and people have found for it, open ones first. */
    async matches(id: Id): Promise<JointMatchView[]> {
      return (await db('matches as m')
        .join('listings as t', 't.id', 'm.technology_id')
        .leftJoin('organizations as o', 'o.id', 't.organization_id')
        .where({ 'm.need_id': id })
        .whereIn('m.status', ['proposed', 'open'])
        .orderByRaw(`m.status = 'open' desc, m.score desc, m.id limit 10`)
        .select('m.id as matchId', 't.id as technologyId', 't.title', 'o.name as organization', 'm.status')) as JointMatchView[];
    },
    /** Whom the other side of an open match may call: members who opened their contact, and nobody else. */
    async memberContacts(id: Id, holderId: Id): Promise<JointContact[]> {
      const { rows } = await db.raw<{ rows: JointContact[] }>(memberContactSql, { id, holderId });
      return rows;
    },
    /** Whom a member may call that opened its own contact: the holders of technologies in open matches. */
    async holderContacts(id: Id, memberId: Id): Promise<JointContact[]> {
      const { rows } = await db.raw<{ rows: JointContact[] }>(holderContactSql, { id, memberId });
      return rows;
    },
    async consents(id: Id): Promise<ConsentView[]> {
      return (await db('joint_need_consents')
        .where({ joint_need_id: id })
        .orderBy('id', 'desc')
        .limit(200)
        .select('need_id as needId', 'purpose', 'given', 'text_version as textVersion', 'channel', 'at')) as ConsentView[];
    },
  };
}

const name = (r: string) => `case when :english::boolean then coalesce(${r}.name_en, ${r}.name) else ${r}.name end`;
const jointSql = `
  select j.id, j.status, j.title, j.problem, j.region_code as "regionCode", ${name('r')} as place,
    j.text_version as "textVersion", j.version, j.lead_need_id as "leadNeedId", j.published_at as "publishedAt",
    exists (select from listings l where l.id = j.id and l.status in ('published', 'matched')) as "isListed"
  from joint_needs j join regions r on r.code = j.region_code where j.id = :id`;
const memberSql = `
  select m.need_id as "needId", m.account_id as "accountId", l.title, o.name as organization, ${name('r')} as place, m.status,
    json_build_object('mu', m.share_mu, 'heads', m.share_heads, 'households', m.share_households, 'fen', m.share_fen) as share,
    json_build_object('mu', n.scale_mu, 'heads', n.scale_heads, 'households', n.households, 'fen', n.budget_fen) as own,
    m.shows_share as "showsShare", m.opens_contact as "opensContact"
  from joint_need_members m join listings l on l.id = m.need_id join needs n on n.listing_id = l.id
  left join organizations o on o.id = l.organization_id left join regions r on r.code = l.region_code
  where m.joint_need_id = :id order by m.place`;
const memberContactSql = `
  select coalesce(o.name, l.title) as village, ${contactColumns('l', 'a')}
  from joint_need_members m join listings l on l.id = m.need_id join accounts a on a.id = m.account_id
  left join organizations o on o.id = l.organization_id
  where m.joint_need_id = :id and m.status = 'in' and m.opens_contact and m.joint_status = 'published'
    and exists (select from matches x join listings t on t.id = x.technology_id
      where x.need_id = m.joint_need_id and x.status = 'open' and t.account_id = :holderId)
  order by m.place`;
const holderContactSql = `
  select coalesce(o.name, t.title) as village, ${contactColumns('t', 'a')}
  from matches x join listings t on t.id = x.technology_id join accounts a on a.id = t.account_id
  left join organizations o on o.id = t.organization_id
  where x.need_id = :id and x.status = 'open' and exists (select from joint_need_members m
    where m.joint_need_id = x.need_id and m.account_id = :memberId and m.status = 'in' and m.opens_contact
      and m.joint_status = 'published')
  order by t.title, t.id`;
