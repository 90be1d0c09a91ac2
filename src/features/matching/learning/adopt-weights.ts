import { refuse } from '../../../kernel/error.ts';
import type { Command, Transact } from '../../../kernel/transact.ts';
import { requireAdmin, type Caller } from '../../people/caller.ts';
import type { Weights } from '../score/weights.ts';
import { adopted, type WeightsStores } from './refit-weights.ts';
import { tryOut } from './trial.ts';

/** Adopted by hand: why, from which adoption on, and whether the nightly refit may replace it by itself. */
export type ByHand = { after: number; reason: string; isHeld: boolean };
type Ports = { transact: Transact<WeightsStores> };

/** An admin adopts a version, be it a proposed one or one from before. Whoever looked at older weights is refused. */
export function adoptWeights({ transact }: Ports) {
  return (caller: Caller, versionId: number, byHand: ByHand, once?: Command): Promise<void> =>
    transact(async (stores) => {
      await begin(stores, caller, byHand);
      if (!(await stores.weights.version(versionId))) refuse('not-found', 'web:errors.not-found');
      await adopt(stores, caller, versionId, byHand);
    }, once);
}

/** An admin changes numbers: they become a version of their own, tried on the same decisions, and are adopted. */
export function editWeights({ transact }: Ports) {
  return (caller: Caller, edited: Weights, byHand: ByHand, once?: Command): Promise<number> =>
    transact(async (stores) => {
      await begin(stores, caller, byHand);
      const { decisions } = await stores.weights.decisions();
      const trial = tryOut(decisions, (await stores.weights.current()).weights, edited) ?? null;
      const version = { origin: 'edited', weights: edited, trial, decisions: decisions.length, by: caller.accountId } as const;
      const versionId = await stores.weights.add(version);
      await adopt(stores, caller, versionId, byHand);
      return versionId;
    }, once);
}

/** An admin does not want to wait for the night. */
export function askForRefit({ transact }: Ports) {
  return (caller: Caller, once?: Command): Promise<void> =>
    transact(async ({ outbox }) => {
      requireAdmin(caller);
      await outbox.record([{ name: 'weights.refit-asked', body: {} }]);
    }, once);
}

async function begin({ weights }: WeightsStores, caller: Caller, { after }: ByHand): Promise<void> {
  requireAdmin(caller);
  await weights.lock();
  if ((await weights.current()).adoption !== after) refuse('stale', 'learning:errors.stale');
}

async function adopt(
  { weights, outbox }: WeightsStores,
  { accountId }: Caller,
  versionId: number,
  byHand: ByHand,
): Promise<void> {
  const { reason, isHeld, after } = byHand;
  await weights.adopt({ versionId, number: after + 1, isHeld, reason, by: accountId });
  await outbox.record([adopted(versionId)]);
}
