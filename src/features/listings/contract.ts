import { z } from 'zod';
import type { Endpoints, FactSpecs, JobSpecs } from '../../kernel/contract.ts';
import { Id } from '../../kernel/id.ts';

const ListingFact = z.object({ listingId: Id, side: z.enum(['technology', 'need']), version: z.int() });

export const facts = {
  'listing.submitted': ListingFact,
  'listing.published': ListingFact,
  'listing.changed': ListingFact,
  'listing.returned': ListingFact,
  'listing.ended': ListingFact,
  /** Published from a file or with the starter data: matched and found like any other, but nobody is told one by one. */
  'listing.loaded': ListingFact,
} as const satisfies FactSpecs;

export const jobs = {
  'mark-matched': { queue: 'matching', payload: z.object({ matchId: Id }) },
  'expire-listings': { queue: 'housekeeping', payload: z.object({}), everySeconds: 600 },
} as const satisfies JobSpecs;

export const api = {} as const satisfies Endpoints;
