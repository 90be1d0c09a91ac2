import type { TechnologyFacts } from './facts.ts';
import { measureNames, type MeasureName, type Measures } from './measure-names.ts';
import { commonDigits, daysOfOne } from './measures.ts';
import type { PairView } from './pair-view.ts';
import type { Pair } from './profile.ts';
import { maturityOf } from './put-facts.ts';
import type { Reason } from './reason.ts';
import type { Scale } from './scale.ts';
import { nearestCodes } from './nearest-codes.ts';
import { tellingWords, type TextStrength } from './text-strength.ts';

type Said = { key: string; params: Reason['params'] };
type Context = { pair: Pair; view: PairView; scale: Pick<Scale, 'weights' | 'surroundings'>; text: TextStrength };

/** A reason for each measure that says something: its points are its part of the log-odds. */
export function measureReasons(pair: Pair, view: PairView, scale: Context['scale'], text: TextStrength): Reason[] {
  return measureNames.flatMap((name): Reason[] => {
    const points = scale.weights.of[name] * view.measures[name];
    if (points === 0) return [];
    return [{ kind: points > 0 ? 'for' : 'against', ...say[name]({ pair, view, scale, text }), points }];
  });
}

/** What the notices of a variety say about where it may be grown. */
export function areaOf({ approvedFor }: Pick<TechnologyFacts, 'approvedFor'>): string {
  return approvedFor.join('；');
}

const isFor = (view: PairView, name: keyof Measures) => view.measures[name] > 0;
const said = (key: string, params: Reason['params'] = {}): Said => ({ key, params });

const say: Record<MeasureName, (context: Context) => Said> = {
  text: ({ text }) => {
    const words = tellingWords(text);
    return words.length === 0 ? said('letters') : said('words', { words: words.join('、') });
  },
  industry: ({ pair }) => {
    const { common } = nearestCodes(pair);
    return said(common.length === 5 ? 'same-industry' : 'near-industry', {
      industry: common.length === 2 ? common.slice(0, 1) : common,
    });
  },
  branch: ({ pair }) => otherIndustry('other-branch', pair),
  apart: ({ pair }) => otherIndustry('other-industry', pair),
  kind: ({ pair, view }) =>
    isFor(view, 'kind')
      ? said('kind', { kind: pair.technology.facts.kind })
      : said('not-kind', { kind: pair.technology.facts.kind, wantedKind: pair.need.facts.kind ?? '' }),
  maturity: ({ pair, view }) => {
    const { fieldStage, trl } = pair.technology.facts;
    const isByStage = fieldStage !== null && maturityOf({ fieldStage, trl: null }) === maturityOf({ fieldStage, trl });
    return said(isFor(view, 'maturity') ? 'proven' : 'unproven', {
      stage: isByStage ? `stage.${fieldStage}` : `trl.${trl}`,
    });
  },
  ways: ({ pair, view }) => {
    const [offered, wanted] = [pair.technology.facts.ways, pair.need.facts.ways];
    const both = offered.filter((way) => wanted.includes(way));
    return isFor(view, 'ways')
      ? said('ways', { ways: both.join('、') })
      : said('not-ways', { ways: offered.join('、'), wantedWays: wanted.join('、') });
  },
  cost: ({ pair, view }) => {
    const budget = pair.need.facts.budgetFen ?? 0;
    return said(reach('cost', 'near-budget', 'over-budget', view.outlay, budget, view.measures.cost), {
      total: Math.round(view.outlay),
      budget,
    });
  },
  labour: ({ pair, view }) => {
    const hands = pair.need.facts.hands ?? 0;
    const able = hands * daysOfOne;
    return said(reach('labour', 'near-labour', 'over-labour', view.labour, able, view.measures.labour), {
      ...{ days: Math.ceil(view.labour), hands, able },
    });
  },
  answers: ({ pair, view, scale }) => {
    const { asked = 0, answered = 0 } = scale.surroundings.holder(pair.technology.facts.accountId) ?? {};
    return said(isFor(view, 'answers') ? 'answers' : 'few-answers', { asked, answered });
  },
  room: ({ pair, view, scale }) => {
    const capacity = pair.technology.facts.capacity ?? 0;
    const left = capacity - (scale.surroundings.holder(pair.technology.facts.accountId)?.serving ?? 0);
    return isFor(view, 'room') ? said('room', { left, capacity }) : said('full', { capacity });
  },
  place: ({ pair, view }) => {
    const digits = commonDigits(view.ts, 0, view.ns, 0);
    if (digits === 0) return said('same-climate', { days: view.ns.homeDays[0] ?? 0 });
    const region = (pair.need.facts.regionCode ?? '').slice(0, digits).padEnd(12, '0');
    return said({ 12: 'same-village', 9: 'same-township', 6: 'same-county' }[digits] ?? 'same-city', { region });
  },
  soil: ({ pair: { technology, need }, view }) => land('soil', technology.facts.soils, need.facts.soils, isFor(view, 'soil')),
  water: ({ pair: { technology, need }, view }) =>
    land('water', technology.facts.waters, need.facts.waters, isFor(view, 'water')),
  salt: ({ pair }) => said('salt', { salt: pair.need.facts.salinity ?? 0, limit: pair.technology.facts.saltLimit ?? 0 }),
  frost: ({ pair, view }) =>
    said(isFor(view, 'frost') ? 'frost' : 'near-frost', {
      ...{ days: pair.technology.facts.frostFreeDays ?? 0, here: view.ns.homeDays[0] ?? 0 },
    }),
  warmth: ({ pair, view }) =>
    said(isFor(view, 'warmth') ? 'warm' : 'near-warm', {
      ...{ degrees: pair.technology.facts.accumulatedTemperature ?? 0, here: view.ns.homeWarmth[0] ?? 0 },
    }),
  zone: ({ pair, view }) => said(isFor(view, 'zone') ? 'zone' : 'other-zone', { zone: areaOf(pair.technology.facts) }),
  season: ({ pair, view }) => said(isFor(view, 'season') ? 'in-season' : 'season', monthsOf(pair)),
  nextYear: ({ pair }) => said('next-year', monthsOf(pair)),
};

function otherIndustry(key: string, pair: Pair): Said {
  const { technology, need } = nearestCodes(pair);
  return said(key, { industry: technology, otherIndustry: need });
}

function reach(within: string, near: string, over: string, needed: number, there: number, measure: number): string {
  return needed <= there ? within : measure >= 0 ? near : over;
}

function land(of: 'soil' | 'water', suited: readonly string[], had: readonly string[], fits: boolean): Said {
  const has = had[0] ?? 'any';
  return fits ? said(of, { [of]: has }) : said(`not-${of}`, { has: `${of}.${has}`, [of]: suited.join('、') });
}

function monthsOf({ technology: { facts } }: Pair): Reason['params'] {
  return { from: facts.seasonFrom ?? 0, to: facts.seasonTo ?? 0 };
}
