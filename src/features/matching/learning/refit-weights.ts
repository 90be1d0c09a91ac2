import type { Transact } from '../../../kernel/transact.ts';
import type { Outbox } from '../../../platform/postgres/outbox.ts';
import { priors } from '../score/weights.ts';
import { refit } from './refit.ts';
import type { WeightsStore } from './weights-store.ts';

export type WeightsStores = { weights: WeightsStore; outbox: Outbox };
/** What came of it: nothing new to learn from, too little to tell, or a version that was adopted or not. */
export type RefitResult = 'known' | 'too-few' | 'adopted' | 'proposed' | 'not-adopted';

/**
 * Learns the weights anew and adopts them where they are better; where a hand keeps the current ones they are only proposed.
 * Safe to repeat: the same decisions make no second version.
 */
export function refitWeights({ transact }: { transact: Transact<WeightsStores> }) {
  return (): Promise<RefitResult> =>
    transact(async ({ weights, outbox }) => {
      await weights.lock();
      const prior = await weights.keepPriors();
      if (prior.isChange) await outbox.record([adopted(prior.versionId)]);

      const { decisions, fingerprint } = await weights.decisions();
      if (await weights.isTried(fingerprint)) return 'known';
      const current = await weights.current();
      const made = refit(decisions, current.weights, priors);
      if (!made) return 'too-few';

      const version = { origin: 'refit', decisions: decisions.length, fingerprint, ...made } as const;
      const versionId = await weights.add(version);
      if (made.verdict !== 'better') return 'not-adopted';
      if (current.isHeld) return 'proposed';
      await weights.adopt({ versionId, number: current.adoption + 1, isHeld: false, reason: '', by: null });
      await outbox.record([adopted(versionId)]);
      return 'adopted';
    });
}

export function adopted(versionId: number) {
  return { name: 'weights.adopted' as const, body: { versionId } };
}
