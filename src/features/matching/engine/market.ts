import type { Today } from '../score/day.ts';
import type { Side } from '../match.ts';
import type { SideTable } from './side-table.ts';
import type { Rarities } from './vocabulary.ts';

/** All that a ranking is computed from: numbers only, so that it can be handed to a thread. */
export type Market = {
  /** Which engine it is of, in this process. */
  of: number;
  tables: Record<Side, SideTable>;
  rarities: Rarities;
  /** Weights of the score, in the order of the measures. */
  vector: Float64Array;
  bias: number;
  half: number;
  today: Today;
};

export const otherSide: Record<Side, Side> = { technology: 'need', need: 'technology' };
