import { expect } from 'chai';
import fc from 'fast-check';
import { noFairness, usualFairness, type Fairness } from '../../src/features/matching/fairness/fairness.ts';
import { inOrder, ownBest, proposedFor, type RankingRow } from '../../src/features/matching/fairness/propose.ts';
import { shareOut } from '../../src/features/matching/fairness/share-out.ts';

/** A market whose scores are few, so that ties and equals are common; needs are numbered from 0, technologies from 100. */
type Market = { scores: number[][]; poor: boolean[]; keep: number };
const market: fc.Arbitrary<Market> = fc
  .record({
    needs: fc.integer({ min: 1, max: 9 }),
    technologies: fc.integer({ min: 1, max: 6 }),
    keep: fc.integer({ min: 1, max: 9 }),
  })
  .chain(({ needs, technologies, keep }) =>
    fc.record({
      scores: fc.array(
        fc.array(
          fc.integer({ min: 0, max: 12 }).map((n) => n * 90),
          { minLength: technologies, maxLength: technologies },
        ),
        { minLength: needs, maxLength: needs },
      ),
      poor: fc.array(fc.boolean(), { minLength: needs, maxLength: needs }),
      keep: fc.constant(keep),
    }),
  );
const settings: fc.Arbitrary<Fairness> = fc.record({
  best: fc.integer({ min: 1, max: 5 }),
  exposure: fc.option(fc.integer({ min: 1, max: 6 })),
  own: fc.integer({ min: 0, max: 3 }),
  equalStep: fc.integer({ min: 1, max: 400 }),
  poorFirst: fc.boolean(),
});
const least = fc.constantFrom(0, 200, 450);

const ranked = (number: number, scored: [number, number][], keep: number): RankingRow => {
  const best = scored
    .filter(([, score]) => score > 0)
    .sort(([a, x], [b, y]) => y - x || a - b)
    .slice(0, keep);
  return { number, others: best.map(([other]) => other), scores: best.map(([, score]) => score) };
};
function rankings({ scores, keep }: Market) {
  const needs = scores.map((row, need) => ranked(need, row.map((score, at) => [100 + at, score]), keep)); // prettier-ignore
  const technologies = (scores[0] ?? []).map((_, at) => ranked(100 + at, scores.map((row, need) => [need, row[at] ?? 0]), keep)); // prettier-ignore
  return { needs, technologies, rankingOf: (number: number) => technologies[number - 100] };
}
/** What every need is proposed, by its own list. */
function lists(made: Market, fairness: Fairness, floor = 0): number[][] {
  const { needs, rankingOf } = rankings(made);
  return needs.map((need) => proposedFor(need, rankingOf, (one) => made.poor[one] ?? false, fairness, floor));
}
const law = (property: (made: Market, fairness: Fairness, floor: number) => void) =>
  fc.assert(fc.property(market, settings, least, property), { numRuns: 300 });

describe('sharing out proposals', () => {
  it('gives no technology more places in the lists of needs than it has, but by lot to needs that found too few', () => {
    law((made, fairness, floor) => {
      const poor = (one: number) => made.poor[one] ?? false;
      const { needs, rankingOf } = rankings(made);
      const least = Math.min(fairness.own, fairness.best);
      const given = lists(made, { ...fairness, own: 0 }, floor).flat();
      for (const [need, list] of lists(made, fairness, floor).entries()) {
        const placed = proposedFor(needs[need] as RankingRow, rankingOf, poor, { ...fairness, own: 0 }, floor);
        const fitting = (needs[need] as RankingRow).others.length && Array.from(needs[need]?.scores ?? []).filter((score) => score >= floor).length; // prettier-ignore
        expect(list)
          .to.include.members(placed)
          .and.to.have.length(Math.max(placed.length, Math.min(least, fitting)));
      }
      for (const { number } of rankings(made).technologies) {
        const places = given.filter((one) => one === number).length;
        expect(places).to.be.at.most(fairness.exposure ?? made.scores.length);
      }
    });
  });

  it('gives the places to the first needs of the technology, as its order says', () => {
    law((made, fairness, floor) => {
      const poor = (one: number) => made.poor[one] ?? false;
      const { needs, technologies, rankingOf } = rankings(made);
      const places = new Map(
        technologies.map((one) => [one.number, inOrder(one, poor, fairness, floor).slice(0, fairness.exposure ?? Infinity)]),
      );
      for (const need of needs) {
        const fitting = Array.from(need.others).filter((_, at) => (need.scores[at] ?? 0) >= floor);
        const open = fitting.filter((number) => fairness.exposure === null || places.get(number)?.includes(need.number));
        const placed = proposedFor(need, rankingOf, poor, { ...fairness, own: 0 }, floor);
        expect(placed).to.deep.equal(open.slice(0, fairness.best));
      }
    });
  });

  it('never takes proposals from a need when the limit is widened or lifted', () => {
    law((made, fairness, floor) => {
      if (fairness.exposure === null) return;
      const tight = lists(made, fairness, floor);
      for (const exposure of [fairness.exposure + 1, null]) {
        const wide = lists(made, { ...fairness, exposure }, floor);
        wide.forEach((list, need) => expect(list.length).to.be.at.least(tight[need]?.length ?? 0));
      }
    });
  });

  it('puts needs of poor villages first among equals alone, and never below where they stood', () => {
    law((made, fairness, floor) => {
      const poor = (one: number) => made.poor[one] ?? false;
      for (const technology of rankings(made).technologies) {
        const plain = inOrder(technology, poor, { ...fairness, poorFirst: false }, floor);
        const shared = inOrder(technology, poor, { ...fairness, poorFirst: true }, floor);
        const step = (need: number) => Math.floor((made.scores[need]?.[technology.number - 100] ?? 0) / fairness.equalStep);
        expect(shared.map(step)).to.deep.equal(plain.map(step));
        expect([...shared].sort()).to.deep.equal([...plain].sort());
        for (const need of plain.filter(poor)) expect(shared.indexOf(need)).to.be.at.most(plain.indexOf(need));
        expect(shared.filter(poor)).to.deep.equal(plain.filter(poor));
      }
    });
  });

  it('is the same with poor villages first as without where there is none', () => {
    law((made, fairness, floor) => {
      const nobody = { ...made, poor: made.poor.map(() => false) };
      const without = lists(nobody, { ...fairness, poorFirst: false }, floor);
      expect(lists(nobody, { ...fairness, poorFirst: true }, floor)).to.deep.equal(without);
      expect(lists(made, { ...fairness, poorFirst: false }, floor)).to.deep.equal(without);
    });
  });

  it('is the plain ranking where nothing is shared out', () => {
    law((made, fairness) => {
      const { needs } = rankings(made);
      const plain = needs.map(({ others }) => Array.from(others).slice(0, fairness.best));
      expect(lists(made, { ...noFairness, best: fairness.best })).to.deep.equal(plain);
    });
  });

  it('keeps the first needs of a technology for it, whatever is in their own lists', () => {
    law((made, fairness, floor) => {
      const poor = (one: number) => made.poor[one] ?? false;
      for (const technology of rankings(made).technologies) {
        const own = ownBest(technology, poor, fairness, floor);
        const fitting = Array.from(technology.scores).filter((score) => score >= floor).length;
        expect(own).to.have.length(Math.min(fairness.own, fitting));
        expect(own).to.deep.equal(inOrder(technology, poor, fairness, floor).slice(0, fairness.own));
      }
    });
  });

  it('counts whom the sharing out serves, each proposal once', () => {
    law((made, fairness, floor) => {
      const { needs, technologies } = rankings(made);
      const poor = new Set(made.poor.flatMap((is, need) => (is ? [need] : [])));
      const ranked = { needs, poor, technologies: new Map(technologies.map((one) => [one.number, one])) };
      const shares = shareOut(ranked, fairness, floor);
      const given = new Set(lists(made, fairness, floor).flatMap((list, need) => list.map((number) => `${need} ${number}`)));
      for (const one of technologies) {
        for (const need of ownBest(one, (of) => poor.has(of), fairness, floor)) given.add(`${need} ${one.number}`);
      }
      expect(shares.places).to.equal(given.size);
      expect(shares.all).to.include({ needs: needs.length, withOne: new Set([...given].map((pair) => pair.split(' ')[0])).size });
      expect(shares.poor.needs).to.equal(poor.size);
      expect(shares.half).to.be.at.most(shares.technologies);
      expect(shares.topTen).to.equal(given.size === 0 ? 0 : 1); // there are no more than six technologies
    });
  });

  it('spreads by lot what needs without a place get, and draws alike every time', () => {
    const full = Array.from({ length: 40 }, (_, at) => ({ number: 100 + at, others: [1], scores: [9000] }));
    const rankingOf = (number: number) => full[number - 100];
    const late = Array.from({ length: 400 }, (_, at) => ({
      ...{ number: 2 + at, others: full.map(({ number }) => number), scores: full.map((_, place) => 8000 - place) },
    }));
    const settings = { ...usualFairness, exposure: 1 };
    const drawn = late.map((need) => proposedFor(need, rankingOf, () => false, settings));
    const counts = new Map<number, number>();
    for (const number of drawn.flat()) counts.set(number, (counts.get(number) ?? 0) + 1);
    expect(drawn.every((list) => list.length === settings.own)).to.equal(true);
    expect([...counts.keys()].sort((a, b) => a - b)).to.deep.equal(full.slice(0, settings.best).map(({ number }) => number));
    for (const count of counts.values()) expect(count).to.be.within(60, 180); // 120 for each, were it quite even
    expect(late.map((need) => proposedFor(need, rankingOf, () => false, settings))).to.deep.equal(drawn);
  });

  it('sends a need that comes too late for a famous technology further down its list', () => {
    const famous: RankingRow = { number: 100, others: [1, 2, 3], scores: [9000, 8950, 8940] };
    const other: RankingRow = { number: 101, others: [3], scores: [6000] };
    const third: RankingRow = { number: 3, others: [100, 101], scores: [8940, 6000] };
    const rankingOf = (number: number) => [famous, other].find((one) => one.number === number);
    const two = { ...usualFairness, exposure: 2, own: 0 };
    expect(proposedFor(third, rankingOf, () => false, two)).to.deep.equal([101]);
    expect(proposedFor(third, rankingOf, (need) => need === 3, two)).to.deep.equal([100, 101]);
  });
});
