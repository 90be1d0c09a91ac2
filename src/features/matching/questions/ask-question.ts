import { refuse } from '../../../kernel/error.ts';
import { newId, type Id } from '../../../kernel/id.ts';
import type { Command, Transact } from '../../../kernel/transact.ts';
import type { Outbox } from '../../../platform/postgres/outbox.ts';
import type { Caller } from '../../people/caller.ts';
import type { MatchStore } from '../match-store.ts';
import { sideOf, type Match, type Side } from '../match.ts';
import { answerQuestion, ask } from './question.ts';
import type { QuestionStore } from './question-store.ts';

type Stores = { matches: MatchStore; questions: QuestionStore; outbox: Outbox };
type Ports = { transact: Transact<Stores> };

/** One side asks the other: in its own words, or with the key of a question that the score asks. */
export function askQuestion({ transact }: Ports) {
  return (caller: Caller, matchId: Id, { text, about }: { text: string; about: string }, once?: Command): Promise<Id> =>
    transact(async (stores) => {
      const { match, side } = await mine(stores, caller, matchId);
      const reason = about === '' ? null : ((await stores.questions.ofScore(matchId, about)) ?? gone());
      const asked = { id: newId(), text: reason ? '' : text, reason };
      const { next, facts } = ask(match, side, await stores.questions.of(matchId), asked);
      await stores.matches.move(next);
      await stores.questions.add(matchId, { ...asked, side }, caller.accountId);
      await stores.outbox.record(facts);
      return asked.id;
    }, once);
}

export function tellAnswer({ transact }: Ports) {
  return (
    caller: Caller,
    { matchId, questionId }: { matchId: Id; questionId: Id },
    text: string,
    once?: Command,
  ): Promise<void> =>
    transact(async (stores) => {
      const { match, side } = await mine(stores, caller, matchId);
      const question = (await stores.questions.of(matchId)).find(({ id }) => id === questionId);
      const { next, facts } = answerQuestion(match, side, question, text);
      await stores.matches.move(next);
      await stores.questions.answer(questionId, text, caller.accountId);
      await stores.outbox.record(facts);
    }, once);
}

/** Whoever has no side in the match does not learn that it exists. */
async function mine({ matches }: Stores, caller: Caller, matchId: Id): Promise<{ match: Match; side: Side }> {
  const match = await matches.get(matchId);
  const side = sideOf(match, caller.accountId) ?? refuse('not-found', 'web:errors.not-found');
  return { match, side };
}

function gone(): never {
  return refuse('stale', 'match-life:errors.question-gone');
}
