import type { Handlers } from '../src/catalogue.ts';
import type { JobCases } from './app.ts';

export const matching = (app: JobCases): Handlers<'matching'> => ({
  'match-listing': ({ listingId, quiet = false }) => app.matchListing(listingId, { quiet }),
  'mark-matched': ({ matchId }) => app.markMatched(matchId),
  'index-listing': ({ listingId }) => app.indexListing(listingId),
});
