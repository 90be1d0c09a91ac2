import { branchNearness } from './branches.ts';
import type { Today } from './day.ts';
import { stride, type FactTable } from './fact-table.ts';
import { commonSigns, nearness } from './industry-code.ts';
import { soilFit, waterFit } from './land.ts';
import { liesIn } from './area.ts';
import { at, measureNames } from './measure-names.ts';
import { never } from './put-facts.ts';

/**
 * The one definition of every measure but the text's, for the engine's millions of pairs and for the card of one. Nothing is
 * allocated and no string is read here.
 */
export function writeMeasures(out: Float64Array, ts: FactTable, t: number, ns: FactTable, n: number, today: Today): void {
  writeIndustry(out, ts, t, ns, n);
  out[at.kind] = kindFit(ts.kind[t]!, ns.kind[n]!);
  out[at.maturity] = ts.maturity[t]! < 0 ? 0 : (ts.maturity[t]! / 50 - 1) * urgencyOf(ns, n, today);
  const offered = ts.ways[t]!;
  const wanted = ns.ways[n]!;
  out[at.ways] = offered === 0 || wanted === 0 ? 0 : (offered & wanted) === 0 ? -1 : 1;
  out[at.cost] = withinReach(outlayOf(ts, t, ns, n), ns.budget[n]!);
  out[at.labour] = withinReach(labourOf(ts, t, ns, n), ns.hands[n]! < 0 ? -1 : ns.hands[n]! * daysOfOne);
  out[at.answers] = ts.answers[t]! / 100;
  out[at.room] = ts.room[t]! / 100;
  out[at.place] = placeOf(ts, t, ns, n);
  out[at.soil] = Math.max(-1, soilFit(ts.soils[t]!, ns.soils[n]!));
  out[at.water] = Math.max(-1, waterFit(ts.waters[t]!, ns.waters[n]!));
  out[at.salt] = ts.saltLimit[t]! < 0 || ns.salinity[n]! < 0 ? 0 : ns.salinity[n]! <= ts.saltLimit[t]! ? 1 : -1;
  out[at.frost] = climateFit(ts.needsDays[t]!, ns.homeDays[n]!);
  out[at.warmth] = climateFit(ts.needsWarmth[t]!, ns.homeWarmth[n]!);
  out[at.zone] = ts.areasKnown[t] === 0 || ns.area[n] === 0 ? 0 : zoneFit(ts, t, ns.area[n]!);
  const months = monthsOfBoth(ts, t, ns, n);
  out[at.season] = ts.months[t] === 0 || ns.months[n] === 0 ? 0 : (ts.months[t]! & ns.months[n]!) === 0 ? -1 : 1;
  out[at.nextYear] = out[at.season] !== -1 && months !== 0 && months >> today.month === 0 ? 1 : 0;
}

const scratch = new Float64Array(measureNames.length);

/** What the facts add to the log-odds: weights in the order of `weightVector`. */
export function bonusOf(vector: Float64Array, ts: FactTable, t: number, ns: FactTable, n: number, today: Today): number {
  writeMeasures(scratch, ts, t, ns, n, today);
  let sum = 0;
  for (let index = 1; index < scratch.length; index += 1) sum += vector[index]! * scratch[index]!;
  return sum;
}

/** Days of work that one pair of hands can give beside its own in a season. */
export const daysOfOne = 60;
/** What lies this many times beyond the budget or the hands is out of reach. */
export const outOfReach = 3;
/** A county's figures are approximate: only what misses them by more than a tenth is ruled out. */
export const margin = 0.9;

/** Money needed at the start and for the scale of the need; -1 when not known. */
export function outlayOf(ts: FactTable, t: number, ns: FactTable, n: number): number {
  const capital = ts.capital[t]!;
  const units = unitsOf(ts, t, ns, n);
  const running = ts.cost[t]! < 0 || units < 0 ? -1 : ts.cost[t]! * units;
  return capital < 0 ? running : running < 0 ? capital : capital + running;
}

/** Days of work needed; -1 when not known. */
export function labourOf(ts: FactTable, t: number, ns: FactTable, n: number): number {
  const units = unitsOf(ts, t, ns, n);
  return ts.labour[t]! < 0 || units < 0 ? -1 : ts.labour[t]! * units;
}

/** How many of its units the need takes: mu, heads, or at the least one piece. */
function unitsOf(ts: FactTable, t: number, ns: FactTable, n: number): number {
  const unit = ts.costUnit[t]!;
  const units = unit === 1 ? ns.mu[n]! : unit === 2 ? ns.heads[n]! : unit === 3 ? 1 : -1;
  return units > 0 ? units : -1;
}

/** 2 where the approval holds, 1 perhaps, 0 not. */
export function zoneOf(ts: FactTable, t: number, area: number): number {
  let best = 0;
  for (let index = t * stride; index < t * stride + ts.areaCount[t]!; index += 1)
    best = Math.max(best, liesIn(ts.areas[index]!, area));
  return best === 0 && ts.areasKnown[t] === 2 ? 1 : best;
}

/** The months in which both can be at work; the technology's own when they share none or the need names none. */
export function monthsOfBoth(ts: FactTable, t: number, ns: FactTable, n: number): number {
  const shared = ts.months[t]! & ns.months[n]!;
  return shared === 0 ? ts.months[t]! : shared;
}

/** The first day from today on that lies in one of the months. */
export function nextDayIn(months: number, today: Today): number {
  const later = months >> today.month;
  const first = later === 0 ? months : later << today.month;
  return today.starts[31 - Math.clz32(first & -first)]!;
}

/** From 0.4, when nothing presses, to 1: a deadline or a season near, or a village that can bear no experiment. */
function urgencyOf(ns: FactTable, n: number, today: Today): number {
  const left = ns.deadline[n] === never ? Infinity : ns.deadline[n]! - today.day;
  const byDeadline = left <= 60 ? 1 : left <= 180 ? 0.8 : left <= 365 ? 0.6 : 0.4;
  const months = ns.months[n]!;
  const bySeason = months !== 0 && nextDayIn(months, today) - today.day <= 60 ? 0.8 : 0.4;
  return Math.max(byDeadline, bySeason, ns.isPoor[n] === 1 ? 0.7 : 0.4);
}

function writeIndustry(out: Float64Array, ts: FactTable, t: number, ns: FactTable, n: number): void {
  const fromT = t * stride;
  const toT = fromT + ts.industryCount[t]!;
  const fromN = n * stride;
  const toN = fromN + ns.industryCount[n]!;
  let signs = 0;
  let branch = 0;
  for (let i = fromT; i < toT; i += 1) {
    const code = ts.industries[i]!;
    const own = ts.branches[i]!;
    for (let j = fromN; j < toN; j += 1) {
      const common = commonSigns(code, ns.industries[j]!);
      if (common > signs) signs = common;
      const near = branchNearness(own, ns.branches[j]!);
      if (near > branch) branch = near;
    }
  }
  const tree = nearness[signs]!;
  const isKin = tree >= branch;
  out[at.industry] = isKin ? tree : 0;
  out[at.branch] = isKin ? 0 : branch;
  out[at.apart] = signs === 0 && branch === 0 && toT > fromT && toN > fromN ? 1 : 0;
}

/** A variety cannot stand for a method nor a method for a variety; methods and products may help one another out. */
function kindFit(is: number, wanted: number): number {
  return wanted === 0 ? 0 : is === wanted ? 1 : is === 1 || wanted === 1 ? -1 : 0;
}

/** 1 within what there is, 0 at half more, -1 at twice. */
function withinReach(needed: number, there: number): number {
  if (needed < 0 || there < 0) return 0;
  return needed <= there ? 1 : there === 0 ? -1 : Math.max(-1, 3 - (2 * needed) / there);
}

/** 1 when the place has what is asked; down to -1 where it would be ruled out. */
function climateFit(asked: number, had: number): number {
  if (asked < 0 || had < 0) return 0;
  return had >= asked ? 1 : Math.max(-1, (had / asked - 1) / (1 - margin));
}

function zoneFit(ts: FactTable, t: number, area: number): number {
  return zoneOf(ts, t, area) - 1;
}

/** Village 1, township 0.9, county 0.75, city 0.5; elsewhere under the same climate 0.3. */
function placeOf(ts: FactTable, t: number, ns: FactTable, n: number): number {
  const digits = commonDigits(ts, t, ns, n);
  if (digits >= 4) return digits === 12 ? 1 : digits === 9 ? 0.9 : digits === 6 ? 0.75 : 0.5;
  return isAlike(ts.homeDays[t]!, ns.homeDays[n]!) && isAlike(ts.homeWarmth[t]!, ns.homeWarmth[n]!) ? 0.3 : 0;
}

/** Of the codes of both regions: 12 for one village, 9, 6, 4 for one city, otherwise 0. */
export function commonDigits(ts: FactTable, t: number, ns: FactTable, n: number): number {
  const reach = Math.min(ts.reach[t]!, ns.reach[n]!);
  const county = ts.county[t]!;
  const other = ns.county[n]!;
  if (reach < 4 || Math.floor(county / 100) !== Math.floor(other / 100)) return 0;
  if (reach < 6 || county !== other) return 4;
  const place = ts.place[t]!;
  const there = ns.place[n]!;
  if (reach < 9 || Math.floor(place / 1000) !== Math.floor(there / 1000)) return 6;
  return reach === 12 && place === there ? 12 : 9;
}

function isAlike(one: number, other: number): boolean {
  return one >= 0 && other >= 0 && Math.abs(one - other) <= 0.1 * Math.max(one, other);
}
