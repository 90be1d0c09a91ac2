import type { Id } from '../../kernel/id.ts';
import { covers } from '../../kernel/region-code.ts';
import { hasRole, mayOrganize, type Caller } from '../people/caller.ts';
import type { Origin, Side } from './match.ts';

type Seen = Record<Side, { accountId: Id; regionCode: string | null }> & { origin: Origin; proposedBy: Id | null };

/**
 * The side a person speaks for in a match; `null` for organizers of either place and for the broker who made it; undefined
 * for those who may not see it.
 */
export function viewpointOf(caller: Caller, match: Seen): Side | null | undefined {
  if (match.technology.accountId === caller.accountId) return 'technology';
  if (match.need.accountId === caller.accountId) return 'need';
  const isOwnWork = match.origin === 'broker' && match.proposedBy === caller.accountId;
  return isOwnWork || mayOverlook(caller, match) ? null : undefined;
}

/** Both sides, and organizers of either place; a broker brought two together, who did not say yes to being called by a third. */
export function mayReadContacts(caller: Caller, match: Seen): boolean {
  return typeof viewpointOf(caller, match) === 'string' || mayOverlook(caller, match);
}

/** As whom this person may bring a pair of these places together; undefined when they may not. */
export function matchmakerOf(caller: Caller, regionCodes: readonly (string | null)[]): 'organizer' | 'broker' | undefined {
  const places = regionCodes.filter((code) => code !== null);
  if (places.some((place) => mayOrganize(caller, place))) return 'organizer';
  const isBroker = places.some((place) => caller.roles.some(({ role, region }) => role === 'broker' && covers(region, place)));
  return isBroker ? 'broker' : undefined;
}

function mayOverlook(caller: Caller, { technology, need }: Seen): boolean {
  const places = [technology.regionCode, need.regionCode].filter((place) => place !== null);
  return hasRole(caller, 'admin') || places.some((place) => mayOrganize(caller, place));
}
