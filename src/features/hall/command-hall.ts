import { refuse } from '../../kernel/error.ts';
import type { Id } from '../../kernel/id.ts';
import type { Transact } from '../../kernel/transact.ts';
import type { Outbox } from '../../platform/postgres/outbox.ts';
import type { Caller } from '../people/caller.ts';
import type { HallCommand } from './command.ts';
import { decide, mayCommand } from './hall.ts';
import type { HallStore } from './store.ts';

type Ports = { transact: Transact<{ hall: HallStore; outbox: Outbox }>; now: () => Date };

/** Carries out one command, once however often it arrives; answers its number in the event's log. */
export function commandHall({ transact, now }: Ports) {
  return (caller: Caller, eventId: Id, { id, ...command }: HallCommand & { id: Id }): Promise<number> =>
    transact(
      async ({ hall: store, outbox }) => {
        const { hall, regionCode } = await store.get(eventId, command);
        if (!mayCommand(caller, regionCode, command.name)) refuse('not-allowed', 'hall:errors.not-yours');
        // The log remembers for good what the table of commands forgets after a while: a phone may come back much later.
        const earlier = await store.sequenceOf(eventId, id, caller.accountId);
        if (earlier !== undefined) return earlier;
        const change = decide(hall, command, now());

        await store.save(eventId, change);
        const sequence = await store.append({ eventId, commandId: id, ...change, accountId: caller.accountId });
        await outbox.record([{ name: 'hall.commanded', body: { eventId, sequence } }]);
        return sequence;
      },
      { id, name: `hall ${command.name}`, accountId: caller.accountId },
    );
}
