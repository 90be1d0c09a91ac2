import { newId, type Id } from '../../../kernel/id.ts';
import type { Command, Transact } from '../../../kernel/transact.ts';
import type { Outbox } from '../../../platform/postgres/outbox.ts';
import type { Caller } from '../../people/caller.ts';
import type { Moment } from '../listing.ts';
import type { ListingStore } from '../listing-store.ts';
import { asNeed } from './assessment.ts';
import type { ClinicStore } from './clinic-store.ts';
import { ask, isOnBehalf, newSlipCode } from './read-back.ts';

type Ports = {
  transact: Transact<{ listings: ListingStore; clinic: ClinicStore; outbox: Outbox }>;
  moment: () => Moment;
  random: (below: number) => number;
};

/** Asks the villager whether the expert's words say what they mean; asked twice, it is one question. */
export function askReadBack({ transact, moment, random }: Ports) {
  return (caller: Caller, listingId: Id, version: number, once?: Command): Promise<{ onPaper: boolean }> =>
    transact(async ({ listings, clinic, outbox }) => {
      const need = asNeed(await listings.get(listingId), caller);
      const asking = { caller, id: newId(), code: newSlipCode(random), now: moment().now, version };
      const asked = ask(need, await clinic.latestReadBack(listingId), asking);
      if (asked) {
        await clinic.saveReadBack(asked);
        await outbox.record([{ name: 'need.read-back-asked', body: { listingId, readBackId: asked.id } }]);
      }
      return { onPaper: isOnBehalf(need.content) };
    }, once);
}
