import { newId, type Id } from '../../../kernel/id.ts';
import type { Command, Transact } from '../../../kernel/transact.ts';
import type { Outbox } from '../../../platform/postgres/outbox.ts';
import type { Caller } from '../../people/caller.ts';
import type { Moment } from '../listing.ts';
import type { ListingStore } from '../listing-store.ts';
import { asNeed, assess, requireAssessor, type Finding } from './assessment.ts';
import type { ClinicStore } from './clinic-store.ts';
import { rephrase } from './expert-words.ts';

type Ports = { transact: Transact<{ listings: ListingStore; clinic: ClinicStore; outbox: Outbox }>; moment: () => Moment };
/** The version that was read, the number of the last finding that was known, and what is found now. */
export type Assessed = { version: number; after: number; finding: Finding; expertProblem?: string | undefined };

/** Keeps an expert's points beside all earlier ones, together with the expert's words for the trouble where they changed. */
export function assessNeed({ transact, moment }: Ports) {
  return (caller: Caller, listingId: Id, { version, after, finding, expertProblem }: Assessed, once?: Command) =>
    transact(async ({ listings, clinic, outbox }): Promise<{ version: number; number: number }> => {
      const need = asNeed(await listings.get(listingId), caller);
      requireAssessor(need, caller);
      const said = rephrase(need, version, expertProblem ?? need.content.expertProblem);
      if (said) await listings.save(said.next, { action: 'saved', by: caller.accountId });
      const read = said?.next ?? need;
      const asking = { caller, id: newId(), now: moment().now, version: said ? read.version : version, after, finding };
      const assessment = assess(read, await clinic.latestAssessment(listingId), asking);
      await clinic.addAssessment(assessment);
      const { id, number } = assessment;
      await outbox.record([...(said?.facts ?? []), { name: 'need.assessed', body: { listingId, assessmentId: id } }]);
      return { version: read.version, number };
    }, once);
}
