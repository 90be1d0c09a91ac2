import type { Id } from '../../../kernel/id.ts';
import type { Statistics } from '../text/terms.ts';
import type { Weights } from './weights.ts';

/** Public figures of a county: approximate, so a gate closes only when they are clearly missed. */
export type PlaceConditions = {
  frostFreeDays: number | null;
  /** Degree days above 10 °C. */
  accumulatedTemperature: number | null;
  /** Zones in which varieties are approved, as texts such as 吉林省西部中晚熟区. */
  ecoZones: readonly string[];
  isPoor: boolean;
};

/** How an account has dealt with the matches it was asked about, and how many places it serves this year. */
export type HolderRecord = { asked: number; answered: number; late: number; serving: number };

/** What surrounds a listing without being part of it. Undefined is unknown. */
export type Surroundings = {
  place: (regionCode: string) => PlaceConditions | undefined;
  holder: (accountId: Id) => HolderRecord | undefined;
};

/** All that a score depends on beside the two listings and the day, frozen together under one id. */
export type Scale = { id: number; weights: Weights; statistics: Statistics; surroundings: Surroundings };

export const nowhere: Surroundings = { place: () => undefined, holder: () => undefined };
