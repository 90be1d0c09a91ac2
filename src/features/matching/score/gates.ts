import type { Today } from './day.ts';
import type { FactTable } from './fact-table.ts';
import { soilFit, waterFit } from './land.ts';
import { daysOfOne, labourOf, margin, monthsOfBoth, nextDayIn, outlayOf, outOfReach, zoneOf } from './measures.ts';
import { hindrances } from './put-facts.ts';

/** What no score outweighs, each a bit: 1 for the first, 2, 4 and so on. Each closes only over what both sides are known to say. */
const gateNames = [
  'expired',
  'deadline',
  'same-account',
  'not-public',
  'exclusive',
  'unlicensed',
  'frost',
  'warmth',
  'soil',
  'salt',
  'water',
  'zone',
  'too-late',
  'budget',
  'labour',
] as const;
export type GateName = (typeof gateNames)[number];

/** 0 when nothing stands in the way, otherwise the bits of the gates that are closed. Allocates nothing. */
export function gateOf(ts: FactTable, t: number, ns: FactTable, n: number, today: Today): number {
  let closed = 0;
  if (ts.expires[t]! < today.day || ns.expires[n]! < today.day) closed |= bit.expired;
  if (ns.deadline[n]! < today.day) closed |= bit.deadline;
  if (ts.account[t] === ns.account[n]) closed |= bit['same-account'];
  const hindrance = ts.hindrance[t]!;
  if ((hindrance & hindrances.exclusive) !== 0) closed |= bit.exclusive;
  if ((hindrance & hindrances.unlicensed) !== 0) closed |= bit.unlicensed;
  if (isCold(ts.needsDays[t]!, ns.homeDays[n]!)) closed |= bit.frost;
  if (isCold(ts.needsWarmth[t]!, ns.homeWarmth[n]!)) closed |= bit.warmth;
  if (soilFit(ts.soils[t]!, ns.soils[n]!) === -2) closed |= bit.soil;
  if (ts.saltLimit[t]! >= 0 && ns.salinity[n]! > ts.saltLimit[t]!) closed |= bit.salt;
  if (waterFit(ts.waters[t]!, ns.waters[n]!) === -2) closed |= bit.water;
  if (ts.areasBind[t] === 1 && ts.areasKnown[t] !== 0 && ns.area[n] !== 0 && zoneOf(ts, t, ns.area[n]!) === 0) closed |= bit.zone;
  const months = ts.months[t] === 0 ? 0 : monthsOfBoth(ts, t, ns, n);
  if (months !== 0 && ns.deadline[n]! >= today.day && nextDayIn(months, today) > ns.deadline[n]!) closed |= bit['too-late'];
  const budget = ns.budget[n]!;
  if (budget >= 0 && outlayOf(ts, t, ns, n) > outOfReach * budget) closed |= bit.budget;
  if (ns.hands[n]! >= 0 && labourOf(ts, t, ns, n) > outOfReach * ns.hands[n]! * daysOfOne) closed |= bit.labour;
  return closed;
}

export const bit = Object.fromEntries(gateNames.map((name, at) => [name, 1 << at])) as Record<GateName, number>;

export function closedGates(closed: number): GateName[] {
  return gateNames.filter((name) => (closed & bit[name]) !== 0);
}

function isCold(asked: number, had: number): boolean {
  return asked >= 0 && had >= 0 && had < asked * margin;
}
