import { branchNearness, branchOf } from './branches.ts';
import { commonSigns, nearness, packIndustry } from './industry-code.ts';
import type { Pair } from './profile.ts';

/** The two industries that stand nearest to each other, and what their codes begin with in common. */
export function nearestCodes({ technology, need }: Pick<Pair, 'technology' | 'need'>) {
  let best = { technology: technology.facts.industries[0] ?? '', need: need.facts.industries[0] ?? '', common: '', near: -1 };
  for (const one of technology.facts.industries) {
    for (const other of need.facts.industries) {
      const signs = commonSigns(packIndustry(one), packIndustry(other));
      const near = Math.max(nearness[signs] ?? 0, branchNearness(branchOf(one), branchOf(other)));
      if (near > best.near) best = { technology: one, need: other, common: one.slice(0, signs), near };
    }
  }
  return best;
}
