import type { Knex } from 'knex';
import type { Id } from '../../kernel/id.ts';
import type { DelayMatter, QuestionMatter, RefusalsMatter } from './match-matters.ts';

/** What people are told of the life of their matches. Neither the words of questions nor notes are read. */
export function matchMatterStore(trx: Knex) {
  const line = (alias: string) => `json_build_object('title', ${alias}.title, 'accountId', ${alias}.account_id)`;
  return {
    async question(questionId: Id): Promise<QuestionMatter | undefined> {
      const { rows } = await trx.raw<{ rows: QuestionMatter[] }>(
        `select q.id, m.id as "matchId", q.answer is not null as "isAnswered", m.status in ('proposed', 'refused') as "isGoing",
           ${line('f')} as "from", ${line('o')} as "to"
         from match_questions q join matches m on m.id = q.match_id
         join listings f on f.id in (m.technology_id, m.need_id) and f.side = q.side
         join listings o on o.id in (m.technology_id, m.need_id) and o.side <> q.side
         where q.id = ?`,
        [questionId],
      );
      return rows[0];
    },
    async delay(matchId: Id, side: 'technology' | 'need'): Promise<DelayMatter | undefined> {
      const { rows } = await trx.raw<{ rows: DelayMatter[] }>(
        `select m.id as "matchId", d.side, d.until::text, d.returned_at is not null and m.status = 'proposed' as "isWaiting",
           ${line('mine')} as mine, ${line('o')} as other
         from match_delays d join matches m on m.id = d.match_id
         join listings mine on mine.id in (m.technology_id, m.need_id) and mine.side = d.side
         join listings o on o.id in (m.technology_id, m.need_id) and o.side <> d.side
         where d.match_id = ? and d.side = ?`,
        [matchId, side],
      );
      return rows[0];
    },
    /** A listing with the reason that most refusals give, if two or more share one. */
    async refusals(listingId: Id): Promise<RefusalsMatter | undefined> {
      const { rows } = await trx.raw<{ rows: RefusalsMatter[] }>(
        `select l.id, l.side, l.title, l.account_id as "accountId", a.reason as refusal, count(*) as count
         from listings l join matches m on l.id in (m.technology_id, m.need_id)
         join match_answers a on a.match_id = m.id and a.side <> l.side and a.answer = 'no'
         where l.id = ? group by l.id, a.reason having count(*) > 1 order by count(*) desc, a.reason limit 1`,
        [listingId],
      );
      return rows[0];
    },
  };
}
