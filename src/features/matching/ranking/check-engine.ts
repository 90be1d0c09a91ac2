import type { Id } from '../../../kernel/id.ts';
import type { Transact } from '../../../kernel/transact.ts';
import { catchUp, type Keeper } from './keeper.ts';
import type { RankingStores } from './stores.ts';
import type { WorkerStore } from './worker-store.ts';

type Stores = Pick<RankingStores, 'entries' | 'rankings'> & { workers: WorkerStore };
type Ports = {
  transact: Transact<Stores>;
  keeper: Keeper;
  now: () => Date;
  workerId: Id;
  warn: (about: object, message: string) => void;
};

/** It reads every entry, so not more often than this. */
const every = 60_000;

/**
 * Compares what this process holds with the database, by count and checksum, and writes down how it stands. When they differ, it
 * is read anew.
 */
export function checkEngine({ transact, keeper, now, workerId, warn }: Ports) {
  let last: { at: number; scaleId: number } | undefined;
  return async (scaleId: number): Promise<void> => {
    const at = now().getTime();
    if (last?.scaleId === scaleId && at - last.at < every) return;
    last = { at, scaleId };
    const differs = await keeper.inTurn((use) =>
      transact(async ({ entries, rankings, workers }) => {
        await rankings.lock();
        const standing = use(scaleId);
        if (!standing) return undefined;
        await catchUp(standing, { entries, rankings });
        const stored = await workers.checkSums();
        const held = { technology: standing.engine.checkSum('technology'), need: standing.engine.checkSum('need') };
        const sides = ['technology', 'need'] as const;
        const agrees = sides.every((side) => held[side].count === stored[side].count && held[side].sum === stored[side].sum);
        await workers.report({
          ...{ id: workerId, scaleId, agrees, since: standing.since, rebuilt: keeper.timesRebuilt() },
          listings: held.technology.count + held.need.count,
          checksum: (held.technology.sum + held.need.sum) % 2_147_483_647,
        });
        return agrees ? undefined : { held, stored };
      }),
    );
    if (!differs) return;
    warn({ scaleId, ...differs }, 'The engine differs from the database and is read anew.');
    keeper.rebuild(scaleId);
  };
}
