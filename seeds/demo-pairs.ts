import type { Refusal } from '../src/features/matching/match.ts';

/** What each side of a pair has said so far: yes, nothing yet, or no with its reason. */
export type Said = 'yes' | null | { no: Refusal; note: string };
export type DemoPair = { technology: string; need: string; said: [technology: Said, need: Said] };

/** Pairs that an organizer brought together by hand. Those of `past` met at the finished event; those of `coming` meet next. */
export const past: readonly DemoPair[] = [
  { technology: 'T0530', need: 'N0422', said: ['yes', 'yes'] },
  { technology: 'T0127', need: 'N0422', said: [null, 'yes'] },
  { technology: 'T0117', need: 'N0261', said: ['yes', 'yes'] },
  { technology: 'T0131', need: 'N0378', said: ['yes', 'yes'] },
  { technology: 'T0529', need: 'N0349', said: ['yes', null] },
  { technology: 'T0004', need: 'N0408', said: [null, null] },
];

export const coming: readonly DemoPair[] = [
  { technology: 'T0531', need: 'N0422', said: ['yes', null] },
  { technology: 'T0124', need: 'N0428', said: [null, 'yes'] },
  { technology: 'T0117', need: 'N0412', said: ['yes', null] },
  { technology: 'T0131', need: 'N0375', said: [null, 'yes'] },
  { technology: 'T0071', need: 'N0375', said: ['yes', 'yes'] },
  { technology: 'T0004', need: 'N0379', said: ['yes', null] },
  { technology: 'T0009', need: 'N0428', said: [null, null] },
  { technology: 'T0065', need: 'N0409', said: ['yes', null] },
  { technology: 'T0411', need: 'N0409', said: [null, null] },
  { technology: 'T0014', need: 'N0423', said: ['yes', 'yes'] },
  { technology: 'T0013', need: 'N0423', said: [null, 'yes'] },
  { technology: 'T0112', need: 'N0446', said: ['yes', null] },
  { technology: 'T0191', need: 'N0438', said: [null, null] },
  { technology: 'T0145', need: 'N0439', said: [null, null] },
  { technology: 'T0109', need: 'N0439', said: ['yes', null] },
  { technology: 'T0165', need: 'N0403', said: ['yes', 'yes'] },
  { technology: 'T0104', need: 'N0433', said: ['yes', null] },
  { technology: 'T0126', need: 'N0423', said: [null, { no: 'unsuitable-land', note: '我们这片不是苏打盐碱地。' }] },
];
