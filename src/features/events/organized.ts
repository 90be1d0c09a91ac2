import { regionPrefix } from '../../kernel/region-code.ts';
import { hasRole, type Caller } from '../people/caller.ts';

/** What the codes of this person's regions begin with; an admin's is everything. */
export function organizedPrefixes(caller: Caller): string[] {
  if (hasRole(caller, 'admin')) return [''];
  return caller.roles.filter(({ role }) => role === 'organizer').map(({ region }) => regionPrefix(region));
}
