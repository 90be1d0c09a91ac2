import { expect } from 'chai';
import { Need } from '../../src/features/listings/need.ts';
import { Technology } from '../../src/features/listings/technology.ts';
import { needSteps } from '../../src/features/listings/editor/need-steps.ts';
import { stepSchema } from '../../src/features/listings/editor/step.ts';
import { technologySteps } from '../../src/features/listings/editor/technology-steps.ts';
import { factsOf } from '../../src/features/matching/score/facts-of.ts';
import { beginContent } from '../../src/features/listings/content.ts';

const steps = { technology: technologySteps, need: needSteps };
const shapes = { technology: Technology.shape, need: Need.shape };

/** What a form takes for one field, or undefined when it refuses it. */
function read(side: 'technology' | 'need', name: string, typed: unknown): unknown {
  const step = steps[side].find(({ parts }) => parts.some((part) => typeof part !== 'string' && part.name === name));
  const schema =
    step && (stepSchema(step, shapes[side]).shape[name] as { safeParse(value: unknown): { success: boolean; data?: unknown } });
  const result = schema?.safeParse(typed);
  return result?.success ? result.data : undefined;
}

describe('the fields that a match hangs on', () => {
  it('take what people type and leave open what they do not know', () => {
    expect(read('need', 'salinity', ' 3.25 ')).to.equal(3.25);
    expect(read('need', 'salinity', '')).to.equal(null);
    expect(read('need', 'hands', '1,200')).to.equal(1200);
    expect(read('need', 'wantedKind', '')).to.equal(null);
    expect(read('need', 'wantedWays', undefined)).to.deep.equal([]);
    expect(read('need', 'wantedWays', 'licence')).to.deep.equal(['licence']);
    expect(read('technology', 'capitalFen', '3000.50')).to.equal(300_050);
    expect(read('technology', 'labourDays', '0.5')).to.equal(0.5);
  });

  it('refuse what cannot be', () => {
    const odd: ['technology' | 'need', string, unknown][] = [
      ...(['-1', '101', '3‰', 'NaN', '1e2', '0.001'].map((typed) => ['need', 'salinity', typed]) as ['need', string, string][]),
      ['need', 'hands', '1.5'],
      ['need', 'hands', '-2'],
      ['need', 'wantedKind', 'miracle'],
      ['need', 'wantedWays', ['licence', 'theft']],
      ['technology', 'saltLimit', '很多'],
      ['technology', 'labourDays', '99999'],
      ['technology', 'capacity', '0'],
      ['technology', 'capacity', '2.5'],
      ['technology', 'capitalFen', '-5'],
    ];
    for (const [side, name, typed] of odd) expect(read(side, name, typed), `${name} ${String(typed)}`).to.equal(undefined);
  });
});

describe('what a need asks for', () => {
  const kindOf = (title: string, wantedKind: Need['wantedKind'] = null) =>
    factsOf(beginContent({ side: 'need', content: { title, wantedKind } }), '6f1c0c6a-0000-4000-8000-00000000000a').kind;

  it('is a variety when its words say so, and what was chosen before all', () => {
    expect(kindOf('自贡种梨树选什么品种')).to.equal('variety');
    expect(kindOf('想引进抗病的玉米新品种')).to.equal('variety');
    expect(kindOf('马铃薯品种退化怎么办')).to.equal(null);
    expect(kindOf('玉米出苗不齐')).to.equal(null);
    expect(kindOf('自贡种梨树选什么品种', 'technology')).to.equal('technology');
  });
});
