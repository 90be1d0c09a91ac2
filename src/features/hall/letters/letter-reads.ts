import type { Knex } from 'knex';
import type { Id } from '../../../kernel/id.ts';
import type { Letter, LetterAbout, LetterOf } from './letter.ts';
import type { Party } from './letter-form.ts';
import { findAbout, findLetter, toLetter, type LetterRow } from './letter-store.ts';

export function letterReads(db: Knex) {
  return {
    about: (of: LetterOf): Promise<LetterAbout> => findAbout(db, of),
    /** The letter with who may read it; undefined when there is none. */
    async letter(letterId: Id): Promise<{ letter: Letter; about: LetterAbout } | undefined> {
      const letter = await findLetter(db, letterId);
      if (!letter) return undefined;
      const of = letter.meetingId ? { meetingId: letter.meetingId } : { matchId: letter.matchId };
      return { letter, about: await findAbout(db, of) };
    },
    async ofEvent(eventId: Id): Promise<Letter[]> {
      const rows = (await db('letters').where({ event_id: eventId }).orderBy('recorded_at')) as LetterRow[];
      return rows.map(toLetter);
    },
    /** What the form of a meeting is filled with: the organizations and people who sit there. */
    async parties(meetingId: Id): Promise<Party[]> {
      const { rows } = await db.raw<{ rows: Party[] }>(
        `select s.side, coalesce(o.name, '') as organization, a.name
         from meeting_seats s join accounts a on a.id = s.account_id left join organizations o on o.id = a.organization_id
         where s.meeting_id = ?`,
        [meetingId],
      );
      return rows;
    },
    /** Between events: whoever wrote the two listings of the match, for the organizations that these are of. */
    async partiesOfMatch(matchId: Id): Promise<Party[]> {
      const { rows } = await db.raw<{ rows: Party[] }>(
        `select l.side, coalesce(lo.name, ao.name, '') as organization, a.name
         from matches m join listings l on l.id in (m.technology_id, m.need_id) join accounts a on a.id = l.account_id
         left join organizations lo on lo.id = l.organization_id left join organizations ao on ao.id = a.organization_id
         where m.id = ?`,
        [matchId],
      );
      return rows;
    },
    async letterOfMatch(matchId: Id): Promise<Id | undefined> {
      const row = (await db('letters').where({ match_id: matchId, meeting_id: null }).first('id')) as { id: Id } | undefined;
      return row?.id;
    },
    async letterOf(meetingId: Id): Promise<Id | undefined> {
      const row = (await db('letters').where({ meeting_id: meetingId }).first('id')) as { id: Id } | undefined;
      return row?.id;
    },
  };
}
