import type { Knex } from 'knex';
import type { Id } from '../../kernel/id.ts';
import type { Side } from './match.ts';
import type { Reason } from './score/reason.ts';

export type QuestionRow = {
  questionId: Id;
  side: Side;
  text: string;
  reason: Reason | null;
  askedAt: Date;
  answer: string | null;
  answeredAt: Date | null;
};
export type What = 'proposed' | 'seen' | 'asked' | 'told' | 'yes' | 'no' | 'open' | 'meeting' | 'letter' | 'ended';
/** One moment in the life of a match; `name` is the event of a meeting or the number of a letter. */
export type MomentRow = { what: What; side: Side | null; at: Date; name: string; link: string; isDone: boolean };
export type LongText = { side: Side; field: string; text: string };

/** What is read for one match on its own page. */
export function lifeReads(db: Knex) {
  return {
    async questions(matchId: Id): Promise<QuestionRow[]> {
      return (await db('match_questions')
        .where({ match_id: matchId })
        .orderBy(['asked_at', 'id'])
        .select('id as questionId', 'side', 'text', 'reason', 'asked_at as askedAt', 'answer')
        .select('answered_at as answeredAt')) as QuestionRow[];
    },
    /** From the proposal to the letter, by date; meetings and letters are those of the hall. */
    async timeline(matchId: Id): Promise<MomentRow[]> {
      const { rows } = await db.raw<{ rows: MomentRow[] }>(timelineSql, { matchId });
      return rows;
    },
    /** What both sides wrote at length, in the order of their forms; what is empty is left out. */
    async texts(matchId: Id): Promise<LongText[]> {
      const { rows } = await db.raw<{ rows: LongText[] }>(
        `select said.side, said.field, said.text from matches m
         join technologies t on t.listing_id = m.technology_id join needs n on n.listing_id = m.need_id,
         lateral (values (1, 'need', 'problem', n.problem), (2, 'need', 'expert_problem', n.expert_problem),
           (3, 'need', 'tried', n.tried), (4, 'need', 'hoped', n.hoped),
           (1, 'technology', 'problem', t.problem), (2, 'technology', 'how_it_works', t.how_it_works),
           (3, 'technology', 'advantage', t.advantage), (4, 'technology', 'proof', t.proof),
           (5, 'technology', 'suits_note', t.suits_note)) as said (place, side, field, text)
         where m.id = ? and said.text <> '' order by said.side, said.place`,
        [matchId],
      );
      return rows;
    },
  };
}

const timelineSql = `
  select what, side, at, name, link, is_done as "isDone" from (
    select 'proposed' as what, null as side, created_at as at, '' as name, '' as link, true as is_done, 1 as step
      from matches where id = :matchId
    union all select 'seen', side, at, '', '', true, 2 from match_looks where match_id = :matchId
    union all select 'asked', side, asked_at, '', '', true, 3 from match_questions where match_id = :matchId
    union all select 'told', case side when 'need' then 'technology' else 'need' end, answered_at, '', '', true, 4
      from match_questions where match_id = :matchId and answered_at is not null
    union all select answer, side, at, '', '', true, 5 from match_answers where match_id = :matchId
    union all select 'open', null, opened_at, '', '', true, 6 from matches where id = :matchId and opened_at is not null
    union all select 'meeting', null, s.starts_at, e.title, '/events/' || e.id, g.status = 'met', 7
      from meetings g join docking_events e on e.id = g.event_id
      join event_slots s on s.event_id = g.event_id and s.number = g.slot_number
      where g.match_id = :matchId and g.status in ('planned', 'met') and e.status in ('scheduled', 'live', 'closed')
    union all select 'letter', null, signed_at, serial, '/letters/' || id, true, 8 from letters where match_id = :matchId
    union all select 'ended', l.side, coalesce((select max(v.at) from listing_revisions v where v.listing_id = l.id
        and v.status = l.status), l.updated_at), l.status, '', true, 9
      from matches m join listings l on l.id in (m.technology_id, m.need_id)
      where m.id = :matchId and l.status not in ('published', 'matched')
  ) as moments order by at, step`;
