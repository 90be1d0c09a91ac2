import { expect } from 'chai';
import fc from 'fast-check';
import { balance, exampleOf, type Decision } from '../../src/features/matching/learning/decision.ts';
import { effectOf } from '../../src/features/matching/learning/effect.ts';
import { areaUnderCurve, calibrationFor, figuresOf } from '../../src/features/matching/learning/figures.ts';
import { holdBack } from '../../src/features/matching/learning/hold-back.ts';
import { solve } from '../../src/features/matching/learning/linear-system.ts';
import {
  chanceOf,
  fitLogistic,
  lossOf,
  slopeOf,
  type Belief,
  type Example,
} from '../../src/features/matching/learning/logistic.ts';
import { refit } from '../../src/features/matching/learning/refit.ts';
import { logOddsOf, tryOut, verdictOn } from '../../src/features/matching/learning/trial.ts';
import { measureNames } from '../../src/features/matching/score/measure-names.ts';
import { priors, type Weights } from '../../src/features/matching/score/weights.ts';
import { hasKey } from '../../src/web/i18n.ts';
import { chanceFrom, decisionsBy } from '../support/decisions.ts';

const loose: Belief = { center: 0, spread: 1e4, sign: 0 };
const example = (outcome: 0 | 1, ...measures: number[]): Example => ({
  measures: Float64Array.from(measures),
  outcome,
  weight: 1,
});
const value = fc.double({ min: -1, max: 1, noNaN: true });

/** Examples of three measures, beliefs about them, and some coefficients. */
const problem = fc.record({
  examples: fc.array(
    fc.record({
      measures: fc.tuple(value, value, value).map((all) => Float64Array.from(all)),
      outcome: fc.constantFrom<0 | 1>(0, 1),
      weight: fc.double({ min: 0.1, max: 4, noNaN: true }),
    }),
    { minLength: 1, maxLength: 40 },
  ),
  beliefs: fc.array(
    fc.record({
      center: fc.double({ min: -2, max: 2, noNaN: true }),
      spread: fc.double({ min: 0.2, max: 5, noNaN: true }),
      sign: fc.constantFrom<Belief['sign']>(-1, 0, 1),
    }),
    { minLength: 4, maxLength: 4 },
  ),
  at: fc.tuple(value, value, value, value).map((all) => Float64Array.from(all)),
});

describe('learning', () => {
  it('solves a system of equations, and says when there is no solution to be had', () => {
    const matrix = [Float64Array.of(4, 2, 0.5), Float64Array.of(2, 5, 1), Float64Array.of(0.5, 1, 3)];
    const solution = solve(matrix, Float64Array.of(9.5, 15, 11.5)) ?? Float64Array.of();
    [1, 2, 3].forEach((wanted, at) => expect(solution[at]).to.be.closeTo(wanted, 1e-12));
    expect(solve([Float64Array.of(1, 2), Float64Array.of(2, 1)], Float64Array.of(1, 1))).to.equal(undefined);
  });

  it('finds the known answer of a table of two by two: the logarithms of its odds', () => {
    // Without the measure 10 of 40 said yes, with it 30 of 40: odds of 1/3 and of 3.
    const table = ([[0, 10, 30], [1, 30, 10]] as const).flatMap(([measure, yes, no]) => [
      ...Array.from({ length: yes }, () => example(1, measure)),
      ...Array.from({ length: no }, () => example(0, measure)),
    ]); // prettier-ignore
    const [intercept, weight] = fitLogistic(table, [loose, loose]);
    expect(intercept).to.be.closeTo(Math.log(1 / 3), 1e-6);
    expect(weight).to.be.closeTo(Math.log(9), 1e-6);
  });

  it('has the gradient that small steps show', () => {
    fc.assert(
      fc.property(problem, ({ examples, beliefs, at }) => {
        const slope = slopeOf(at, examples, beliefs);
        slope.forEach((one, index) => {
          const moved = (by: number) => lossOf(at.map((old, other) => old + (other === index ? by : 0)), examples, beliefs); // prettier-ignore
          expect(one).to.be.closeTo((moved(1e-5) - moved(-1e-5)) / 2e-5, 1e-4 * (1 + Math.abs(one)));
        });
      }),
    );
  });

  it('ends where no step within the signs makes it better, and nowhere else', () => {
    fc.assert(
      fc.property(problem, ({ examples, beliefs }) => {
        const fitted = fitLogistic(examples, beliefs);
        slopeOf(fitted, examples, beliefs).forEach((slope, index) => {
          const { sign } = beliefs[index] as Belief;
          const weight = fitted[index] as number;
          expect(sign * weight, 'the sign').to.be.at.least(0);
          if (weight === 0 && sign !== 0) expect(sign * slope, 'pushed against its sign').to.be.at.least(-1e-5);
          else expect(slope, 'level').to.be.closeTo(0, 1e-5);
        });
      }),
    );
  });

  it('stays with the priors where there is nothing to learn, and leaves them as there is more', () => {
    const beliefs: Belief[] = [
      { ...loose, center: -1, spread: 1 },
      { center: 2, spread: 0.5, sign: 1 },
    ];
    expect([...fitLogistic([], beliefs)]).to.deep.equal([-1, 2]);
    const against = (count: number) =>
      Array.from({ length: count }, (_, at) => example(at % 4 === 0 ? 1 : 0, at % 4 === 0 ? 0 : 1));
    const weights = [4, 40, 400, 4000].map((count) => fitLogistic(against(count), beliefs)[1] as number);
    expect(weights).to.deep.equal([...weights].sort((a, b) => b - a));
    expect(weights[0]).to.be.above(1.2);
    expect(weights.at(-1)).to.equal(0); // a reason for never becomes one against
  });

  it('measures how well a yes was told from a no', () => {
    const told = (...pairs: [number, 0 | 1][]) => pairs.map(([z, outcome]) => ({ z, outcome }));
    expect(areaUnderCurve(told([1, 0], [2, 0], [3, 1], [4, 1]))).to.equal(1);
    expect(areaUnderCurve(told([1, 1], [2, 0], [3, 0], [4, 1]))).to.equal(0.5);
    expect(areaUnderCurve(told([1, 0], [1, 1], [1, 1]))).to.equal(0.5);
    expect(areaUnderCurve(told([1, 0], [2, 1], [2, 0], [3, 1]))).to.equal(0.875);
    const even = figuresOf(told([0, 1], [0, 0]));
    expect(even).to.deep.equal({ logLoss: Math.LN2, brier: 0.25, auc: 0.5 });
    const opposite = calibrationFor(told([1, 1], [2, 1], [3, 0], [4, 0]));
    expect(opposite.stretch).to.equal(0);
    const apart = calibrationFor(told([1, 0], [2, 0], [3, 1], [4, 1]));
    expect(apart.level + 2.5 * apart.stretch).to.be.closeTo(0, 0.3);
  });

  it('lets both outcomes weigh the same, and what came of a yes count', () => {
    const yes = { ...(decisionsBy(priors, 1)[0] as Decision), answer: 'yes' as const, reason: null };
    const no = { ...yes, answer: 'no' as const, reason: 'unsuitable-land' as const };
    const weight = (decision: Decision) => exampleOf(decision).weight;
    expect(weight({ ...yes, hasMet: true })).to.be.above(weight(yes));
    expect(weight({ ...yes, hasMet: true, hasLetter: true })).to.be.above(weight({ ...yes, hasMet: true }));
    expect(weight({ ...no, reason: 'already-solved' })).to.be.below(weight(no));
    const sums = [0, 0];
    for (const one of balance([yes, no, no, no].map(exampleOf))) sums[one.outcome] = (sums[one.outcome] ?? 0) + one.weight;
    expect(sums).to.deep.equal([2, 2]);
  });

  it('holds back whole matches, always the same ones, and the newest', () => {
    const decisions = decisionsBy(priors, 400);
    const split = holdBack(decisions);
    const again = holdBack([...decisions].reverse());
    const ids = (some: Decision[]) => [...new Set(some.map(({ matchId }) => matchId))].sort();
    for (const part of ['learnt', 'aside', 'later'] as const) expect(ids(split[part])).to.deep.equal(ids(again[part]));
    expect(new Set([...ids(split.learnt), ...ids(split.aside), ...ids(split.later)]).size).to.equal(
      ids(split.learnt).length + ids(split.aside).length + ids(split.later).length,
    );
    expect(ids(split.later)).to.have.length(40);
    expect(ids(split.aside).length).to.be.within(15, 50);
    const newest = Math.max(...[...split.learnt, ...split.aside].map(({ at }) => at.getTime()));
    expect(Math.min(...split.later.map(({ at }) => at.getTime()))).to.be.at.least(newest);
  });

  it('recovers a preference that the priors do not have, keeps the level, and finds the result better', () => {
    const people: Weights = { ...priors, of: { ...priors.of, cost: 4, place: 0, soil: 3 } };
    const decisions = decisionsBy(people, 1200);
    const learnt = refit(decisions, priors, priors);
    expect(learnt?.verdict).to.equal('better');
    const { of } = learnt?.weights ?? priors;
    expect(of.cost).to.be.within(2.5, 6);
    expect(of.soil).to.be.within(1.8, 5);
    expect(learnt?.weights.bias, 'where nothing is known').to.be.closeTo(priors.bias, 0.05);
    expect(of.place).to.be.below(priors.of.place);
    for (const name of measureNames) expect(of[name] * priors.of[name], name).to.be.at.least(0);
    const level = (weights: Weights) =>
      decisions.reduce((sum, { measures }) => sum + logOddsOf(weights, measures), 0) / decisions.length;
    expect(level(learnt?.weights ?? priors)).to.be.closeTo(level(priors), 0.001);
    expect(learnt?.trial.after.auc).to.be.above(learnt?.trial.before.auc ?? 1);
  });

  it('finds nothing better where people decide as the priors say, or by chance', () => {
    for (const people of [priors, { ...priors, of: chanceFrom(priors.of) }]) {
      const verdicts = [1, 2, 3, 4, 5, 6, 7, 8].map(
        (seed) => refit(decisionsBy(people, 300, seed * 7919), priors, priors)?.verdict,
      );
      expect(verdicts.filter((verdict) => verdict === 'better')).to.deep.equal([]);
    }
  });

  it('says nothing from few decisions, or from all alike', () => {
    expect(refit(decisionsBy(priors, 38), priors, priors)).to.equal(undefined);
    const alike = decisionsBy(priors, 200).map((one) => ({ ...one, answer: 'yes' as const, reason: null }));
    expect(refit(alike, priors, priors)).to.equal(undefined);
  });

  it('shows who would move to another grade, come in or go out, and by how much', () => {
    const pair = (matchId: string, text: number, cost: number, isPoor: boolean) => ({
      matchId,
      isPoor,
      measures: { text, cost },
    });
    const only = (text: number, cost: number): Weights => ({ ...priors, bias: 0, of: { ...chanceFrom(priors.of), text, cost } });
    const pairs = [pair('a', 1, 1, true), pair('b', 1, -1, false), pair('c', -1, 1, true), pair('d', -1, -1, false)];
    expect(effectOf(pairs, only(2, 0), only(2, 0)).all).to.deep.equal({ pairs: 4, up: 0, down: 0, enters: 0, leaves: 0 });

    const effect = effectOf(pairs, only(2, 0), only(1, 3));
    expect(effect.poor).to.deep.equal({ pairs: 2, up: 0, down: 0, enters: 1, leaves: 0 });
    expect(effect.others).to.deep.equal({ pairs: 2, up: 0, down: 0, enters: 0, leaves: 1 });
    expect(effect.table.strong).to.deep.equal({ strong: 1, good: 0, possible: 0, none: 1 });
    expect(effect.risers.map(({ matchId }) => matchId)).to.deep.equal(['c', 'a']);
    expect(effect.fallers.map(({ matchId }) => matchId)).to.deep.equal(['b']);
    expect(effect.risers[0]?.after).to.be.closeTo(chanceOf(2), 1e-12);
  });

  it('has words for every measure, in both languages', () => {
    for (const language of ['zh', 'en'] as const) {
      const missing = measureNames.filter((name) => !hasKey(language, `learning:measure.${name}.label`) || !hasKey(language, `learning:measure.${name}.text`)); // prettier-ignore
      expect(missing, language).to.deep.equal([]);
    }
  });

  it('finds weights no better than themselves', () => {
    const trial = tryOut(decisionsBy(priors, 200), priors, priors);
    expect(trial?.gain).to.equal(0);
    expect(trial && verdictOn(trial)).to.equal('not-better');
  });
});
