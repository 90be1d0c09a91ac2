import { beginContent, type Content } from '../../src/features/listings/content.ts';
import type { Approval } from '../../src/features/listings/technology.ts';
import { factsOf } from '../../src/features/matching/score/facts-of.ts';
import type { Facts, NeedFacts, TechnologyFacts } from '../../src/features/matching/score/facts.ts';
import type { Profile } from '../../src/features/matching/score/profile.ts';
import type { PlaceConditions, Scale } from '../../src/features/matching/score/scale.ts';
import { priors } from '../../src/features/matching/score/weights.ts';
import { ownWords } from '../../src/features/matching/text/segment.ts';
import { termsOf } from '../../src/features/matching/text/terms.ts';
import { cutterWith } from '../../src/platform/jieba/cutter.ts';
import { fixedId } from '../../seeds/fixed-id.ts';
import { list, numberOrNull, orNull, readRows } from '../../seeds/read-rows.ts';

type Rows = Record<string, string>[];
export type Listed<F extends Facts> = { reference: string; title: string; profile: Profile<F> };
export type StarterMarket = {
  technologies: Map<string, Listed<TechnologyFacts>>;
  needs: Map<string, Listed<NeedFacts>>;
  scale: Scale;
  names: Map<string, string>;
};

/** As if so many more listings were there: in a small market one shared word must not pass for common. */
const unseen = 300;
const cut = cutterWith(ownWords);

/** The starter data as matching reads it, without a database. */
export async function starterMarket(): Promise<StarterMarket> {
  const industries = (await readRows('industries.csv')) as Rows;
  const regions = (await readRows('regions.csv')) as Rows;
  const names = new Map([
    ...industries.map((row) => [row['code'] ?? '', row['name_zh'] ?? ''] as const),
    ...regions.map((row) => [row['code'] ?? '', row['name'] ?? ''] as const),
  ]);
  const listed = <F extends Facts>(row: Record<string, string>, content: Content, accountId: string): Listed<F> => {
    const reference = row['reference'] ?? '';
    const facts = factsOf(content, accountId) as F;
    return {
      reference,
      title: row['title'] ?? '',
      profile: { id: fixedId(`listing ${reference}`), version: 1, isPublic: true, terms: termsIn(content), facts },
    };
  };
  const technologies = ((await readRows('technologies.csv')) as Rows).map((row) =>
    listed<TechnologyFacts>(row, technologyIn(row), fixedId(`account ${row['organization'] || 'broker'}`)),
  );
  const regionOf = new Map(((await readRows('seekers.csv')) as Rows).map((row) => [row['key'], row['region_code'] ?? '']));
  const needs = ((await readRows('needs.csv')) as Rows).map((row) =>
    listed<NeedFacts>(row, needIn(row, regionOf.get(row['seeker'] ?? '') ?? ''), fixedId(`account ${row['seeker']}`)),
  );
  return {
    technologies: new Map(technologies.map((one) => [one.reference, one])),
    needs: new Map(needs.map((one) => [one.reference, one])),
    scale: await scaleOf([...technologies, ...needs].map(({ profile }) => profile)),
    names,
  };
}

function technologyIn(row: Record<string, string>): Content {
  const { title = '', kind, problem = '', how_it_works = '', advantage = '', proof = '', suits_note = '', ip_number = '' } = row;
  const approvals = list(row['approvals'] ?? '', '|').map((text): Approval => {
    const [approval, number = '', ecoZone = ''] = text.split('~');
    return { kind: approval as Approval['kind'], number, ecoZone, checkedOn: null };
  });
  return beginContent({
    side: 'technology',
    content: {
      ...{ title: title.slice(0, 120), kind: kind as 'variety', problem, howItWorks: how_it_works, advantage, proof },
      ...{ suitsNote: suits_note, ipNumber: ip_number, approvals, industries: list(row['industries'] ?? '') },
      ...{ fieldStage: orNull(row['field_stage'] ?? '') as null, trl: numberOrNull(row['trl'] ?? '') },
      ...{ ipStatus: orNull(row['ip_status'] ?? '') as null, regionCode: orNull(row['region_code'] ?? '') },
      accumulatedTemperature: numberOrNull(row['accumulated_temperature'] ?? ''),
      ...{ soils: list(row['soils'] ?? '') as 'any'[], waters: list(row['waters'] ?? '') as 'any'[] },
    },
  });
}

function needIn(row: Record<string, string>, region: string): Content {
  const { title = '', problem = '', expert_problem = '', tried = '', hoped = '', budget_yuan = '' } = row;
  return beginContent({
    side: 'need',
    content: {
      ...{ title, problem, expertProblem: expert_problem, tried, hoped, soil: orNull(row['soil'] ?? '') as null },
      ...{ scaleMu: numberOrNull(row['scale_mu'] ?? ''), scaleHeads: numberOrNull(row['scale_heads'] ?? '') },
      ...{ households: numberOrNull(row['households'] ?? ''), industries: list(row['industries'] ?? '') },
      ...{ budgetFen: budget_yuan === '' ? null : Number(budget_yuan) * 100, regionCode: orNull(region) },
    },
  });
}

/** The fields by how much they say, as the listings' texts are read. */
function termsIn({ side, content }: Content) {
  const texts =
    side === 'technology'
      ? {
          ...{ title: content.title, problem: [content.problem], body: [content.howItWorks, content.advantage] },
          rest: [content.proof, content.suitsNote, content.approvals.map(({ number }) => number).join(' ')],
        }
      : {
          ...{ title: content.title, problem: [content.problem, content.expertProblem] },
          ...{ body: [content.tried, content.hoped], rest: [] },
        };
  return termsOf(cut, texts);
}

async function scaleOf(profiles: readonly Profile[]): Promise<Scale> {
  const counts = new Map<string, number>();
  for (const { terms } of profiles) for (const term of terms.frequencies.keys()) counts.set(term, (counts.get(term) ?? 0) + 1);
  const average = (side: Facts['side']) => {
    const lengths = profiles.filter(({ facts }) => facts.side === side).map(({ terms }) => terms.length);
    return lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
  };
  const conditions = new Map(
    ((await readRows('place-conditions.csv')) as Rows).map((row) => [(row['region_code'] ?? '').slice(0, 6), conditionsIn(row)]),
  );
  return {
    ...{ id: 1, weights: priors },
    statistics: {
      listings: profiles.length + unseen,
      averageLength: { technology: average('technology'), need: average('need') },
      count: (term) => counts.get(term) ?? 1,
    },
    surroundings: { place: (code) => conditions.get(code.slice(0, 6)), holder: () => undefined },
  };
}

function conditionsIn(row: Record<string, string>): PlaceConditions {
  return {
    frostFreeDays: numberOrNull(row['frost_free_days'] ?? ''),
    accumulatedTemperature: numberOrNull(row['accumulated_temperature'] ?? ''),
    ...{ ecoZones: list(row['eco_zones'] ?? ''), isPoor: false },
  };
}
