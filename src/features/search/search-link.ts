import { z } from 'zod';
import { mostPages } from './contract.ts';

export const Tab = z.enum(['all', 'technologies', 'needs', 'organizations', 'events']);
export type Tab = z.infer<typeof Tab>;

/** A search as its address says it; what cannot be read does not count, so that a cut or made-up link still opens. */
export const SearchLink = z.object({
  q: z.string().trim().max(200).catch(''),
  in: Tab.catch('all'),
  region: z.string().regex(/^\d{12}$/).optional().catch(undefined), // prettier-ignore
  industry: z.string().regex(/^[A-Z]\d{0,4}$/).optional().catch(undefined), // prettier-ignore
  page: z.coerce.number().int().min(1).max(mostPages).catch(1),
});
export type SearchLink = z.infer<typeof SearchLink>;

/** The address of this search with a change; a changed search begins at its first page. */
export function searchPath(
  link: SearchLink,
  change: Partial<Record<'q' | 'in' | 'region' | 'industry' | 'page', string>>,
): string {
  const { page: _page, ...rest } = link;
  const pairs = Object.entries({ ...rest, ...change }).filter(([name, value]) => value && !(name === 'in' && value === 'all'));
  return `/search?${new URLSearchParams(pairs as [string, string][]).toString()}`;
}
