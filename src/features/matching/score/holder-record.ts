import type { HolderRecord } from './scale.ts';

/** As if a holder had been asked so often before and answered every second time. */
const before = 4;

/** From -1 for one who never answers to 1 for one who always does, and at once; 0 when nothing is known. */
export function answersOf(record: HolderRecord | undefined): number {
  if (!record || record.asked === 0) return 0;
  const rate = (record.answered - record.late / 2 + before / 2) / (record.asked + before);
  return Math.min(1, Math.max(-1, 2 * rate - 1));
}

/** The share of its places that a holder still has to give this year, or -1 when none is left; 0 when it named no number. */
export function roomOf(capacity: number | null, record: HolderRecord | undefined): number {
  if (capacity === null) return 0;
  const left = capacity - (record?.serving ?? 0);
  return left <= 0 ? -1 : left / capacity;
}
