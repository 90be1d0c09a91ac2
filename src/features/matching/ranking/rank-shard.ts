import { refuse } from '../../../kernel/error.ts';
import type { Id } from '../../../kernel/id.ts';
import type { Engine } from '../engine/engine.ts';
import type { NewRanking } from './ranking-store.ts';
import { mostAtOnce } from './settle-listings.ts';
import { rangeOf, shardsFor } from './rematch.ts';
import type { RankingPorts } from './stores.ts';

type Ports = RankingPorts & {
  /** Ranks all listings of these numbers, on as many threads as there are. */
  rankAll: (engine: Engine, range: { from: number; to: number }) => Promise<NewRanking[]>;
};

/** Counts words and surroundings into a new scale, and says how many shards follow. Safe to repeat. */
export function countRematch({ transact, today }: Pick<Ports, 'transact' | 'today'>) {
  return (rematchId: Id): Promise<void> =>
    transact(async (stores) => {
      const rematch = await stores.rematches.get(rematchId);
      if (rematch?.stage !== 'counting') return;
      const shards = shardsFor(await stores.rematches.greatestNumber());
      // What came in in floods is ranked by the shards, and does not wait for a run of its own.
      await stores.entries.settleFlood(mostAtOnce);
      await stores.rematches.count(rematchId, await stores.scales.create(await stores.weights.current(), today()), shards);
      await stores.outbox.record([{ name: 'rematch.counted', body: { rematchId, shards } }]);
    });
}

/** Ranks one shard by the coming scale. Whichever worker does it, and however often, the same comes out. */
export function rankShard({ transact, keeper, rankAll }: Ports) {
  return async (rematchId: Id, shard: number): Promise<void> => {
    const rematch = await transact(({ rematches }) => rematches.find(rematchId));
    if (rematch?.stage !== 'ranking' || rematch.scaleId === null || rematch.ranked.includes(shard)) return;
    const { scaleId } = rematch;
    const { engine } = await keeper.openBare(scaleId);
    const ranked = await rankAll(engine, rangeOf(shard));
    await transact(async ({ rematches, rankings, outbox }) => {
      await rematches.lockShard(scaleId, shard);
      const now = await rematches.find(rematchId);
      if (now?.ranked.includes(shard)) return;
      await rankings.writeMany(scaleId, ranked);
      const done = (await rematches.tick(rematchId, 'ranked', shard)) ?? refuse('conflict', 'rematch:errors.over');
      if (done === rematch.shards) await outbox.record([{ name: 'rematch.ranked', body: { rematchId } }]);
    });
  };
}
