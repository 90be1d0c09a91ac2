import { refuse } from '../../kernel/error.ts';
import type { Id } from '../../kernel/id.ts';
import type { Command, Transact } from '../../kernel/transact.ts';
import type { Outbox } from '../../platform/postgres/outbox.ts';
import type { Caller } from '../people/caller.ts';
import type { LifeStore } from './life-store.ts';
import type { MatchStore } from './match-store.ts';
import { sideOf } from './match.ts';
import { dayOf, postpone, type Later } from './postponement.ts';

type Ports = { transact: Transact<{ matches: MatchStore; life: LifeStore; outbox: Outbox }>; today: () => string };

/** The owner of one side has opened the match. Safe to repeat: only the first time is kept and told. */
export function seeMatch({ transact }: Ports) {
  return (caller: Caller, matchId: Id): Promise<void> =>
    transact(async ({ matches, life, outbox }) => {
      const match = await matches.get(matchId);
      const side = sideOf(match, caller.accountId) ?? refuse('not-found', 'web:errors.not-found');
      if (await life.see(matchId, side, caller.accountId)) {
        await outbox.record([{ name: 'match.seen', body: { matchId, side } }]);
      }
    });
}

/** One side answers later; the match leaves what is to be answered until that day, which is the reply. */
export function postponeMatch({ transact, today }: Ports) {
  return (caller: Caller, matchId: Id, later: Later, once?: Command): Promise<string> =>
    transact(async ({ matches, life, outbox }) => {
      const match = await matches.get(matchId);
      const side = sideOf(match, caller.accountId) ?? refuse('not-found', 'web:errors.not-found');
      const { next, facts } = postpone(match, side);
      const until = dayOf(later, today());
      await matches.move(next);
      await life.postpone(matchId, side, until, caller.accountId);
      await outbox.record(facts);
      return until;
    }, once);
}

/** How many come back in one transaction. */
const batch = 100;

/** Brings back what was put off until today. Safe to repeat, and from two sides at once: each comes back once. */
export function wakeMatches({ transact, today }: Ports) {
  return async (): Promise<void> => {
    let found: number;
    do {
      found = await transact(async ({ life, outbox }) => {
        const back = await life.bringBack(today(), batch);
        await outbox.record(back.waiting.map((body) => ({ name: 'match.came-back', body })));
        return back.found;
      });
    } while (found === batch);
  };
}
