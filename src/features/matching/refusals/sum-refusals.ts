import type { Transact } from '../../../kernel/transact.ts';
import type { Outbox } from '../../../platform/postgres/outbox.ts';
import type { RefusalStore } from './refusal-store.ts';

type Ports = { transact: Transact<{ refusals: RefusalStore; outbox: Outbox }>; today: () => string };

/** Tells holders what refusals add up to, at most once a week for a listing. Safe to repeat, and from two sides at once. */
export function sumRefusals({ transact, today }: Ports) {
  return (): Promise<void> =>
    transact(async ({ refusals, outbox }) => {
      const summed = await refusals.sum(today());
      await outbox.record(summed.map((body) => ({ name: 'refusals.summed', body })));
    });
}
