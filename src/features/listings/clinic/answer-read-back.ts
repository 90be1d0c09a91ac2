import { newId, type Id } from '../../../kernel/id.ts';
import { refuse } from '../../../kernel/error.ts';
import type { Command, Transact } from '../../../kernel/transact.ts';
import type { Outbox } from '../../../platform/postgres/outbox.ts';
import type { Caller } from '../../people/caller.ts';
import type { Moment } from '../listing.ts';
import type { ListingStore } from '../listing-store.ts';
import { asNeed } from './assessment.ts';
import type { ClinicStore } from './clinic-store.ts';
import { answerBySlip, answerOnWeb, newSlipCode, readSlipCode, type ReadBack, type ReadBackAnswer } from './read-back.ts';

type Ports = {
  transact: Transact<{ listings: ListingStore; clinic: ClinicStore; outbox: Outbox }>;
  moment: () => Moment;
  random: (below: number) => number;
};

/** The villager says on the need's own page whether the expert understood. */
export function answerReadBack({ transact, moment, random }: Ports) {
  return (caller: Caller, listingId: Id, version: number, answer: ReadBackAnswer, once?: Command) =>
    transact(async ({ listings, clinic, outbox }): Promise<Answered> => {
      const need = asNeed(await listings.get(listingId), caller);
      const asking = { caller, id: newId(), code: newSlipCode(random), now: moment().now, version };
      const answered = answerOnWeb(need, await clinic.latestReadBack(listingId), asking, answer);
      await clinic.saveReadBack(answered);
      await outbox.record([factOf(answered)]);
      return { answer: answer.answer, title: need.content.title };
    }, once);
}

/** Keys in what the villager said on paper. Whoever has the slip may do it, signed in or not. */
export function answerBySlipCode({ transact, moment }: Ports) {
  return (caller: Caller | null, typed: string, answer: ReadBackAnswer, once?: Command) =>
    transact(async ({ listings, clinic, outbox }): Promise<Answered> => {
      const code = readSlipCode(typed) ?? refuse('not-found', 'clinic:errors.no-such-code');
      const found = (await clinic.readBackByCode(code)) ?? refuse('not-found', 'clinic:errors.no-such-code');
      const listing = await listings.get(found.listingId);
      if (listing.side !== 'need') refuse('not-found', 'clinic:errors.no-such-code');
      // Looked up again now that the need is locked: of two who key in one code, the second finds it used.
      const answered = answerBySlip(listing.content, await clinic.readBackByCode(code), answer, { caller, now: moment().now });
      await clinic.saveReadBack(answered);
      await outbox.record([factOf(answered)]);
      return { answer: answer.answer, title: listing.content.title };
    }, once);
}

type Answered = { answer: 'yes' | 'no'; title: string };

function factOf({ id, listingId }: ReadBack) {
  return { name: 'need.read-back-answered', body: { listingId, readBackId: id } };
}
