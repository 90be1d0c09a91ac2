import { refuse } from '../../kernel/error.ts';
import type { Id } from '../../kernel/id.ts';
import type { Command, Transact } from '../../kernel/transact.ts';
import type { Caller } from '../people/caller.ts';
import { matchmakerOf } from './may-see.ts';
import { answerMatch } from './match.ts';
import type { MatchingStores } from './match-listing.ts';
import type { HandMade } from './match-store.ts';
import { pairOf, type NeedProfile, type TechnologyProfile } from './profile.ts';
import { scorePair } from './score.ts';

type Ports = { transact: Transact<MatchingStores>; today: () => string; now: () => Date };
type Chosen = { technology: TechnologyProfile; need: NeedProfile };

/** An organizer or a broker of the place brings two listings together by hand; a pair that is matched already stays as it is. */
export function proposeMatch({ transact, today }: Ports) {
  return (caller: Caller, technologyId: Id, needId: Id, once?: Command): Promise<Id> =>
    transact(async (stores) => {
      const pair = await choose(stores, technologyId, needId);
      const places = [pair.technology.regionCode, pair.need.regionCode];
      const origin = matchmakerOf(caller, places) ?? refuse('not-allowed', 'match-life:errors.not-matchmaker');
      const { id, isNew } = await bringTogether(stores, pair, today(), { origin, by: caller.accountId });
      if (isNew) await stores.outbox.record([{ name: 'match.found', body: { matchId: id } }]);
      return id;
    }, once);
}

/** The owner of one listing is interested in another: a match with the first yes. */
export function showInterest({ transact, today, now }: Ports) {
  return (caller: Caller, { mineId, otherId }: { mineId: Id; otherId: Id }, once?: Command): Promise<Id> =>
    transact(async (stores) => {
      const pair = await choose(stores, mineId, otherId);
      const side = pair.technology.id === mineId ? 'technology' : 'need';
      if (pair[side].accountId !== caller.accountId) refuse('not-allowed', 'matching:errors.not-yours');
      const { id } = await bringTogether(stores, pair, today(), { origin: 'interest', by: caller.accountId });
      const match = await stores.matches.get(id);
      if (match.status === 'open' || match.answers[side]?.answer === 'yes') return id;

      const { next, facts } = answerMatch(match, side, { answer: 'yes', reason: null, note: '' }, now());
      await stores.matches.save(next, side, caller.accountId);
      await stores.outbox.record(facts);
      return id;
    }, once);
}

async function choose({ profiles }: MatchingStores, oneId: Id, otherId: Id): Promise<Chosen> {
  const [one, other] = await profiles.get([oneId, otherId]);
  if (!one || !other) return refuse('not-found', 'web:errors.not-found');
  if (!one.isPublic || !other.isPublic) return refuse('conflict', 'matching:errors.ended');
  if (one.accountId === other.accountId) return refuse('conflict', 'matching:errors.own');
  return pairOf(one, other) ?? refuse('invalid', 'matching:errors.one-side');
}

/** The match of this pair: the one there is, proposed anew when it had lapsed, or a new one. */
async function bringTogether({ profiles, matches }: MatchingStores, pair: Chosen, today: string, by: HandMade) {
  const { technology, need } = pair;
  const known = await matches.find(technology.id, need.id);
  if (known) {
    await matches.revive(known, by);
    return { id: known, isNew: false };
  }
  const rarity = await profiles.rarity([...need.words.keys()].filter((word) => technology.words.has(word)));
  const plan = {
    ...{ technologyId: technology.id, needId: need.id, technologyVersion: technology.version, needVersion: need.version },
    ...{ ...scorePair({ ...pair, today, rarity }), status: 'proposed' as const, version: 1 },
  };
  const [fresh] = await matches.store([plan], by);
  const id = fresh ?? (await matches.find(technology.id, need.id)); // somebody else was a moment faster
  return id === undefined ? refuse('stale', 'matching:errors.ended') : { id, isNew: fresh !== undefined };
}
