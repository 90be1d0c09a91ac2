import type { Handlers } from '../src/catalogue.ts';
import type { JobCases } from './app.ts';

export const housekeeping = (app: JobCases): Handlers<'housekeeping'> => ({
  'expire-listings': () => app.expireListings(),
  'trim-traces': () => app.trimTraces(),
});
