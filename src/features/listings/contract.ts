import { z } from 'zod';
import type { Endpoints, FactSpecs, JobSpecs } from '../../kernel/contract.ts';
import { Id } from '../../kernel/id.ts';
import { Side } from './basics.ts';
import { clinicApi, clinicFacts } from './clinic/clinic-contract.ts';
import { Need } from './need.ts';
import { readApi } from './read-contract.ts';
import { Technology } from './technology.ts';

const ListingFact = z.object({ listingId: Id, side: Side, version: z.int() });

export const facts = {
  'listing.submitted': ListingFact,
  'listing.published': ListingFact,
  'listing.changed': ListingFact,
  'listing.returned': ListingFact,
  'listing.ended': ListingFact,
  /** Published from a file or with the starter data: matched and found like any other, but nobody is told one by one. */
  'listing.loaded': ListingFact,
  ...clinicFacts,
} as const satisfies FactSpecs;

export const jobs = {
  'mark-matched': { queue: 'matching', payload: z.object({ matchId: Id }) },
  'expire-listings': { queue: 'housekeeping', payload: z.object({}), everySeconds: 600 },
} as const satisfies JobSpecs;

const params = z.object({ listingId: Id });
/** Every change names the version it was made from; one that is behind is refused as stale. */
const Version = z.object({ version: z.int() });
const Begun = z.object({ id: Id, version: z.int() });
const Saved = Version;

export const api = {
  ...readApi,
  ...clinicApi,
  createTechnology: {
    method: 'post',
    path: '/technologies',
    summary: 'Begin a technology as a draft; everything but its title and kind may follow later',
    access: 'signed-in',
    body: Technology.partial().required({ title: true, kind: true }),
    reply: Begun,
    status: 201,
  },
  createNeed: {
    method: 'post',
    path: '/needs',
    summary: 'Begin a need as a draft; everything but its title may follow later',
    access: 'signed-in',
    body: Need.partial().required({ title: true }),
    reply: Begun,
    status: 201,
  },
  editTechnology: {
    method: 'put',
    path: '/technologies/:listingId',
    summary: 'Change some fields of your technology; what is published stays published and is matched anew',
    access: 'signed-in',
    params,
    body: Version.extend({ content: Technology.partial() }),
    reply: Saved,
  },
  editNeed: {
    method: 'put',
    path: '/needs/:listingId',
    summary: 'Change some fields of your need; what is published stays published and is matched anew',
    access: 'signed-in',
    params,
    body: Version.extend({ content: Need.partial() }),
    reply: Saved,
  },
  submitListing: {
    method: 'post',
    path: '/listings/:listingId/submission',
    summary: 'Send your complete listing to the organizers of its region; a refusal names what is missing',
    access: 'signed-in',
    params,
    body: Version,
    reply: Saved,
  },
  publishListing: {
    method: 'post',
    path: '/listings/:listingId/publication',
    summary: 'Publish a submitted listing in the version you have read, or your own at once',
    access: ['organizer', 'admin'],
    params,
    body: Version,
    reply: Saved,
  },
  returnListing: {
    method: 'post',
    path: '/listings/:listingId/return',
    summary: 'Give a listing back to its author with the reason',
    access: ['organizer', 'admin'],
    params,
    body: Version.extend({ reason: z.string().trim().min(1).max(1000) }),
    reply: Saved,
  },
  withdrawListing: {
    method: 'post',
    path: '/listings/:listingId/withdrawal',
    summary: 'Take your listing back',
    access: 'signed-in',
    params,
    reply: Saved,
  },
  closeListing: {
    method: 'post',
    path: '/listings/:listingId/closure',
    summary: 'Say that your listing has found what it was looking for',
    access: 'signed-in',
    params,
    reply: Saved,
  },
} as const satisfies Endpoints;
