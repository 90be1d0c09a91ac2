import { z } from 'zod';
import type { Endpoints, JobSpecs } from '../../kernel/contract.ts';
import { Id } from '../../kernel/id.ts';
import { Side } from './search-engine.ts';

export const jobs = {
  'index-listing': { queue: 'matching', payload: z.object({ listingId: Id }), attempts: 8, firstRetrySeconds: 5 },
} as const satisfies JobSpecs;

/** Deeper than this nobody reads: whoever gets there does better with another word. */
export const mostPages = 50;

const Region = z.string().regex(/^\d{12}$/, 'web:errors.choice');
const Industry = z.string().regex(/^[A-Z]\d{0,4}$/, 'web:errors.choice');

export const api = {
  searchListings: {
    method: 'get',
    path: '/search',
    summary: 'Public technologies or needs that answer a few words, the best first',
    access: 'anyone',
    query: z.object({
      q: z.string().trim().min(1, 'web:errors.required').max(200),
      side: Side.default('technology'),
      region: Region.optional(),
      industry: Industry.optional(),
      page: z.coerce.number().int().min(1).max(mostPages).default(1),
    }),
    reply: z.object({
      total: z.int(),
      loose: z.boolean().meta({ description: 'None has every word; these have some.' }),
      page: z.int(),
      words: z.array(z.string()).meta({ description: 'What to mark: what was typed, its words and their other names.' }),
      listings: z.array(
        z.object({
          id: Id,
          side: Side,
          title: z.string(),
          excerpt: z.string(),
          organization: z.string().nullable(),
          place: z.string().nullable(),
          publishedAt: z.iso.datetime(),
        }),
      ),
    }),
  },
} as const satisfies Endpoints;
