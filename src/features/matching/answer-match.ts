import { refuse } from '../../kernel/error.ts';
import type { Id } from '../../kernel/id.ts';
import type { Command, Transact } from '../../kernel/transact.ts';
import type { Outbox } from '../../platform/postgres/outbox.ts';
import type { Caller } from '../people/caller.ts';
import type { MatchStore } from './match-store.ts';
import { answerMatch as answered, sideOf, type Answer, type MatchStatus } from './match.ts';

type Ports = { transact: Transact<{ matches: MatchStore; outbox: Outbox }>; now: () => Date };

/** One side says yes or no. Whoever has no side in the match does not learn that it exists. */
export function answerMatch({ transact, now }: Ports) {
  return (caller: Caller, matchId: Id, answer: Answer & { version?: number | undefined }, once?: Command): Promise<MatchStatus> =>
    transact(async ({ matches, outbox }) => {
      const match = await matches.get(matchId);
      const side = sideOf(match, caller.accountId) ?? refuse('not-found', 'web:errors.not-found');
      const { version, ...said } = answer;
      const { next, facts } = answered(match, side, said, now(), version);
      await matches.save(next, side, caller.accountId);
      await outbox.record(facts);
      return next.status;
    }, once);
}
