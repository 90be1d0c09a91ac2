import type { z } from 'zod';
import { AppError, refuse } from '../../kernel/error.ts';
import { blankNeed, faultsOfNeed, missingFromNeed, Need } from './need.ts';
import { blankTechnology, faultsOfTechnology, missingFromTechnology, Technology } from './technology.ts';

/** What a listing says, as its author wrote it. */
export type Content = { side: 'technology'; content: Technology } | { side: 'need'; content: Need };
/** Some of its fields, as a step of the editor or a program sends them. */
export type Patch = { side: 'technology'; content: Partial<Technology> } | { side: 'need'; content: Partial<Need> };
/** What must be known of a listing for its draft to exist. */
export type Beginning =
  | { side: 'technology'; content: Partial<Technology> & Pick<Technology, 'title' | 'kind'> }
  | { side: 'need'; content: Partial<Need> & Pick<Need, 'title'> };

export function beginContent(begin: Beginning): Content {
  return begin.side === 'technology'
    ? mergeContent({ side: 'technology', content: { ...blankTechnology, ...begin.content } }, { side: 'technology', content: {} })
    : mergeContent({ side: 'need', content: { ...blankNeed, ...begin.content } }, { side: 'need', content: {} });
}

/** Refuses what contradicts itself, field by field. */
export function mergeContent({ side, content }: Content, patch: Patch): Content {
  if (patch.side !== side) refuse('not-found', 'listings:errors.none');
  const merged = { ...content, ...patch.content };
  const next: Content =
    side === 'technology' ? { side, content: read(Technology, merged) } : { side, content: read(Need, merged) };
  const faults = next.side === 'technology' ? faultsOfTechnology(next.content) : faultsOfNeed(next.content);
  if (Object.keys(faults).length > 0) throw new AppError('invalid', 'web:errors.check-fields', {}, faults);
  return next;
}

/** The names of the fields that must be filled in before anybody else sees the listing. */
export function missingFrom(listing: Content): string[] {
  return listing.side === 'technology' ? missingFromTechnology(listing.content) : missingFromNeed(listing.content);
}

/** Whether the last day that its author named, or the deadline of a need, lies before today. */
export function isOver({ side, content }: Content, today: string): boolean {
  const lastDays = side === 'need' ? [content.expiresOn, content.deadline] : [content.expiresOn];
  return lastDays.some((day) => day !== null && day < today);
}

/** What came in bulk may be longer than the editor allows: its author is told which field, and nothing breaks. */
function read<S extends z.ZodType>(schema: S, merged: object): z.infer<S> {
  const result = schema.safeParse(merged);
  if (result.success) return result.data;
  const fields = Object.fromEntries(result.error.issues.map(({ path }) => [String(path[0]), { key: 'web:errors.format' }]));
  throw new AppError('invalid', 'web:errors.check-fields', {}, fields);
}
