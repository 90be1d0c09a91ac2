import type { Knex } from 'knex';
import type { Id } from '../../kernel/id.ts';
import { enclosing } from '../../kernel/region-code.ts';
import { matchMatterStore } from './match-matter-store.ts';
import type { InvitationMatter, LetterMatter, ListingMatter, MatchMatter, ScheduleMatter } from './matters.ts';

export type MatterStore = ReturnType<typeof matterStore>;

/** What people are told about, as it is now: ids, titles and states. Contacts are not read at all, so none can leak. */
export function matterStore(trx: Knex) {
  return {
    ...matchMatterStore(trx),
    async listing(listingId: Id): Promise<ListingMatter | undefined> {
      const row = (await trx('listings')
        .where({ id: listingId })
        .first(
          ...['id', 'side', 'title', 'status', 'version', 'account_id as accountId', 'region_code as regionCode'],
          'returned_reason as reason',
        )) as (Omit<ListingMatter, 'moderators'> & { regionCode: string | null }) | undefined;
      return row && { ...row, moderators: await moderatorsOf(trx, row.regionCode) };
    },
    async match(matchId: Id): Promise<MatchMatter | undefined> {
      const row = (await trx('matches as m')
        .join('listings as t', 't.id', 'm.technology_id')
        .join('listings as n', 'n.id', 'm.need_id')
        .where('m.id', matchId)
        .first(
          ...['m.id', 'm.status', 'm.created_at as foundAt', 't.id as tid', 't.title as ttitle', 't.account_id as taccount'],
          ...['n.id as nid', 'n.title as ntitle', 'n.account_id as naccount'],
          trx.raw(`(select answer from match_answers where match_id = m.id and side = 'technology') as tanswer`),
          trx.raw(`(select answer from match_answers where match_id = m.id and side = 'need') as nanswer`),
          trx.raw(`${bestOf('technology', 'need')} as tbest`),
          trx.raw(`${bestOf('need', 'technology')} as nbest`),
        )) as MatchRow | undefined;
      if (!row) return undefined;
      const { id, status, foundAt } = row;
      const technology = { listingId: row.tid, title: row.ttitle, accountId: row.taccount, answer: row.tanswer, best: row.tbest };
      return {
        id,
        status,
        foundAt,
        technology,
        need: { listingId: row.nid, title: row.ntitle, accountId: row.naccount, answer: row.nanswer, best: row.nbest },
      };
    },
    async invitation(participantId: Id): Promise<InvitationMatter | undefined> {
      return (await trx('event_participants as p')
        .join('docking_events as e', 'e.id', 'p.event_id')
        .where('p.id', participantId)
        .first(
          ...['p.id as participantId', 'p.account_id as accountId', 'p.status', 'e.id as eventId', 'e.title'],
          ...['e.starts_at as startsAt', 'e.status as eventStatus'],
        )) as InvitationMatter | undefined;
    },
    /** `release` counts how often a schedule of this event was released; the hall's log has one entry each. */
    async schedule(eventId: Id): Promise<ScheduleMatter | undefined> {
      const event = (await trx('docking_events as e')
        .where('e.id', eventId)
        .first(
          ...['e.id as eventId', 'e.title', 'e.starts_at as startsAt', 'e.status'],
          trx.raw(`(select count(*) from hall_log where event_id = e.id and name = 'release-schedule') as release`),
        )) as Omit<ScheduleMatter, 'participants'> | undefined;
      if (!event) return undefined;
      const participants = (await trx('event_participants')
        .where({ event_id: eventId })
        .whereNot({ status: 'declined' })
        .pluck('account_id')) as Id[];
      return { ...event, participants };
    },
    async letter(letterId: Id): Promise<LetterMatter | undefined> {
      const row = (await trx('letters as l')
        .join('matches as m', 'm.id', 'l.match_id')
        .join('listings as t', 't.id', 'm.technology_id')
        .join('listings as n', 'n.id', 'm.need_id')
        .where('l.id', letterId)
        .first(
          ...['l.id', 'l.serial', 't.title as technology', 'n.title as need', 't.account_id as taccount'],
          'n.account_id as naccount',
        )) as (Omit<LetterMatter, 'accountIds'> & { taccount: Id; naccount: Id }) | undefined;
      if (!row) return undefined;
      const { taccount, naccount, ...letter } = row;
      return { ...letter, accountIds: [taccount, naccount] };
    },
  };
}

/** The organizers whose region covers it, else the admins, so that nothing waits unseen. */
export async function moderatorsOf(trx: Knex, regionCode: string | null): Promise<Id[]> {
  const holders = (role: string) =>
    trx('account_roles as r')
      .join('accounts as a', 'a.id', 'r.account_id')
      .where({ 'r.role': role, 'a.status': 'active' })
      .where((now) => now.whereNull('r.expires_at').orWhere('r.expires_at', '>', trx.fn.now()))
      .distinct('a.id');
  const covering = holders('organizer');
  if (regionCode) void covering.whereIn('r.region_code', enclosing(regionCode));
  const organizers = (await covering.pluck('a.id')) as Id[];
  return organizers.length > 0 ? organizers : ((await holders('admin').pluck('a.id')) as Id[]);
}

/** Of what the engine found for one side of the match `m` within its hour, the best; null for what people brought together. */
function bestOf(mine: string, other: string): string {
  return `(select json_build_object('matchId', o.id, 'other', l.title) from matches o join listings l on l.id = o.${other}_id
    where m.origin = 'engine' and o.origin = 'engine' and o.status = 'proposed' and o.${mine}_id = m.${mine}_id
      and date_trunc('hour', o.created_at at time zone 'UTC') = date_trunc('hour', m.created_at at time zone 'UTC')
    order by o.score desc, o.id limit 1)`;
}

type MatchRow = {
  id: Id;
  status: MatchMatter['status'];
  foundAt: Date;
  tid: Id;
  ttitle: string;
  taccount: Id;
  tanswer: 'yes' | 'no' | null;
  tbest: MatchMatter['technology']['best'];
  nid: Id;
  ntitle: string;
  naccount: Id;
  nanswer: 'yes' | 'no' | null;
  nbest: MatchMatter['need']['best'];
};
