import type { Id } from '../../../kernel/id.ts';
import type { Fairness } from '../fairness/fairness.ts';
import type { MatchStore, PlannedMatch } from '../match-store.ts';
import { pairOf, type Profile } from '../score/profile.ts';
import { scorePair } from '../score/score-pair.ts';
import { threshold } from '../score/weights.ts';
import { decideMatches, type KnownMatch, type Verdict } from './decide-matches.ts';
import type { EntryStore } from './entry-store.ts';
import type { Standing } from './standing.ts';

type Stores = { entries: EntryStore; matches: MatchStore };
type Wish = {
  needs: ReadonlySet<number>;
  technologies: ReadonlySet<number>;
  /** Listings whose matches are scored anew; undefined for all. */
  changed: ReadonlySet<number> | undefined;
  /** New pairs with one of these are left to the run that lets it take effect. */
  leaving?: ReadonlySet<number>;
  fairness: Fairness;
};
export type Proposed = { id: Id; technology: number; need: number };

/** The least score that is proposed, as rankings hold it. */
export const least = Math.round(threshold * 10_000);

/** Lets rankings take effect on matches: scores the pairs that they propose, with reasons, and lets go of others. Answers the new ones. */
export async function propose(
  { entries, matches }: Stores,
  { rankings, poor, scale }: Standing,
  { needs, technologies, changed, leaving, fairness }: Wish,
  breathe: () => Promise<void>,
): Promise<Proposed[]> {
  const known = await matches.known([...needs], [...technologies]);
  const market = { rankings, isPoor: (need: number) => poor.has(need), fairness, least };
  const { pairs, lapsed } = decideMatches({ needs, technologies, changed }, known, market);
  const wanted = pairs.filter(
    ({ technology, need, version }) => version > 0 || !(leaving?.has(technology) || leaving?.has(need)),
  );

  const profiles = await entries.profiles([...new Set(wanted.flatMap(({ technology, need }) => [technology, need]))]);
  const plans: { plan: PlannedMatch; verdict: Verdict }[] = [];
  for (const [index, verdict] of wanted.entries()) {
    if (index % 50 === 49) await breathe();
    const plan = planFor(verdict, profiles, scale);
    if (plan) plans.push({ plan, verdict });
  }
  const fresh = new Map(plans.map(({ plan, verdict }) => [`${plan.technologyId} ${plan.needId}`, verdict]));
  await matches.lapse(lapsed.filter(isProposed));
  const stored = await matches.store(plans.map(({ plan }) => plan));
  return stored.flatMap(({ id, technologyId, needId }) => {
    const verdict = fresh.get(`${technologyId} ${needId}`);
    return verdict ? [{ id, technology: verdict.technology, need: verdict.need }] : [];
  });
}

/** Undefined when there is nothing to store: a pair that is not there yet and cannot be. */
function planFor(
  { technology, need, version, isProposed, isKept }: Verdict,
  profiles: ReadonlyMap<number, Profile>,
  scale: Standing['scale'],
): PlannedMatch | undefined {
  const [one, other] = [profiles.get(technology), profiles.get(need)];
  const pair = one && other && pairOf(one, other);
  if (!pair) return undefined;
  const { score, reasons, measures, isGated } = scorePair({ ...pair, today: scale.day }, scale);
  const status = !isGated && (isProposed || isKept) ? 'proposed' : 'lapsed';
  if (version === 0 && status === 'lapsed') return undefined;
  return {
    ...{ technologyId: pair.technology.id, needId: pair.need.id, technologyVersion: pair.technology.version },
    ...{ needVersion: pair.need.version, scaleId: scale.id, score, reasons, measures, status, version },
  };
}

function isProposed({ status }: KnownMatch): boolean {
  return status === 'proposed';
}
