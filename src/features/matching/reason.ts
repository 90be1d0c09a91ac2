import type { Reason } from './score/reason.ts';

export { Reason } from './score/reason.ts';

export const reasonFor = (key: string, points: number, params: Reason['params'] = {}): Reason => ({
  kind: 'for',
  key,
  params,
  points,
});
export const reasonAgainst = (key: string, points: number, params: Reason['params'] = {}): Reason => ({
  kind: 'against',
  key,
  params,
  points,
});
export const question = (key: string, params: Reason['params'] = {}): Reason => ({ kind: 'ask', key, params, points: 0 });
