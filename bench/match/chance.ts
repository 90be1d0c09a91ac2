/** Numbers that look like chance and are the same in every run (mulberry32). */
export type Chance = {
  next: () => number;
  below: (limit: number) => number;
  pick: <T>(values: readonly T[]) => T;
  happens: (share: number) => boolean;
  /** A rank from 0, the first the most often: Zipf's law by its inverse, with the exponent 1. */
  rank: (limit: number) => number;
  /** A rank from 0, the first ones somewhat more often than the last. */
  early: (limit: number) => number;
};

export function chanceFrom(seed: number): Chance {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    next,
    below,
    pick: (values) => values[below(values.length)]!,
    happens: (share) => next() < share,
    rank: (limit) => Math.min(limit - 1, Math.floor((limit + 1) ** next()) - 1),
    early: (limit) => Math.floor(limit * next() ** 1.5),
  };
}
