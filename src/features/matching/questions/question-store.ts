import type { Knex } from 'knex';
import type { Id } from '../../../kernel/id.ts';
import type { Reason } from '../score/reason.ts';
import type { Question } from './question.ts';

export type QuestionStore = ReturnType<typeof questionStore>;

/** What the two sides of a match asked each other. The match's own lock keeps two askers apart. */
export function questionStore(trx: Knex) {
  return {
    async of(matchId: Id): Promise<Question[]> {
      return (await trx('match_questions')
        .where({ match_id: matchId })
        .orderBy(['asked_at', 'id'])
        .select('id', 'side', 'text', 'reason', 'answer')) as Question[];
    },
    /** The question of this name among the reasons of the match. */
    async ofScore(matchId: Id, key: string): Promise<Reason | undefined> {
      const row = (await trx('matches').where({ id: matchId }).first('reasons')) as { reasons: Reason[] } | undefined;
      return row?.reasons.find((reason) => reason.kind === 'ask' && reason.key === key);
    },
    async add(matchId: Id, { id, side, text, reason }: Omit<Question, 'answer'>, by: Id): Promise<void> {
      const said = { text, reason: reason && JSON.stringify(reason) };
      await trx('match_questions').insert({ id, match_id: matchId, side, account_id: by, ...said });
    },
    async answer(id: Id, answer: string, by: Id): Promise<void> {
      await trx('match_questions')
        .where({ id })
        .whereNull('answer')
        .update({ answer, answered_by: by, answered_at: trx.fn.now() });
    },
  };
}
