import type { Fairness } from './fairness.ts';
import { ownBest, proposedFor, type RankingRow } from './propose.ts';

/** The rankings of needs, all or a sample of them, and of the technologies that they name. */
export type RankedMarket = { needs: RankingRow[]; technologies: ReadonlyMap<number, RankingRow>; poor: ReadonlySet<number> };
export type Served = { needs: number; withOne: number; withThree: number };
/** Who gets how many proposals, and how much of all places goes to few technologies. */
export type Shares = {
  all: Served;
  poor: Served;
  places: number;
  technologies: number;
  /** So many technologies have half of all places. */
  half: number;
  /** The part of all places that the ten with most have. */
  topTen: number;
};

/** How these rankings would be shared out. */
export function shareOut({ needs, technologies, poor }: RankedMarket, fairness: Fairness, least: number): Shares {
  const isPoor = (need: number) => poor.has(need);
  const owned = ownPlaces(technologies, isPoor, fairness, least);
  const places = new Map<number, number>();
  const [all, those] = [nobody(), nobody()];
  for (const need of needs) {
    const given = new Set([
      ...proposedFor(need, (number) => technologies.get(number), isPoor, fairness, least),
      ...(owned.get(need.number) ?? []),
    ]);
    for (const number of given) places.set(number, (places.get(number) ?? 0) + 1);
    serve(all, given.size);
    if (isPoor(need.number)) serve(those, given.size);
  }
  return { all, poor: those, ...concentration([...places.values()]) };
}

/** Which technologies each need has by their own lists. */
function ownPlaces(
  technologies: RankedMarket['technologies'],
  isPoor: (need: number) => boolean,
  fairness: Fairness,
  least: number,
): Map<number, number[]> {
  const owned = new Map<number, number[]>();
  for (const technology of technologies.values()) {
    for (const need of ownBest(technology, isPoor, fairness, least)) {
      const known = owned.get(need);
      if (known) known.push(technology.number);
      else owned.set(need, [technology.number]);
    }
  }
  return owned;
}

function concentration(counts: number[]): Pick<Shares, 'places' | 'technologies' | 'half' | 'topTen'> {
  counts.sort((a, b) => b - a);
  const places = counts.reduce((sum, one) => sum + one, 0);
  let [half, taken] = [0, 0];
  while (taken * 2 < places) taken += counts[half++] as number;
  const top = counts.slice(0, 10).reduce((sum, one) => sum + one, 0);
  return { places, technologies: counts.length, half, topTen: places === 0 ? 0 : top / places };
}

function serve(served: Served, proposals: number): void {
  served.needs += 1;
  if (proposals >= 1) served.withOne += 1;
  if (proposals >= 3) served.withThree += 1;
}

function nobody(): Served {
  return { needs: 0, withOne: 0, withThree: 0 };
}
