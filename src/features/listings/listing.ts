import { z } from 'zod';
import type { Decision } from '../../kernel/decision.ts';
import { AppError, refuse } from '../../kernel/error.ts';
import type { Id } from '../../kernel/id.ts';
import { mayOrganize, type Caller } from '../people/caller.ts';
import { isOver, mergeContent, missingFrom, type Content, type Patch } from './content.ts';

export const ListingStatus = z.enum(['draft', 'submitted', 'returned', 'published', 'matched', 'closed', 'expired', 'withdrawn']);
export type ListingStatus = z.infer<typeof ListingStatus>;
export type ListingMove = 'submit' | 'publish' | 'return' | 'match' | 'close' | 'expire' | 'withdraw';

/** The life of a listing: what may be done in each state, and where it leads. */
const lifecycle: Record<ListingStatus, Partial<Record<ListingMove, ListingStatus>>> = {
  draft: { submit: 'submitted', publish: 'published', withdraw: 'withdrawn' },
  submitted: { publish: 'published', return: 'returned', withdraw: 'withdrawn' },
  returned: { submit: 'submitted', publish: 'published', withdraw: 'withdrawn' },
  published: { match: 'matched', return: 'returned', close: 'closed', expire: 'expired', withdraw: 'withdrawn' },
  matched: { return: 'returned', close: 'closed', expire: 'expired', withdraw: 'withdrawn' },
  expired: { submit: 'submitted', publish: 'published' },
  withdrawn: { submit: 'submitted', publish: 'published' },
  closed: {},
};

/** A technology on offer or a need in search of one, with where it stands in its life. */
export type Listing = Content & {
  id: Id;
  status: ListingStatus;
  accountId: Id;
  organizationId: Id | null;
  returnedReason: string | null;
  publishedAt: Date | null;
  version: number;
};

type FactName = 'submitted' | 'published' | 'changed' | 'returned' | 'ended';
export type ListingFact = {
  name: `listing.${FactName}`;
  body: { listingId: Id; side: Listing['side']; version: number };
};
export type ListingDecision = Decision<Listing, ListingFact>;

export function openMoves(status: ListingStatus): ListingMove[] {
  return Object.keys(lifecycle[status]) as ListingMove[];
}

export function isPublic({ status }: Pick<Listing, 'status'>): boolean {
  return status === 'published' || status === 'matched';
}

export function isOwner(caller: Caller | null, { accountId }: Pick<Listing, 'accountId'>): boolean {
  return caller?.accountId === accountId;
}

/** What is not shown or sent to anybody is its author's alone; the rest organizers of its region may read in full. */
export function mayReadAll(
  caller: Caller | null,
  listing: Pick<Listing, 'status' | 'accountId'> & { regionCode: string | null },
): boolean {
  if (isOwner(caller, listing)) return true;
  return listing.status !== 'draft' && listing.status !== 'withdrawn' && mayOrganize(caller, listing.regionCode);
}

/** Writes new content. What is published stays published, and is matched anew. */
export function change(listing: Listing, caller: Caller, version: number, patch: Patch): ListingDecision {
  requireOwner(listing, caller);
  return rewrite(listing, version, patch);
}

/** What follows from new content, whoever was allowed to write it. */
export function rewrite(listing: Listing, version: number, patch: Patch): ListingDecision {
  if (listing.status === 'closed') refuseMove(listing.status);
  requireVersion(listing, version);
  const next: Listing = { ...listing, ...mergeContent(listing, patch), version: listing.version + 1 };
  if (isPublic(next) || next.status === 'submitted') refuseMissing(missingFrom(next).filter(isNewIn(listing)));
  return { next, facts: isPublic(next) ? [fact('changed', next)] : [] };
}

/** Keeps a new version because of what hangs on the listing: its pictures and papers. */
export function touch(listing: Listing, caller: Caller): ListingDecision {
  return change(listing, caller, listing.version, { side: listing.side, content: {} });
}

/** The author sends it to the organizers of its region. */
export function submit(listing: Listing, caller: Caller, version: number, today: string): ListingDecision {
  requireOwner(listing, caller);
  const status = statusAfter(listing, 'submit');
  requireVersion(listing, version);
  requireShowable(listing, today);
  return moved(listing, { status, returnedReason: null }, 'submitted');
}

/** Shows it to everybody: what an organizer has read in this version, or an organizer's own listing at once. */
export function publish(listing: Listing, caller: Caller, version: number, { now, today }: Moment): ListingDecision {
  requireModerator(listing, caller);
  const status = statusAfter(listing, 'publish');
  if (listing.status !== 'submitted') requireOwner(listing, caller);
  requireVersion(listing, version);
  requireShowable(listing, today);
  return moved(listing, { status, returnedReason: null, publishedAt: now }, 'published');
}

/** Gives it back to its author with what must change; one that was public is taken out of sight. */
export function giveBack(listing: Listing, caller: Caller, version: number, reason: string): ListingDecision {
  requireModerator(listing, caller);
  const status = statusAfter(listing, 'return');
  requireVersion(listing, version);
  if (reason.trim() === '') refuse('invalid', 'listings:errors.reason');
  const facts: FactName[] = isPublic(listing) ? ['returned', 'ended'] : ['returned'];
  return moved(listing, { status, returnedReason: reason.trim() }, ...facts);
}

/** The author takes it back, or says that it has found what it looked for. */
export function end(listing: Listing, caller: Caller, how: 'withdraw' | 'close'): ListingDecision {
  requireOwner(listing, caller);
  return moved(listing, { status: statusAfter(listing, how) }, 'ended');
}

/** Time ends it: the author's last day or the need's deadline is over. Undefined when it is not due, or was ended before. */
export function expire(listing: Listing, today: string): ListingDecision | undefined {
  const status = lifecycle[listing.status].expire;
  return status && isOver(listing, today) ? moved(listing, { status }, 'ended') : undefined;
}

/** Both sides said yes. Undefined when it is matched already or no longer public. */
export function match(listing: Listing): ListingDecision | undefined {
  const status = lifecycle[listing.status].match;
  return status && moved(listing, { status });
}

export type Moment = { now: Date; today: string };

function moved(listing: Listing, changes: Partial<Omit<Listing, 'side' | 'content'>>, ...facts: FactName[]): ListingDecision {
  const next: Listing = { ...listing, ...changes, version: listing.version + 1 };
  return { next, facts: facts.map((name) => fact(name, next)) };
}

function fact(name: FactName, { id, side, version }: Listing): ListingFact {
  return { name: `listing.${name}`, body: { listingId: id, side, version } };
}

function requireShowable(listing: Listing, today: string): void {
  refuseMissing(missingFrom(listing));
  if (isOver(listing, today)) refuse('invalid', 'listings:errors.over');
}

function refuseMissing(names: readonly string[]): void {
  const lacks = names.map((name) => [name, { key: `listings:missing.${name}` }] as const);
  if (lacks.length > 0) throw new AppError('invalid', 'listings:errors.incomplete', {}, Object.fromEntries(lacks));
}

/** What was loaded in bulk may lack something already; its author can mend it step by step, and not make it worse. */
function isNewIn(before: Listing): (name: string) => boolean {
  const known = missingFrom(before);
  return (name) => !known.includes(name);
}

function requireOwner(listing: Listing, caller: Caller): void {
  if (!isOwner(caller, listing)) refuse('not-allowed', 'listings:errors.not-yours');
}

function requireModerator(listing: Listing, caller: Caller): void {
  if (!mayOrganize(caller, listing.content.regionCode)) refuse('not-allowed', 'web:errors.not-organizer');
}

function requireVersion(listing: Listing, version: number): void {
  if (listing.version !== version) refuse('stale', 'listings:errors.stale');
}

function statusAfter({ status }: Listing, move: ListingMove): ListingStatus {
  return lifecycle[status][move] ?? refuseMove(status);
}

/** The words of the refusal name what this state allows. */
function refuseMove(status: ListingStatus): never {
  return refuse('conflict', `listings:errors.wrong-move.${status}`);
}
