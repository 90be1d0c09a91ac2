import { areaOf } from './measure-reasons.ts';
import { daysOfOne } from './measures.ts';
import { closedGates, type GateName } from './gates.ts';
import type { PairView } from './pair-view.ts';
import type { Pair } from './profile.ts';
import type { Reason } from './reason.ts';
import type { Scale } from './scale.ts';

/** What stands in the way, with the figures of both sides. */
export function gateReasons(pair: Pair, view: PairView, scale: Pick<Scale, 'surroundings'>, closed: number): Reason[] {
  return closedGates(closed).map((name) => ({
    kind: 'against',
    key: keys[name],
    params: paramsOf(name, pair, view, scale),
    points: 0,
  }));
}

const keys: Record<GateName, string> = {
  expired: 'expired',
  deadline: 'deadline',
  'same-account': 'same-account',
  'not-public': 'not-public',
  exclusive: 'exclusive',
  unlicensed: 'unlicensed',
  frost: 'too-cold',
  warmth: 'too-cool',
  soil: 'wrong-soil',
  salt: 'too-salty',
  water: 'no-water',
  zone: 'outside-zone',
  'too-late': 'too-late',
  budget: 'far-over-budget',
  labour: 'far-over-labour',
};

function paramsOf(
  name: GateName,
  { technology, need }: Pair,
  view: PairView,
  { surroundings }: Pick<Scale, 'surroundings'>,
): Reason['params'] {
  const [offer, want] = [technology.facts, need.facts];
  const conditions = want.regionCode === null ? undefined : surroundings.place(want.regionCode);
  switch (name) {
    case 'unlicensed':
      return { licence: offer.licence ?? '' };
    case 'frost':
      return { days: offer.frostFreeDays ?? 0, here: conditions?.frostFreeDays ?? 0 };
    case 'warmth':
      return { degrees: offer.accumulatedTemperature ?? 0, here: conditions?.accumulatedTemperature ?? 0 };
    case 'soil':
      return { has: `soil.${want.soils[0] ?? 'any'}`, soil: offer.soils.join('、') };
    case 'water':
      return { has: `water.${want.waters[0] ?? 'any'}`, water: offer.waters.join('、') };
    case 'salt':
      return { salt: want.salinity ?? 0, limit: offer.saltLimit ?? 0 };
    case 'zone':
      return { zone: areaOf(offer), region: want.regionCode ?? '' };
    case 'too-late':
      return { from: offer.seasonFrom ?? 0, to: offer.seasonTo ?? 0, day: want.deadline ?? '' };
    case 'budget':
      return { total: Math.round(view.outlay), budget: want.budgetFen ?? 0 };
    case 'labour':
      return { days: Math.ceil(view.labour), hands: want.hands ?? 0, able: (want.hands ?? 0) * daysOfOne };
    default:
      return {};
  }
}
