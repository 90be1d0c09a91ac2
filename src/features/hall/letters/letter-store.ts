import type { Knex } from 'knex';
import { refuse } from '../../../kernel/error.ts';
import type { Id } from '../../../kernel/id.ts';
import type { Letter, LetterAbout, LetterOf } from './letter.ts';

export type LetterStore = {
  /** Locks the event of a meeting, or else the match, so that two letters about one thing wait for each other. */
  about(of: LetterOf): Promise<LetterAbout>;
  nextNumber(): Promise<number>;
  /** Adds the letter and marks its meeting as held. */
  add(letter: Letter): Promise<void>;
  get(letterId: Id): Promise<{ letter: Letter; about: LetterAbout }>;
  show(letterId: Id, onScreen: boolean): Promise<void>;
};

export function letterStore(trx: Knex): LetterStore {
  return {
    async about(of) {
      const first = await findAbout(trx, of);
      if (first.meeting) await trx('docking_events').where({ id: first.meeting.eventId }).forNoKeyUpdate().first('id');
      else await trx('matches').where({ id: first.matchId }).forNoKeyUpdate().first('id');
      return findAbout(trx, of); // what was true when the lock was had
    },
    async nextNumber() {
      const { rows } = await trx.raw<{ rows: [{ number: number }] }>(`select nextval('letter_serial') as number`);
      return rows[0].number;
    },
    async add(letter) {
      await trx('letters').insert(fromLetter(letter));
      if (letter.meetingId) await trx('meetings').where({ id: letter.meetingId }).update({ status: 'met' });
    },
    async get(letterId) {
      const letter = await findLetter(trx, letterId);
      if (!letter) refuse('not-found', 'web:errors.not-found');
      const of = letter.meetingId ? { meetingId: letter.meetingId } : { matchId: letter.matchId };
      return { letter, about: await findAbout(trx, of) };
    },
    async show(letterId, onScreen) {
      await trx('letters').where({ id: letterId }).update({ on_screen: onScreen });
    },
  };
}

export async function findAbout(db: Knex, of: LetterOf): Promise<LetterAbout> {
  const byMeeting = 'meetingId' in of;
  const { rows } = await db.raw<{ rows: AboutRow[] }>(
    `select f.id as "matchId", f.status as "matchStatus", t.title as technology, n.title as need,
       m.id as "meetingId", m.event_id as "eventId", e.title as "eventTitle", e.status as "eventStatus", m.status, s.status <> 'waiting' as begun,
       array_remove(case when m.id is null then array[t.region_code, n.region_code] else array[e.region_code] end, null) as "regionCodes",
       array[t.account_id, n.account_id] || array(select account_id from meeting_seats where meeting_id = m.id) as "partyIds",
       (select serial from letters l where case when m.id is null then l.match_id = f.id and l.meeting_id is null else l.meeting_id = m.id end) as serial
     from matches f
     join listings t on t.id = f.technology_id
     join listings n on n.id = f.need_id
     left join meetings m on m.match_id = f.id and ?
     left join docking_events e on e.id = m.event_id
     left join event_slots s on s.event_id = m.event_id and s.number = m.slot_number
     where ${byMeeting ? 'm.id' : 'f.id'} = ?`,
    [byMeeting, byMeeting ? of.meetingId : of.matchId],
  );
  const row = rows[0];
  if (!row) refuse('not-found', byMeeting ? 'hall:errors.no-such-meeting' : 'web:errors.not-found');
  const { meetingId, eventId, eventTitle, eventStatus, status, begun, ...about } = row;
  return { ...about, meeting: meetingId && eventId ? { id: meetingId, eventId, eventTitle, eventStatus, status, begun } : null };
}

export async function findLetter(db: Knex, letterId: Id): Promise<Letter | undefined> {
  const row = (await db('letters').where({ id: letterId }).first()) as LetterRow | undefined;
  return row && toLetter(row);
}

type AboutRow = Omit<LetterAbout, 'meeting'> & { meetingId: Id | null; eventId: Id | null } & Omit<
    NonNullable<LetterAbout['meeting']>,
    'id' | 'eventId'
  >;

export type LetterRow = {
  id: Id;
  serial: string;
  event_id: Id | null;
  meeting_id: Id | null;
  match_id: Id;
  technology_party: string;
  need_party: string;
  technology_signer: string;
  need_signer: string;
  witness: string;
  terms: string;
  body: string;
  sha256: string;
  on_screen: boolean;
  account_id: Id;
  signed_at: Date;
};

export function toLetter(row: LetterRow): Letter {
  const { id, serial, witness, terms, body, sha256 } = row;
  return {
    ...{ id, serial, witness, terms, body, sha256, eventId: row.event_id, meetingId: row.meeting_id, matchId: row.match_id },
    ...{ technologyParty: row.technology_party, needParty: row.need_party },
    ...{ technologySigner: row.technology_signer, needSigner: row.need_signer },
    ...{ onScreen: row.on_screen, accountId: row.account_id, signedAt: row.signed_at },
  };
}

function fromLetter(letter: Letter): LetterRow {
  const { id, serial, witness, terms, body, sha256 } = letter;
  return {
    ...{ id, serial, witness, terms, body, sha256, event_id: letter.eventId, meeting_id: letter.meetingId },
    ...{ match_id: letter.matchId, technology_party: letter.technologyParty, need_party: letter.needParty },
    ...{ technology_signer: letter.technologySigner, need_signer: letter.needSigner },
    ...{ on_screen: letter.onScreen, account_id: letter.accountId, signed_at: letter.signedAt },
  };
}
