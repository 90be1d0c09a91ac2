import type { Id } from '../../kernel/id.ts';
import { hasRole, mayOrganize, type Caller } from '../people/caller.ts';
import type { Side } from './match.ts';

type Seen = Record<Side, { accountId: Id; regionCode: string | null }>;

/** The side a person speaks for in a match, `null` for organizers of either place; undefined for those who may not see it. */
export function viewpointOf(caller: Caller, { technology, need }: Seen): Side | null | undefined {
  if (technology.accountId === caller.accountId) return 'technology';
  if (need.accountId === caller.accountId) return 'need';
  const places = [technology.regionCode, need.regionCode].filter((place) => place !== null);
  return hasRole(caller, 'admin') || places.some((place) => mayOrganize(caller, place)) ? null : undefined;
}
