import { measureNames, type MeasureName } from './measure-names.ts';

/** The log-odds that a pair fits are `bias` and the sum of each measure by its weight. */
export type Weights = {
  bias: number;
  /** The strength of shared text at which its measure is one half. */
  half: number;
  of: Readonly<Record<MeasureName, number>>;
};

/** Where learning begins and what it is drawn back to: set by reading what they do to the starter data. */
export const priors: Weights = {
  bias: -4.5,
  half: 250,
  of: {
    text: 5.6,
    industry: 2.2,
    branch: 1.3,
    apart: -0.9,
    kind: 0.6,
    maturity: 0.5,
    ways: 0.4,
    cost: 0.5,
    labour: 0.3,
    answers: 0.3,
    room: 0.3,
    place: 0.5,
    soil: 0.4,
    water: 0.4,
    salt: 0.4,
    frost: 0.3,
    warmth: 0.3,
    zone: 0.4,
    season: 0.4,
    nextYear: -0.2,
  },
};

/** A pair below this is not proposed. */
export const threshold = 0.22;
/** The score in words: from these on. */
export const grades = { strong: 0.55, good: 0.36 } as const;

/** In the order of the measures, for sums without names. */
export function weightVector({ of }: Weights): Float64Array {
  return Float64Array.from(measureNames, (name) => of[name]);
}
