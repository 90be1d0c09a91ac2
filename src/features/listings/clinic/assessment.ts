import { z } from 'zod';
import { AppError, refuse } from '../../../kernel/error.ts';
import type { Id } from '../../../kernel/id.ts';
import { covers } from '../../../kernel/region-code.ts';
import { hasRole, mayOrganize, type Caller, type Role } from '../../people/caller.ts';
import type { Content } from '../content.ts';
import { isOwner, type Listing } from '../listing.ts';
import type { Need } from '../need.ts';
import { mostPoints, parts, scoresOf, suggest, type Part, type Scores } from './suggestion.ts';

const Score = z.int().min(0).max(mostPoints);
const Note = z.string().trim().max(500);

/** What an expert finds of a need: points from 0 to 5 in four parts, each with a note; a zero says why. */
export const Finding = z.object({
  scores: z.object({ problem: Score, conditions: Score, result: Score, means: Score }),
  notes: z.object({ problem: Note, conditions: Note, result: Note, means: Note }),
});
export type Finding = z.infer<typeof Finding>;

/** One finding in the history of a need. `said` is what the need said then, so that it is known whether it still says so. */
export type Assessment = Finding & {
  id: Id;
  listingId: Id;
  number: number;
  version: number;
  said: string;
  accountId: Id;
  at: Date;
};
export type NeedListing = Listing & { side: 'need' };

const told = [
  ...['title', 'problem', 'industries', 'regionCode', 'scaleMu', 'scaleHeads', 'households', 'poorHouseholds', 'soil'],
  ...['water', 'seasonFrom', 'seasonTo', 'deadline', 'budgetFen', 'tried', 'hoped', 'expertProblem'],
] as (keyof Need)[];

/** Everything that points are given for; whom to call is no part of it. */
export function sayingOf(need: Need): string {
  return JSON.stringify(told.map((name) => need[name]));
}

export function isOutdated(assessment: Pick<Assessment, 'said'>, need: Need): boolean {
  return assessment.said !== sayingOf(need);
}

/** The parts in which there is nothing: by the words as they are, or by the expert who has read these same words. */
export function zeroParts(need: Need, latest: Pick<Assessment, 'said' | 'scores'> | undefined): Part[] {
  const suggested = scoresOf(suggest(need));
  const found = latest && !isOutdated(latest, need) ? latest.scores : suggested;
  return parts.filter((part) => suggested[part] === 0 || found[part] === 0);
}

/** What counts: the expert's points for these words, else those that the words suggest. */
export function standingScores(need: Need, latest: Pick<Assessment, 'said' | 'scores'> | undefined): Scores {
  return latest && !isOutdated(latest, need) ? latest.scores : scoresOf(suggest(need));
}

/** A need with a zero in any part is not shown: nobody could answer it. */
export function requireFit(listing: Content, latest: Pick<Assessment, 'said' | 'scores'> | undefined): void {
  if (listing.side !== 'need') return;
  const zeros = zeroParts(listing.content, latest);
  if (zeros.length === 0) return;
  const fields = Object.fromEntries(zeros.map((part) => [`clinic-${part}`, { key: `clinic:zero.${part}` }]));
  throw new AppError('conflict', 'clinic:errors.zero', {}, fields);
}

const judges: readonly Role[] = ['organizer', 'broker', 'information-officer'];

/** Whether this person is asked for a judgement on needs of this place: its organizers, its brokers and information officers. */
function mayJudge(caller: Caller | null, regionCode: string | null): boolean {
  if (!caller) return false;
  if (mayOrganize(caller, regionCode)) return true;
  return caller.roles.some(({ role, region }) => judges.includes(role) && regionCode !== null && covers(region, regionCode));
}

/** The regions whose needs this person may judge; null is everywhere. */
export function judgedRegions(caller: Caller): string[] | null {
  if (hasRole(caller, 'admin')) return null;
  return caller.roles.filter(({ role }) => judges.includes(role)).map(({ region }) => region);
}

/** The author, and whoever may judge it once it was sent. */
export function mayConsult(caller: Caller | null, { status, accountId, regionCode }: Shown): boolean {
  if (isOwner(caller, { accountId })) return true;
  return status !== 'draft' && status !== 'withdrawn' && mayJudge(caller, regionCode);
}
type Shown = Pick<Listing, 'status' | 'accountId'> & { regionCode: string | null };

function shownOf({ status, accountId, content }: Listing): Shown {
  return { status, accountId, regionCode: content.regionCode };
}

/** Nobody judges a need of their own. */
export function mayAssess(caller: Caller | null, listing: Listing): boolean {
  return listing.status !== 'closed' && !isOwner(caller, listing) && mayConsult(caller, shownOf(listing));
}

/** A need, to whoever may know of it; the same refusal for everybody else as if it were not there. */
export function asNeed(listing: Listing, caller: Caller): NeedListing {
  if (listing.side !== 'need' || !mayConsult(caller, shownOf(listing))) refuse('not-found', 'listings:errors.none');
  return listing;
}

/** Adds a finding about exactly the words and after exactly the findings that the expert has seen. */
export function assess(
  listing: NeedListing,
  latest: Assessment | undefined,
  { caller, id, now, version, after, finding }: Assessing,
): Assessment {
  requireAssessor(listing, caller);
  if (listing.version !== version) refuse('stale', 'clinic:errors.changed');
  const number = latest?.number ?? 0;
  if (number !== after) refuse('stale', 'clinic:errors.assessed-meanwhile');
  const silent = parts.filter((part) => finding.scores[part] === 0 && finding.notes[part] === '');
  if (silent.length > 0) {
    const fields = silent.map((part) => [`note-${part}`, { key: 'clinic:errors.zero-says-why' }] as const);
    throw new AppError('invalid', 'web:errors.check-fields', {}, Object.fromEntries(fields));
  }
  const said = sayingOf(listing.content);
  return { ...finding, id, listingId: listing.id, number: number + 1, version, said, accountId: caller.accountId, at: now };
}
export type Assessing = { caller: Caller; id: Id; now: Date; version: number; after: number; finding: Finding };

export function requireAssessor(listing: Listing, caller: Caller): void {
  if (isOwner(caller, listing)) refuse('not-allowed', 'clinic:errors.own');
  if (!mayAssess(caller, listing)) refuse('not-allowed', 'clinic:errors.not-expert');
}
