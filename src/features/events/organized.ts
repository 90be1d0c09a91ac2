import { regionPrefix } from '../../kernel/region-code.ts';
import { organizedRegions, type Caller } from '../people/caller.ts';

/** What the codes of this person's regions begin with; an admin's is everything. */
export function organizedPrefixes(caller: Caller): string[] {
  return organizedRegions(caller)?.map(regionPrefix) ?? [''];
}
