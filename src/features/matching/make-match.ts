import { refuse } from '../../kernel/error.ts';
import type { Id } from '../../kernel/id.ts';
import type { Command, Transact } from '../../kernel/transact.ts';
import type { Outbox } from '../../platform/postgres/outbox.ts';
import type { Caller } from '../people/caller.ts';
import { matchmakerOf } from './may-see.ts';
import { answerMatch } from './match.ts';
import type { HandMade, MatchStore } from './match-store.ts';
import type { CurrentScale } from './ranking/current-scale.ts';
import type { ProfileStore } from './ranking/profile-store.ts';
import { pairOf, type Pair } from './score/profile.ts';
import { scorePair } from './score/score-pair.ts';

type MatchingStores = { profiles: ProfileStore; matches: MatchStore; outbox: Outbox };
type Ports = { transact: Transact<MatchingStores>; scaleNow: CurrentScale; now: () => Date };
type Chosen = Pick<Pair, 'technology' | 'need'>;

/** An organizer or a broker of the place brings two listings together by hand; a pair that is matched already stays as it is. */
export function proposeMatch({ transact, scaleNow }: Ports) {
  return async (caller: Caller, technologyId: Id, needId: Id, once?: Command): Promise<Id> => {
    const scale = await scaleNow();
    return transact(async (stores) => {
      const pair = await choose(stores, technologyId, needId);
      const places = [pair.technology.facts.regionCode, pair.need.facts.regionCode];
      const origin = matchmakerOf(caller, places) ?? refuse('not-allowed', 'match-life:errors.not-matchmaker');
      const { id, isNew } = await bringTogether(stores, pair, scale, { origin, by: caller.accountId });
      if (isNew) await stores.outbox.record([{ name: 'match.found', body: { matchId: id } }]);
      return id;
    }, once);
  };
}

/** The owner of one listing is interested in another: a match with the first yes. */
export function showInterest({ transact, scaleNow, now }: Ports) {
  return async (caller: Caller, { mineId, otherId }: { mineId: Id; otherId: Id }, once?: Command): Promise<Id> => {
    const scale = await scaleNow();
    return transact(async (stores) => {
      const pair = await choose(stores, mineId, otherId);
      const side = pair.technology.id === mineId ? 'technology' : 'need';
      if (pair[side].facts.accountId !== caller.accountId) refuse('not-allowed', 'matching:errors.not-yours');
      const { id } = await bringTogether(stores, pair, scale, { origin: 'interest', by: caller.accountId });
      const match = await stores.matches.get(id);
      if (match.status === 'open' || match.answers[side]?.answer === 'yes') return id;

      const { next, facts } = answerMatch(match, side, { answer: 'yes', reason: null, note: '' }, now());
      await stores.matches.save(next, side, caller.accountId);
      await stores.outbox.record(facts);
      return id;
    }, once);
  };
}

async function choose({ profiles }: MatchingStores, oneId: Id, otherId: Id): Promise<Chosen> {
  const [one, other] = await profiles.get([oneId, otherId]);
  if (!one || !other) return refuse('not-found', 'web:errors.not-found');
  if (!one.isPublic || !other.isPublic) return refuse('conflict', 'matching:errors.ended');
  if (one.facts.accountId === other.facts.accountId) return refuse('conflict', 'matching:errors.own');
  return pairOf(one, other) ?? refuse('invalid', 'matching:errors.one-side');
}

/**
 * The match of this pair: the one there is, proposed anew when it had lapsed, or a new one. What a gate would end the same night
 * is refused at once.
 */
async function bringTogether({ matches }: MatchingStores, pair: Chosen, scale: Awaited<ReturnType<CurrentScale>>, by: HandMade) {
  const { technology, need } = pair;
  const known = await matches.find(technology.id, need.id);
  if (known && known.status !== 'lapsed') return { id: known.id, isNew: false };
  const { score, reasons, measures, isGated } = scorePair({ ...pair, today: scale.day }, { ...scale, id: scale.id ?? 0 });
  if (isGated) return refuse('conflict', 'matching:errors.gated');
  if (known) {
    await matches.revive(known.id, by);
    return { id: known.id, isNew: false };
  }
  const plan = {
    ...{ technologyId: technology.id, needId: need.id, technologyVersion: technology.version, needVersion: need.version },
    ...{ score, reasons, measures, scaleId: scale.id, status: 'proposed' as const, version: 1 },
  };
  const [fresh] = await matches.store([plan], by);
  const id = fresh?.id ?? (await matches.find(technology.id, need.id))?.id; // somebody else was a moment faster
  return id === undefined ? refuse('stale', 'matching:errors.ended') : { id, isNew: fresh !== undefined };
}
