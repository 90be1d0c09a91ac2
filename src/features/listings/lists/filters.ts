import { z } from 'zod';
import { regionPrefix } from '../../../kernel/region-code.ts';
import type { Side } from '../basics.ts';
import { listPaths } from '../listing-path.ts';
import { Cooperation, FieldStage, TechnologyKind } from '../technology.ts';

export const Scale = z.enum(['mu', 'heads', 'households']);
/** The deadline lies at most so many days ahead. */
export const Due = z.enum(['30', '90', '365']);
export const Sort = z.enum(['newest', 'deadline']);
export type Sort = z.infer<typeof Sort>;

const shared = {
  q: z.string().trim().max(100),
  industry: z.string().regex(/^[A-Z]\d{0,4}$/),
  region: z.string().regex(/^\d{12}$/),
  /** Where the page before ended, and where the page after began; see kernel/keyset.ts. */
  before: z.string().max(200),
  after: z.string().max(200),
};
const technologyFields = { ...shared, kind: TechnologyKind, stage: FieldStage, cooperation: Cooperation };
const needFields = { ...shared, scale: Scale, due: Due, sort: Sort };

/** What the API takes, and refuses when it cannot be read. */
export const TechnologyQuery = z.object(technologyFields).partial();
export const NeedQuery = z.object(needFields).partial();

/** What a page takes: in an address that somebody cut short or made up, what cannot be read does not count. */
export const TechnologyLink = z.object(lenient(technologyFields));
export const NeedLink = z.object(lenient(needFields));

/** What a list is narrowed to; pages of one list share it. */
export type Filters = {
  side: Side;
  sort: Sort;
  q?: string | undefined;
  industry?: string | undefined;
  region?: string | undefined;
  kind?: string | undefined;
  stage?: string | undefined;
  cooperation?: string | undefined;
  scale?: z.infer<typeof Scale> | undefined;
  due?: z.infer<typeof Due> | undefined;
};
export type FilterName = Exclude<keyof Filters, 'side' | 'sort'>;

export function filtersOf(side: Side, asked: z.infer<typeof NeedLink> | z.infer<typeof TechnologyLink>): Filters {
  const { before: _before, after: _after, ...rest } = asked;
  return { side, sort: 'newest', ...withoutEmpty(rest) };
}

export function isNarrowed({ side: _side, sort: _sort, ...filters }: Filters): boolean {
  return Object.keys(filters).length > 0;
}

/** The address of a list; a filter of '' is left out, so that every list has one address. */
export function listPath(filters: Filters, change: Partial<Record<FilterName | 'sort', string>> = {}, ending = ''): string {
  const { side, ...rest } = { ...filters, ...change };
  const pairs = Object.entries(rest).filter(([name, value]) => value && !(name === 'sort' && value === 'newest'));
  const query = new URLSearchParams(pairs as [string, string][]).toString();
  return `${listPaths[side]}${ending}${query && `?${query}`}`;
}

/** The same list from another place on. */
export function pagePath(filters: Filters, direction: 'before' | 'after', cursor: string | null): string {
  if (cursor === null) return '';
  const path = listPath(filters);
  return `${path}${path.includes('?') ? '&' : '?'}${direction}=${cursor}`;
}

/** The beginning of the division codes inside a region. */
export function regionPattern(region: string): string {
  return `${regionPrefix(region)}%`;
}

function lenient<S extends Record<string, z.ZodType>>(fields: S): { [K in keyof S]: z.ZodCatch<z.ZodOptional<S[K]>> } {
  const entries = Object.entries(fields).map(([name, schema]) => [name, schema.optional().catch(undefined)]);
  return Object.fromEntries(entries) as { [K in keyof S]: z.ZodCatch<z.ZodOptional<S[K]>> }; // each key keeps its schema
}

function withoutEmpty<T extends object>(values: T): T {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== '')) as T;
}
