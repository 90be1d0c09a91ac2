import { refuse } from '../../../kernel/error.ts';
import type { Command, Transact } from '../../../kernel/transact.ts';
import type { Outbox } from '../../../platform/postgres/outbox.ts';
import { requireAdmin, type Caller } from '../../people/caller.ts';
import type { Fairness } from './fairness.ts';
import type { SettingsStore } from './settings-store.ts';

type Ports = { transact: Transact<{ settings: SettingsStore; outbox: Outbox }> };

/** An admin changes how proposals are shared out, having seen the effect on what held then. */
export function setFairness({ transact }: Ports) {
  return (
    caller: Caller,
    fairness: Fairness,
    { after, reason }: { after: number; reason: string },
    once?: Command,
  ): Promise<number> =>
    transact(async ({ settings, outbox }) => {
      requireAdmin(caller);
      const version = after + 1;
      const isNext =
        (await settings.current()).version === after && (await settings.add(version, fairness, reason, caller.accountId));
      if (!isNext) refuse('stale', 'learning:errors.stale');
      await outbox.record([{ name: 'fairness.changed', body: { version } }]);
      return version;
    }, once);
}
