import { refuse } from '../../../kernel/error.ts';
import { newId, type Id } from '../../../kernel/id.ts';
import type { Command } from '../../../kernel/transact.ts';
import { requireAdmin, type Caller } from '../../people/caller.ts';
import { makeWay, type Rematch, type RematchReason } from './rematch.ts';
import type { RankingPorts, RankingStores } from './stores.ts';

type Ports = Pick<RankingPorts, 'transact' | 'now'>;

/** Has everything matched anew. Undefined when one runs that will do; what asks for other scores takes its place. Safe to repeat. */
export function startRematch({ transact, now }: Ports) {
  return (reason: RematchReason): Promise<Id | undefined> =>
    transact(async (stores) => {
      const running = await stores.rematches.running();
      const way = running && makeWay(running, reason, now());
      if (way === 'goes-on') return undefined;
      if (running && way) await callOff(stores, running, way);
      return start(stores, reason, null);
    });
}

/** An admin has everything matched anew. */
export function orderRematch({ transact, now }: Ports) {
  return (caller: Caller, once?: Command): Promise<Id> =>
    transact(async (stores) => {
      requireAdmin(caller);
      const running = await stores.rematches.running();
      const way = running && makeWay(running, 'by-hand', now());
      if (running && way !== 'goes-on') await callOff(stores, running, 'failed');
      const id = way === 'goes-on' ? undefined : await start(stores, 'by-hand', caller.accountId);
      return id ?? refuse('conflict', 'rematch:errors.runs');
    }, once);
}

/** An admin stops a rematch. The scale that was in force stays so, unless the new one is already; then its proposals follow the next. */
export function cancelRematch({ transact }: Pick<Ports, 'transact'>) {
  return (caller: Caller, rematchId: Id, once?: Command): Promise<void> =>
    transact(async (stores) => {
      requireAdmin(caller);
      const running = (await stores.rematches.get(rematchId)) ?? refuse('conflict', 'rematch:errors.over');
      await callOff(stores, running, 'cancelled');
    }, once);
}

async function start({ rematches, outbox }: RankingStores, reason: RematchReason, by: Id | null): Promise<Id | undefined> {
  const id = newId();
  if (!(await rematches.add(id, reason, by))) return undefined; // somebody else was a moment faster
  await outbox.record([{ name: 'rematch.started', body: { rematchId: id } }]);
  return id;
}

/** Leaves the tables as they were: what it has ranked goes, and what was left for it to take in is to be settled as usual. */
export async function callOff(
  { rematches, rankings, entries, outbox }: RankingStores,
  { id, stage, scaleId }: Rematch,
  status: 'cancelled' | 'failed',
): Promise<void> {
  await rematches.end(id, status);
  if (stage !== 'proposing' && scaleId !== null) await rankings.removeScale(scaleId);
  await entries.unsettleUnranked();
  await outbox.record([{ name: 'rematch.ended', body: { rematchId: id, status } }]);
}
