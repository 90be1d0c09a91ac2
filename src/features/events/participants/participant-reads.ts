import type { Knex } from 'knex';
import type { Id } from '../../../kernel/id.ts';
import type { ParticipantStatus } from './participant.ts';

export type BroughtListing = { id: Id; side: 'technology' | 'need'; title: string };
export type ParticipantRow = {
  id: Id;
  accountId: Id;
  name: string;
  organization: string | null;
  place: string | null;
  status: ParticipantStatus;
  code: string;
  checkedInAt: Date | null;
  meetings: number;
  listings: BroughtListing[];
};
export type ParticipantContact = { id: Id; phone: string | null; email: string | null };
export type OwnPart = { id: Id; status: ParticipantStatus; code: string };

const listingsOf = `coalesce((select json_agg(json_build_object('id', l.id, 'side', l.side, 'title', l.title) order by l.side desc, l.title)
  from event_listings el join listings l on l.id = el.listing_id where el.participant_id = p.id), '[]') as listings`;

export function participantReads(db: Knex) {
  return {
    /** Everybody who was invited or joined; those who come first. With codes, so for organizers and the desk alone. */
    async ofEvent(eventId: Id): Promise<ParticipantRow[]> {
      const { rows } = await db.raw<{ rows: ParticipantRow[] }>(
        `select p.id, p.account_id as "accountId", a.name, o.name as organization, r.name as place, p.status, p.code,
           p.checked_in_at as "checkedInAt",
           (select count(*) from meeting_seats s where s.participant_id = p.id) as meetings, ${listingsOf}
         from event_participants p join accounts a on a.id = p.account_id
         left join organizations o on o.id = a.organization_id left join regions r on r.code = o.region_code
         where p.event_id = ?
         order by array_position(array['accepted', 'invited', 'declined'], p.status), o.name nulls last, a.name, p.id`,
        [eventId],
      );
      return rows;
    },
    /** How to reach those who come: for an export by organizers of the region and for nothing else. */
    async contacts(eventId: Id): Promise<Map<Id, ParticipantContact>> {
      const rows = (await db('event_participants as p')
        .join('accounts as a', 'a.id', 'p.account_id')
        .where('p.event_id', eventId)
        .where((coming) => coming.where('p.status', 'accepted').orWhereNotNull('p.checked_in_at'))
        .select('p.id', 'a.phone', 'a.email')) as ParticipantContact[];
      return new Map(rows.map((row) => [row.id, row]));
    },
    async own(eventId: Id, accountId: Id): Promise<OwnPart | undefined> {
      return (await db('event_participants')
        .where({ event_id: eventId, account_id: accountId })
        .first('id', 'status', 'code')) as OwnPart | undefined;
    },
    /** What this person can bring: own public listings, with those chosen already marked. */
    async bringable(eventId: Id, accountId: Id): Promise<(BroughtListing & { brought: boolean })[]> {
      return (await db('listings as l')
        .leftJoin('event_listings as el', (on) => on.on('el.listing_id', 'l.id').andOnVal('el.event_id', eventId))
        .where('l.account_id', accountId)
        .whereIn('l.status', ['published', 'matched'])
        .orderBy([{ column: 'l.published_at', order: 'desc' }, { column: 'l.id' }])
        .limit(50)
        .select('l.id', 'l.side', 'l.title', db.raw('el.listing_id is not null as brought'))) as (BroughtListing & {
        brought: boolean;
      })[];
    },
  };
}
