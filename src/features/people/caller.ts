import { z } from 'zod';
import { refuse } from '../../kernel/error.ts';
import type { Id } from '../../kernel/id.ts';
import { covers } from '../../kernel/region-code.ts';

export const Role = z.enum(['researcher', 'seeker', 'information-officer', 'broker', 'organizer', 'desk', 'admin']);
export type Role = z.infer<typeof Role>;

export type Language = 'zh' | 'en';

/** Who asks: a signed-in person with the roles that hold now, each scoped to a region. */
export type Caller = {
  accountId: Id;
  name: string;
  organizationId: Id | null;
  language: Language;
  roles: readonly { role: Role; region: string }[];
};

export function hasRole(caller: Caller, role: Role): boolean {
  return caller.roles.some((grant) => grant.role === role);
}

/** Whether this person organizes the given region: an organizer of it or of a region around it, or an admin. */
export function mayOrganize(caller: Caller | null, regionCode: string | null): boolean {
  if (!caller) return false;
  if (hasRole(caller, 'admin')) return true;
  return caller.roles.some(({ role, region }) => role === 'organizer' && (regionCode === null || covers(region, regionCode)));
}

export function requireOrganizer(caller: Caller, regionCode: string | null): void {
  if (!mayOrganize(caller, regionCode)) refuse('not-allowed', 'web:errors.not-organizer');
}

export function requireAdmin(caller: Caller): void {
  if (!hasRole(caller, 'admin')) refuse('not-allowed', 'ui:errors.not-allowed');
}

/**
 * Whether this person may hand somebody a log-in card: an organizer of where that person belongs. A card of another
 * organizer or of an admin would lend powers that the issuer may not have, so those come from an admin alone.
 */
export function mayIssueCard(caller: Caller, of: { regions: readonly string[]; roles: readonly Role[] }): boolean {
  if (hasRole(caller, 'admin')) return true;
  if (of.roles.includes('admin') || of.roles.includes('organizer')) return false;
  return of.regions.some((region) => mayOrganize(caller, region));
}

export function requireCardIssuer(caller: Caller, of: { regions: readonly string[]; roles: readonly Role[] }): void {
  if (!mayIssueCard(caller, of)) refuse('not-allowed', 'people:errors.card-not-yours');
}

/** The regions that this person organizes; null is everywhere. */
export function organizedRegions(caller: Caller): string[] | null {
  if (hasRole(caller, 'admin')) return null;
  return caller.roles.filter(({ role }) => role === 'organizer').map(({ region }) => region);
}
