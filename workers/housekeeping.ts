import type { Handlers } from '../src/catalogue.ts';
import type { JobCases } from './app.ts';

export const housekeeping = (app: JobCases): Handlers<'housekeeping'> => ({
  'tend-rankings': () => app.tendRankings(),
  'refit-weights': () => app.refitWeights(),
  'expire-listings': () => app.expireListings(),
  'wake-matches': () => app.wakeMatches(),
  'sum-refusals': () => app.sumRefusals(),
  'trim-traces': () => app.trimTraces(),
});
