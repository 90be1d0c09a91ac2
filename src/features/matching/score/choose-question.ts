import { chanceOf } from './log-odds.ts';
import { areaOf } from './measure-reasons.ts';
import type { MeasureName } from './measure-names.ts';
import type { PairView } from './pair-view.ts';
import { zoneOf } from './measures.ts';
import type { Pair } from './profile.ts';
import type { Reason } from './reason.ts';
import type { Weights } from './weights.ts';

/** Something unknown: what to ask, whether the answer could close a gate, and otherwise which measure it would fill. */
type Unknown = { isOpen: boolean; closes: boolean; measure: MeasureName; key: string; params: Reason['params'] };

/** Of what is not known, that whose worst answer would cost the score most; among equals the first of the list. */
export function chooseQuestion(pair: Pair, view: PairView, { of }: Weights, logOdds: number): Reason | undefined {
  const stake = ({ closes, measure }: Unknown) =>
    closes
      ? chanceOf(logOdds)
      : chanceOf(logOdds) - chanceOf(logOdds - Math.abs(of[measure]) - of[measure] * view.measures[measure]);
  let best: Unknown | undefined;
  for (const one of unknowns(pair, view)) if (one.isOpen && (!best || stake(one) > stake(best))) best = one;
  return best && { kind: 'ask', key: best.key, params: best.params, points: 0 };
}

function unknowns(
  { technology: { facts: offer }, need: { facts: want } }: Pair,
  { ts, ns, outlay, labour }: PairView,
): Unknown[] {
  const isBound = ts.areasBind[0] === 1;
  const may = (measure: MeasureName, isOpen: boolean, key: string, params: Reason['params'] = {}): Unknown => ({
    ...{ measure, isOpen, key, params, closes: true },
  });
  const softly = (...args: Parameters<typeof may>): Unknown => ({ ...may(...args), closes: false });
  return [
    may('zone', offer.licence !== null && offer.hasLicence === null, 'ask-licence', { licence: offer.licence ?? '' }),
    may('zone', isBound && isZoneOpen(ts, ns), 'ask-zone', { zone: areaOf(offer) }),
    may('zone', isBound && offer.hasLicence === true && ts.areasKnown[0] === 0, 'ask-area'),
    may('salt', offer.saltLimit !== null && want.salinity === null && want.soils.includes('saline-alkali'), 'ask-salt', {
      limit: offer.saltLimit ?? 0,
    }),
    may('soil', asksLand(offer.soils) && want.soils.length === 0, 'ask-soil', { soil: offer.soils.join('、') }),
    may('water', asksLand(offer.waters) && !offer.waters.includes('rain-fed') && want.waters.length === 0, 'ask-water', {
      water: offer.waters.join('、'),
    }),
    may('warmth', ts.needsWarmth[0]! >= 0 && ns.homeWarmth[0]! < 0, 'warmth', { degrees: offer.accumulatedTemperature ?? 0 }),
    may('frost', ts.needsDays[0]! >= 0 && ns.homeDays[0]! < 0, 'frost-free-days', { days: offer.frostFreeDays ?? 0 }),
    may('salt', offer.saltLimit === null && want.salinity !== null && meetsSoil(offer), 'ask-salt-limit', {
      salt: want.salinity ?? 0,
    }),
    may('cost', outlay >= 0 && want.budgetFen === null, 'ask-budget', { total: Math.round(outlay) }),
    may('cost', want.budgetFen !== null && outlay < 0, 'ask-cost', { budget: want.budgetFen ?? 0 }),
    may('labour', labour >= 0 && want.hands === null, 'ask-hands', { days: Math.ceil(labour) }),
    softly('maturity', ts.maturity[0]! < 0, offer.kind === 'technology' ? 'ask-stage' : `ask-stage-${offer.kind}`),
    softly('ways', offer.ways.length > 0 && want.ways.length === 0, 'ask-ways', { ways: offer.ways.join('、') }),
    softly('kind', want.kind === null && offer.kind === 'variety', 'ask-kind', { kind: offer.kind }),
    softly('cost', outlay < 0 && want.budgetFen === null, 'ask-price'),
  ];
}

/** A machine stands any salt; what grows, and what is said to be for such land, may not. */
function meetsSoil({ kind, soils }: Pair['technology']['facts']): boolean {
  return kind === 'variety' || soils.includes('saline-alkali');
}

function asksLand(suited: readonly string[]): boolean {
  return suited.length > 0 && !suited.includes('any');
}

function isZoneOpen(ts: PairView['ts'], ns: PairView['ns']): boolean {
  return ts.areasKnown[0] !== 0 && (ns.area[0] === 0 || zoneOf(ts, 0, ns.area[0]!) === 1);
}
