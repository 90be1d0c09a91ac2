import { nowhere } from '../score/scale.ts';
import { priors } from '../score/weights.ts';
import type { KeptScale, ScaleStore } from './scale-store.ts';

/** The scale in force, for scoring single pairs; before there is one, what holds for an empty market. */
export type CurrentScale = () => Promise<Omit<KeptScale, 'id'> & { id: number | null }>;

/** Loaded once a process for each scale, by whoever asks first. */
export function currentScale({ scales, today }: { scales: ScaleStore; today: () => string }): CurrentScale {
  let known: { id: number; scale: Promise<KeptScale | undefined> } | undefined;
  return async () => {
    const current = await scales.current();
    if (!current) return emptyScale(today());
    if (known?.id !== current.id) known = { id: current.id, scale: scales.load(current.id) };
    const mine = known;
    try {
      return (await mine.scale) ?? emptyScale(today());
    } catch (error) {
      if (known === mine) known = undefined;
      throw error;
    }
  };
}

function emptyScale(day: string) {
  const statistics = { listings: 300, averageLength: { technology: 0, need: 0 }, count: () => 1 };
  return { id: null, day, listings: 0, weights: priors, statistics, surroundings: nowhere };
}
