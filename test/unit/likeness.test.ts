import { expect } from 'chai';
import * as fc from 'fast-check';
import { createSegment, ownWords } from '../../src/features/matching/text/segment.ts';
import { commonRegion, groupOf } from '../../src/features/matching/pooling/group.ts';
import {
  alike,
  likenedText,
  likenessOf,
  placeDistance,
  weightBy,
  type Likened,
} from '../../src/features/matching/pooling/likeness.ts';
import { cutterWith } from '../../src/platform/jieba/cutter.ts';
import { readRows } from '../../seeds/read-rows.ts';

const segment = createSegment(cutterWith(ownWords));
const weight = weightBy(
  new Map([
    ['玉米', 120],
    ['疫苗', 4],
  ]),
  600,
);
const listing = (title: string, more = '', industries = ['A0113'], regionCode: string | null = '220822100200'): Likened => ({
  ...{ text: likenedText(segment, title, more), industries, regionCode },
});
const sides = ['need', 'technology'] as const;

const words = ['玉米', '盐碱地', '出苗', '疫苗', '大棚', '黄瓜', '羔羊', '腹泻', '怎么办', 'AR7-6660'];
const text = fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 8 }).map((parts) => parts.join(''));
const any = fc
  .tuple(
    text,
    text,
    fc.subarray(['A', 'A01', 'A0113', 'A0314', 'C13', 'N77']),
    fc.constantFrom(null, '220000000000', '220800000000', '220822000000', '220822100200', '220881000000', '110000000000'),
  )
  .map((parts) => listing(...parts));

describe('likeness', () => {
  it('is between 0 and 1, the same from both sides, and 1 for what says the same of the same trade and place', () => {
    fc.assert(
      fc.property(fc.constantFrom(...sides), any, any, (side, one, other) => {
        const { score, text: share } = likenessOf(side, one, other, weight);
        expect(score).to.be.within(0, 1);
        expect(share).to.be.within(score, 1);
        expect(likenessOf(side, other, one, weight)).to.deep.equal({ score, text: share });
        expect(likenessOf(side, one, one, weight).score).to.be.closeTo(1, 1e-9);
      }),
    );
  });

  it('is never more in another trade or a farther place', () => {
    fc.assert(
      fc.property(any, any, (one, other) => {
        const here = { ...other, industries: one.industries, regionCode: one.regionCode };
        expect(likenessOf('need', one, other, weight).score).to.be.at.most(likenessOf('need', one, here, weight).score);
      }),
    );
  });

  it('grows with distance from one township to its county, the next county and another province', () => {
    const from = '220822100200';
    const distances = ['220822100201', '220822101000', '220881000000', '220100000000', '110000000000'].map((to) =>
      placeDistance(from, to),
    );
    expect(distances).to.deep.equal([0, 0.1, 0.3, 0.7, 1]);
    expect(placeDistance(from, '220822000000'), 'a county around it').to.equal(0);
  });

  it('lets what many say below their titles not make them alike', () => {
    const common = '科协向企业单位征集到的问题';
    const [pepper, land] = [listing('辣椒精深加工', common), listing('低产田土地改良技术', common)];
    expect(likenessOf('need', pepper, land, weight).score).to.be.below(alike.need);
  });

  it('finds among the real needs the three pairs of different holders that ask the same', async function () {
    this.timeout(20_000);
    const seekers = await readRows<'key' | 'region_code'>('seekers.csv');
    const regionOf = new Map(seekers.map(({ key, region_code }) => [key, region_code]));
    const rows = await readRows<'reference' | 'title' | 'problem' | 'hoped' | 'industries' | 'seeker'>('needs.csv');
    const needs = rows.map(({ reference, title, problem, hoped, industries, seeker }) => ({
      ...{ reference, seeker },
      ...listing(title, `${problem}\n${hoped}`, industries.split(';'), regionOf.get(seeker) ?? null),
    }));
    const found = new Map<string, number>();
    for (const { text: said } of needs) for (const word of said.all) found.set(word, (found.get(word) ?? 0) + 1);
    const byRarity = weightBy(found, 600);
    const pairs = needs.flatMap((one, index) =>
      needs
        .slice(index + 1)
        .filter((other) => other.seeker !== one.seeker && likenessOf('need', one, other, byRarity).score >= alike.need)
        .map((other) => `${one.reference} ${other.reference}`),
    );
    expect(pairs).to.have.members(['N0024 N0199', 'N0236 N0246', 'N0258 N0283']);
  });
});

describe('a group of needs that ask the same', () => {
  const need = (id: string, accountId: string, score = 0.5) => ({ needId: id, accountId, regionCode: '220822100200', score });

  it('has the most alike first, one of each account, and no more than twelve', () => {
    const first = need('a', 'one');
    const group = groupOf(first, [need('b', 'two', 0.4), need('c', 'three', 0.9), need('d', 'one', 0.99), need('e', 'two', 0.6)]);
    expect(group.map(({ needId }) => needId)).to.deep.equal(['a', 'c', 'e']);
    const many = groupOf(
      first,
      Array.from({ length: 30 }, (_, index) => need(`n${index}`, `account ${index}`)),
    );
    expect(many).to.have.length(12);
  });

  it('lies in the smallest region around all of its places', () => {
    expect(commonRegion(['220822100200', '220822100201'])).to.equal('220822100000');
    expect(commonRegion(['220822100200', '220881102000'])).to.equal('220800000000');
    expect(commonRegion(['220822100200'])).to.equal('220822100200');
  });
});
