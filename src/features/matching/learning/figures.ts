import { chanceOf, fitLogistic, softplus } from './logistic.ts';

/** How well log-odds foretold what was decided: the less the better but for the area, where 0.5 is chance and 1 perfect. */
export type Figures = { logLoss: number; brier: number; auc: number };
export type Foretold = { z: number; outcome: 0 | 1 };

export function figuresOf(foretold: readonly Foretold[]): Figures {
  const count = foretold.length;
  const mean = (of: (one: Foretold) => number) => foretold.reduce((sum, one) => sum + of(one), 0) / count;
  return {
    logLoss: mean(logLossOf),
    brier: mean(({ z, outcome }) => (chanceOf(z) - outcome) ** 2),
    auc: areaUnderCurve(foretold),
  };
}

export function logLossOf({ z, outcome }: Foretold): number {
  return softplus(z) - (outcome === 1 ? z : 0);
}

/** The chance that a yes had the higher log-odds than a no; equal ones count half (Mann & Whitney's U). */
export function areaUnderCurve(foretold: readonly Foretold[]): number {
  const sorted = [...foretold].sort((a, b) => a.z - b.z);
  let [ranks, yes] = [0, 0];
  for (let from = 0; from < sorted.length;) {
    let to = from;
    while (to < sorted.length && (sorted[to] as Foretold).z === (sorted[from] as Foretold).z) to += 1;
    for (let at = from; at < to; at += 1) {
      if ((sorted[at] as Foretold).outcome === 0) continue;
      ranks += (from + 1 + to) / 2;
      yes += 1;
    }
    from = to;
  }
  const no = sorted.length - yes;
  return yes === 0 || no === 0 ? 0.5 : (ranks - (yes * (yes + 1)) / 2) / (yes * no);
}

/**
 * What log-odds must be stretched by, and what must be added, to foretell what was decided (Platt 1999). A little is believed
 * beforehand, so that both stay finite where a yes and a no are apart altogether; what foretells nothing is stretched to nothing.
 */
export function calibrationFor(foretold: readonly Foretold[]): { level: number; stretch: number } {
  const examples = foretold.map(({ z, outcome }) => ({ measures: Float64Array.of(z), outcome, weight: 1 }));
  const [level = 0, stretch = 0] = fitLogistic(examples, [
    { center: 0, spread: 10, sign: 0 },
    { center: 1, spread: 2, sign: 1 },
  ]);
  return { level, stretch };
}
