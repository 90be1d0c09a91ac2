import { significantDigits } from '../../kernel/region-code.ts';
import type { Pair } from './profile.ts';
import { question, reasonAgainst, reasonFor, type Reason } from './reason.ts';
import { weights } from './weights.ts';

export type Rule = (pair: Pair) => Reason[];

/** How near two industries are in the tree of GB/T 4754, where each code begins with its parent's. */
const industry: Rule = ({ technology, need }) => {
  const { most, ...levels } = weights.industry;
  let best = { common: 0, code: '' };
  for (const one of technology.industries) {
    for (const other of need.industries) {
      const common = commonLength(one, other);
      if (common > best.common) best = { common, code: one.slice(0, common) };
    }
  }
  const level = best.common >= 5 ? 'class' : best.common === 4 ? 'group' : best.common === 3 ? 'division' : 'section';
  if (best.common === 0) return [];
  const code = level === 'section' ? best.code.slice(0, 1) : best.code;
  return [reasonFor(level === 'class' ? 'same-industry' : 'near-industry', most * levels[level], { industry: code })];
};

/** Both are in one village, township, county or city. */
const place: Rule = ({ technology, need }) => {
  const { most, ...levels } = weights.place;
  if (!technology.regionCode || !need.regionCode) return [];
  const shared = commonLength(technology.regionCode, need.regionCode);
  const digits = Math.min(shared, significantDigits(technology.regionCode), significantDigits(need.regionCode));
  const level = digits >= 12 ? 'village' : digits >= 9 ? 'township' : digits >= 6 ? 'county' : digits >= 4 ? 'city' : undefined;
  if (!level) return [];
  const length = { village: 12, township: 9, county: 6, city: 4 }[level];
  return [reasonFor(`same-${level}`, most * levels[level], { region: need.regionCode.slice(0, length).padEnd(12, '0') })];
};

const soil: Rule = ({ technology, need }) => {
  const suited = technology.soils;
  if (suited.length === 0 || suited.includes('any') || need.soil === 'any') return [];
  if (need.soil === null) return [question('ask-soil', { soil: suited.join('、') })];
  return suited.includes(need.soil)
    ? [reasonFor('soil', weights.suits, { soil: need.soil })]
    : [reasonAgainst('not-soil', weights.against.soil, { has: `soil.${need.soil}`, soil: suited.join('、') })];
};

const water: Rule = ({ technology, need }) => {
  const suited = technology.waters;
  if (suited.length === 0 || suited.includes('any') || need.water === 'any') return [];
  if (need.water === null) return [question('ask-water', { water: suited.join('、') })];
  return suited.includes(need.water)
    ? [reasonFor('water', weights.suits, { water: need.water })]
    : [reasonAgainst('not-water', weights.against.water, { has: `water.${need.water}`, water: suited.join('、') })];
};

/** No listing says how long its place is free of frost, so it is the question to ask. */
const warmth: Rule = ({ technology }) => [
  ...(technology.frostFreeDays === null ? [] : [question('frost-free-days', { days: technology.frostFreeDays })]),
  ...(technology.accumulatedTemperature === null ? [] : [question('warmth', { degrees: technology.accumulatedTemperature })]),
];

/** The months of both must meet; and when this year's have passed, the match is one for next year. */
const season: Rule = ({ technology, need, today }) => {
  const months = monthsOf(technology);
  if (months.length === 0) return [];
  const wanted = monthsOf(need);
  const params = { from: Number(technology.seasonFrom), to: Number(technology.seasonTo) };
  if (wanted.length > 0 && !wanted.some((month) => months.includes(month))) {
    return [reasonAgainst('season', weights.against.season, params)];
  }
  const last = Number(technology.seasonTo);
  const isMissed = Number(technology.seasonFrom) <= last && Number(today.slice(5, 7)) > last;
  return isMissed ? [reasonAgainst('next-year', weights.against.nextYear, params)] : [];
};

const cost: Rule = ({ technology, need }) => {
  const scale = technology.costUnit === 'mu' ? need.scaleMu : technology.costUnit === 'head' ? need.scaleHeads : null;
  if (technology.costFen === null || !scale || need.budgetFen === null) return [];
  const total = Math.round(technology.costFen * scale);
  const params = { total, budget: need.budgetFen };
  return total > need.budgetFen * weights.budgetStretch
    ? [reasonAgainst('over-budget', weights.against.cost, params)]
    : [reasonFor('cost', weights.suits, params)];
};

/** Rice, wheat, maize, soya and cotton: the main crops, whose varieties need an approval (Seed Law of the PRC, articles 15 and 23). */
const mainCrops = ['A0111', 'A0112', 'A0113', 'A0121', 'A0131'];

const approval: Rule = ({ technology }) => {
  const isMainCrop = technology.industries.some((code) => mainCrops.includes(code));
  return technology.kind === 'variety' && isMainCrop && technology.approvals === 0 ? [question('approval')] : [];
};

export const rules: readonly Rule[] = [industry, place, soil, water, season, cost, approval, warmth];

/** What nothing outweighs. */
export const gates: readonly Rule[] = [
  ({ technology, need, today }) =>
    [technology.expiresOn, need.expiresOn].some((day) => day !== null && day < today) ? [reasonAgainst('expired', 0)] : [],
  ({ need, today }) => (need.deadline !== null && need.deadline < today ? [reasonAgainst('deadline', 0)] : []),
  ({ technology, need }) => (technology.accountId === need.accountId ? [reasonAgainst('same-account', 0)] : []),
  ({ technology, need }) => (technology.isPublic && need.isPublic ? [] : [reasonAgainst('not-public', 0)]),
];

function commonLength(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return length;
}

/** April to June, or November to February. */
function monthsOf({ seasonFrom, seasonTo }: { seasonFrom: number | null; seasonTo: number | null }): number[] {
  if (seasonFrom === null || seasonTo === null) return [];
  const length = ((seasonTo - seasonFrom + 12) % 12) + 1;
  return Array.from({ length }, (_, index) => ((seasonFrom - 1 + index) % 12) + 1);
}
