import type { Decision } from '../../../kernel/decision.ts';
import { refuse } from '../../../kernel/error.ts';
import { rewrite, type ListingFact } from '../listing.ts';
import type { NeedListing } from './assessment.ts';

/** Writes the expert's words beside the villager's own, which nobody but their author can change. Undefined when nothing changes. */
export function rephrase(
  listing: NeedListing,
  version: number,
  expertProblem: string,
): Decision<NeedListing, ListingFact> | undefined {
  if (listing.version !== version) refuse('stale', 'clinic:errors.changed');
  if (expertProblem === listing.content.expertProblem) return undefined;
  const { next, facts } = rewrite(listing, version, { side: 'need', content: { expertProblem } });
  return { next: next as NeedListing, facts }; // a patch of a need leaves a need
}
