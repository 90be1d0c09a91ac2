import type { HolderRecord, PlaceConditions, Surroundings } from '../score/scale.ts';

/** By account: asked, answered, late, serving. */
export type HolderRecords = Record<string, [number, number, number, number]>;
/** What is known of counties, by the first six digits of their code, and the villages that are poor. */
export type Places = { counties: Record<string, [number | null, number | null, string[]]>; poor: string[] };

/** What surrounds listings, as a scale has frozen it. */
export function surroundingsOf(holders: HolderRecords, places: Places): Surroundings {
  const poor = new Set(places.poor);
  return {
    holder(accountId): HolderRecord | undefined {
      const known = holders[accountId];
      if (!known) return undefined;
      const [asked, answered, late, serving] = known;
      return { asked, answered, late, serving };
    },
    place(regionCode): PlaceConditions | undefined {
      const county = places.counties[regionCode.slice(0, 6)];
      const isPoor = poor.has(regionCode);
      if (!county && !isPoor) return undefined;
      const [frostFreeDays, accumulatedTemperature, ecoZones] = county ?? [null, null, []];
      return { frostFreeDays, accumulatedTemperature, ecoZones, isPoor };
    },
  };
}
