import type { Id } from '../../../kernel/id.ts';
import type { MatchStatus, Origin } from '../match.ts';
import type { Fairness } from '../fairness/fairness.ts';
import { ownBest, proposedFor } from '../fairness/propose.ts';
import type { Rankings } from './rankings.ts';

/** A match as it is stored, by the numbers of its listings. `isTouched`: a person has answered, asked or put it off. */
export type KnownMatch = {
  id: Id;
  technology: number;
  need: number;
  status: MatchStatus;
  origin: Origin;
  isTouched: boolean;
  version: number;
};
/** What becomes of a pair: `version` is that of the match the decision rests on, 0 when there is none. */
export type Verdict = { technology: number; need: number; version: number; isProposed: boolean; isKept: boolean };

type Asked = {
  needs: ReadonlySet<number>;
  technologies: ReadonlySet<number>;
  /** Listings whose matches are to be scored anew; undefined for all. */
  changed: ReadonlySet<number> | undefined;
};
type Market = { rankings: Rankings; isPoor: (need: number) => boolean; fairness: Fairness; least: number };

/**
 * Which pairs are to be scored and stored, and which matches let go. What is proposed follows from rankings alone. A match made by
 * hand, or that people have begun to deal with, is kept whatever its place is; only a gate ends it.
 */
export function decideMatches(
  { needs, technologies, changed }: Asked,
  known: readonly KnownMatch[],
  { rankings, isPoor, fairness, least }: Market,
): { pairs: Verdict[]; lapsed: KnownMatch[] } {
  const listOf = remember((need) => {
    const ranking = rankings.get(need);
    return ranking ? proposedFor(ranking, (technology) => rankings.get(technology), isPoor, fairness, least) : [];
  });
  const ownOf = remember((technology) => {
    const ranking = rankings.get(technology);
    return ranking ? ownBest(ranking, isPoor, fairness, least) : [];
  });
  const isProposed = (technology: number, need: number): boolean =>
    listOf(need).includes(technology) || ownOf(technology).includes(need);

  const pairs = new Map<string, Verdict>();
  const lapsed: KnownMatch[] = [];
  const seen = new Set<string>();
  for (const match of known) {
    const { technology, need, status, origin, isTouched, version } = match;
    const key = `${technology} ${need}`;
    seen.add(key);
    const proposed = isProposed(technology, need);
    const isKept = origin !== 'engine' || isTouched;
    const isAnew = changed === undefined || changed.has(technology) || changed.has(need);
    const verdict = { technology, need, version, isProposed: proposed, isKept };
    if (status === 'lapsed') {
      if (proposed || (isKept && isAnew)) pairs.set(key, verdict);
    } else if (isAnew) pairs.set(key, verdict);
    else if (status === 'proposed' && !proposed && !isKept) lapsed.push(match);
  }
  const add = (technology: number, need: number): void => {
    const key = `${technology} ${need}`;
    if (!seen.has(key)) pairs.set(key, { technology, need, version: 0, isProposed: true, isKept: false });
  };
  for (const need of needs) for (const technology of listOf(need)) add(technology, need);
  for (const technology of technologies) for (const need of ownOf(technology)) add(technology, need);
  return { pairs: [...pairs.values()], lapsed };
}

function remember(read: (number: number) => number[]): (number: number) => number[] {
  const known = new Map<number, number[]>();
  return (number) => {
    const list = known.get(number) ?? read(number);
    known.set(number, list);
    return list;
  };
}
