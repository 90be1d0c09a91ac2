import type { Id } from '../../../kernel/id.ts';
import { catchUp } from './keeper.ts';
import { propose } from './propose.ts';
import { rangeOf } from './rematch.ts';
import { writeRankings } from './settle-listings.ts';
import type { RankingPorts } from './stores.ts';

/**
 * Brings the scale of a rematch into force, once all is ranked by it: what changed since its words were counted takes effect on
 * its rankings first, all in one transaction with the end of the old scale. Safe to repeat.
 */
export function enforceScale({ transact, keeper }: Pick<RankingPorts, 'transact' | 'keeper'>) {
  return async (rematchId: Id): Promise<void> => {
    const rematch = await transact(({ rematches }) => rematches.find(rematchId));
    if (rematch?.stage !== 'ranking' || rematch.scaleId === null || rematch.ranked.length < rematch.shards) return;
    const { scaleId, since, shards } = rematch;
    await keeper.open(scaleId);
    await keeper.inTurn((use) =>
      transact(async (stores) => {
        const { rankings, rematches, entries, scales, settings, outbox } = stores;
        await rankings.lock();
        if ((await rematches.get(rematchId))?.stage !== 'ranking') return;
        const standing = use(scaleId) ?? again(scaleId);
        await catchUp(standing, stores);
        const { fairness } = await settings.current();
        await writeRankings(stores, standing, await entries.changedFrom(since ?? '0'), fairness);
        const old = await scales.current();
        await scales.bringIntoForce(scaleId);
        if (old) await rankings.removeScale(old.id);
        await rematches.propose(rematchId);
        await outbox.record([{ name: 'rematch.enforced', body: { rematchId, shards } }]);
      }),
    );
    keeper.keepFrom(scaleId);
  };
}

/** So many numbers at a time, so that listings published meanwhile wait for a moment only. */
const slice = 200;

/** Draws the proposals of one shard from the rankings in force, and tells nobody. Safe to repeat. */
export function proposeShard({ transact, keeper, breathe }: Omit<RankingPorts, 'today' | 'now'>) {
  return async (rematchId: Id, shard: number): Promise<void> => {
    const rematch = await transact(({ rematches }) => rematches.find(rematchId));
    if (rematch?.stage !== 'proposing' || rematch.scaleId === null || rematch.proposed.includes(shard)) return;
    const { scaleId, shards } = rematch;
    const { from, to } = rangeOf(shard);
    for (let start = from; start < to; start += slice) await proposeSlice(scaleId, start, Math.min(start + slice, to));
    await transact(async ({ rematches, outbox }) => {
      const done = await rematches.tick(rematchId, 'proposed', shard);
      if (done !== shards) return;
      await rematches.end(rematchId, 'done');
      await outbox.record([{ name: 'rematch.ended', body: { rematchId, status: 'done' } }]);
    });
  };

  async function proposeSlice(scaleId: number, from: number, to: number): Promise<void> {
    await keeper.open(scaleId);
    await keeper.inTurn((use) =>
      transact(async (stores) => {
        await stores.rankings.lock();
        if ((await stores.scales.current())?.id !== scaleId) return;
        const standing = use(scaleId) ?? again(scaleId);
        const leaving = new Set((await catchUp(standing, stores)).map(({ number }) => number));
        const [needs, technologies] = [new Set<number>(), new Set<number>()];
        for (const { number, side } of await stores.entries.between(from, to))
          (side === 'need' ? needs : technologies).add(number);
        const { fairness } = await stores.settings.current();
        await propose(stores, standing, { needs, technologies, changed: undefined, leaving, fairness }, breathe);
      }),
    );
  }
}

/** Another run has failed since and let go of it: the job is tried again, and opens it anew. */
function again(scaleId: number): never {
  throw new Error(`What was held of scale ${scaleId} was let go of meanwhile.`);
}
