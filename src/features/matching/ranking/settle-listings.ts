import { catchUp } from './keeper.ts';
import type { Entry } from './entry.ts';
import { least, propose, type Proposed } from './propose.ts';
import { settleRankings, type Settled } from './settle-rankings.ts';
import { beyond, type Standing } from './standing.ts';
import { callOff } from './start-rematch.ts';
import type { RankingPorts, RankingStores } from './stores.ts';

/** More changes at once than this are for a rematch to take in. */
export const mostAtOnce = 1_000;

export type Outcome =
  /** There is no scale yet: words are counted when all entries are there. */
  | { first: true }
  /** This scale is in force, and has to be opened first. */
  | { open: number }
  /** Everything has taken effect: so many listings are public, so many were when the words were counted. */
  | { listings: number; counted: number; scaleId: number }
  /** Too much for one run. */
  | { flood: true };

/**
 * Lets every change of a listing that has not yet taken effect do so: on its own ranking, on those that it leaves or enters, and
 * on matches. One run at a time, so each sees all that was done before; a second run finds nothing to do.
 */
export function settleListings({ transact, keeper, today, breathe }: Omit<RankingPorts, 'now'>) {
  return ({ isComplete = false } = {}): Promise<Outcome> =>
    keeper.inTurn((use) =>
      transact(async (stores) => {
        await stores.rankings.lock();
        const current = await stores.scales.current();
        if (!current) return isComplete ? { open: await firstScale(stores, today()) } : { first: true };
        const standing = use(current.id);
        if (!standing) return { open: current.id };
        const changes = await catchUp(standing, stores);
        if (changes.length > mostAtOnce) return { flood: true };
        if (changes.length > 0) await settle(stores, standing, changes, breathe);
        const listings = standing.engine.size('technology') + standing.engine.size('need');
        return { listings, counted: current.listings, scaleId: current.id };
      }),
    );
}

/** It has in it all that a rematch begun before it would bring, and a newer scale never gives way to an older one. */
async function firstScale(stores: RankingStores, today: string): Promise<number> {
  const id = await stores.scales.create(await stores.weights.current(), today);
  const running = await stores.rematches.running();
  if (running) await callOff(stores, running, 'cancelled');
  await stores.scales.bringIntoForce(id);
  return id;
}

async function settle(stores: RankingStores, standing: Standing, changes: readonly Entry[], breathe: () => Promise<void>) {
  const { fairness } = await stores.settings.current();
  const settled = await writeRankings(stores, standing, changes, fairness);
  const changed = new Set(changes.map(({ number }) => number));
  const { needs, technologies } = settled;
  const found = await propose(stores, standing, { needs, technologies, changed, fairness }, breathe);
  await stores.entries.settle(changes);

  const quiet = new Set(changes.filter((change) => change.quiet).map(({ number }) => number));
  const isTold = ({ technology, need }: Proposed) => quiet.size < changes.length && !quiet.has(technology) && !quiet.has(need);
  await stores.outbox.record(found.filter(isTold).map(({ id: matchId }) => ({ name: 'match.found', body: { matchId } })));
}

/** Lets changes take effect on the rankings of a scale, in memory and in the tables. */
export async function writeRankings(
  { rankings }: Pick<RankingStores, 'rankings'>,
  standing: Standing,
  changes: readonly Pick<Entry, 'number' | 'side' | 'version' | 'isPublic'>[],
  fairness: Parameters<typeof settleRankings>[1]['fairness'],
): Promise<Settled> {
  const { engine, poor, scale } = standing;
  const isPoor = (need: number): boolean => poor.has(need);
  const settled = settleRankings(changes, { ranker: engine, rankings: standing.rankings, isPoor, fairness, least });
  const rows = settled.rankings.map(({ number, side }) => {
    const { others, scores } = standing.rankings.get(number) ?? { others: [], scores: [] };
    return { number, side, version: standing.rankings.versionOf(number), others, scores };
  });
  const stamp = await rankings.write(scale.id, rows);
  const written = rows.map(({ number }) => ({ number, stamp }));
  standing.ranked = beyond(standing.ranked, standing.ranked.from, written);
  return settled;
}
