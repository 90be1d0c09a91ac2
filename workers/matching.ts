import type { Handlers } from '../src/catalogue.ts';
import type { JobCases } from './app.ts';

export const matching = (app: JobCases): Handlers<'matching'> => ({
  'match-listing': ({ listingId }) => app.matchListing(listingId),
});
