import type { Id } from '../../kernel/id.ts';
import type { MatchStatus, Origin } from './match.ts';
import { pairOf, type Pair, type Profile } from './profile.ts';
import { scorePair, type Scored } from './score.ts';
import { keep } from './weights.ts';

/** A match as it was stored when the run began. */
export type KnownMatch = { otherId: Id; status: MatchStatus; origin: Origin; isAnswered: boolean; version: number };
/** What is to be stored of one pair. `version` is that of the match the decision rests on. */
export type PlannedMatch = Scored & {
  technologyId: Id;
  needId: Id;
  technologyVersion: number;
  needVersion: number;
  status: 'proposed' | 'lapsed';
  version: number;
};

type Rated = { other: Profile; scored: Scored };

/**
 * What becomes of a listing's matches: the best of those that fit are proposed, the others let go. A match made by hand or
 * answered lapses only when a gate closes, such as the end of a listing. The order in which the others come does not matter.
 */
export function planMatches(
  mine: Profile,
  others: readonly Profile[],
  known: readonly KnownMatch[],
  { today, rarity }: Pick<Pair, 'today' | 'rarity'>,
): PlannedMatch[] {
  const rated = others.flatMap((other): Rated[] => {
    const pair = pairOf(mine, other);
    if (!pair) return [];
    return [{ other, scored: scorePair({ ...pair, today, rarity }) }];
  });
  const fitting = rated.filter(({ scored }) => scored.score >= keep.threshold).sort(byScore);
  const best = new Set(fitting.slice(0, keep.best).map(({ other }) => other.id));
  const knownOf = new Map(known.map((match) => [match.otherId, match]));

  return rated.flatMap(({ other, scored }): PlannedMatch[] => {
    const match = knownOf.get(other.id);
    const status = statusFor(match, scored.score, best.has(other.id), scored.isGated);
    if (!status) return [];
    const [technology, need] = mine.side === 'technology' ? [mine, other] : [other, mine];
    return [
      {
        ...{ technologyId: technology.id, needId: need.id, technologyVersion: technology.version, needVersion: need.version },
        ...{ ...scored, status, version: match?.version ?? 1 },
      },
    ];
  });
}

/** Undefined when nothing is to be stored. */
function statusFor(match: KnownMatch | undefined, score: number, isBest: boolean, isGated: boolean) {
  if (!match) return isBest ? 'proposed' : undefined;
  if (isGated) return match.status === 'proposed' ? 'lapsed' : undefined;
  const stands = match.origin !== 'engine' || match.isAnswered;
  switch (match.status) {
    case 'proposed':
      return stands || score >= keep.threshold ? 'proposed' : 'lapsed';
    case 'lapsed':
      return stands || isBest ? 'proposed' : undefined;
    case 'open':
    case 'refused':
      return 'proposed'; // only the score is refreshed: the store keeps what two people decided
  }
}

function byScore(a: Rated, b: Rated): number {
  return b.scored.score - a.scored.score || (a.other.id < b.other.id ? -1 : 1);
}
