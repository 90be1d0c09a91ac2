import { expect } from 'chai';
import fc from 'fast-check';
import { statisticsOf } from '../../bench/relevance/text-score.ts';
import { textScore } from '../../bench/relevance/text-score.ts';
import { textStrength } from '../../src/features/matching/score/text-strength.ts';
import { aliasGroups } from '../../src/features/matching/text/aliases.ts';
import { evenCount } from '../../src/features/matching/text/even-count.ts';
import { ownWords } from '../../src/features/matching/text/segment.ts';
import { stopWords } from '../../src/features/matching/text/stop-words.ts';
import { impactOf, rarityOf, termsOf, type Terms } from '../../src/features/matching/text/terms.ts';
import type { Texts } from '../../src/features/matching/text/words-of.ts';
import { cutterWith } from '../../src/platform/jieba/cutter.ts';

const cut = cutterWith(ownWords);
const texts = (wish: Partial<Texts>): Texts => ({ title: '', problem: [], body: [], rest: [], ...wish });
const read = (body: string) => termsOf(cut, texts({ body: [body] }));

const sayings = `
我家玉米地里有红蜘蛛，打了三遍药也不管用，怎么办？|苏打盐碱地种水稻，出苗不齐，想找耐盐碱的品种。|羊草和苜蓿混播，三年后产草量下降了。
吉单53号玉米，公顷保苗6万株，亩产870公斤以上。|膜下滴灌水肥一体化技术，节水三成，适合风沙地。|犊牛拉稀，死了五头；请问用什么疫苗？
稻田养蟹每亩放扣蟹500只，配合AR7-6660饲料。|秸秆还田后地温低，玉米出苗慢，用免耕播种机行不行|防治玉米螟：赤眼蜂放两次，防效七成。
`
  .trim()
  .split(/[|\n]/);
const market = sayings.map(read);
const statistics = statisticsOf(market.slice(4), market.slice(0, 4));
const strength = (need: Terms, technology: Terms) => {
  const pair = { need: { terms: need }, technology: { terms: technology } } as Parameters<typeof textStrength>[0];
  return textStrength(pair, { statistics }).strength;
};

describe('The terms of a listing', () => {
  const has = (text: string) => [...read(text).frequencies.keys()];

  it('are its words, pairs of characters and characters', () => {
    expect(has('种玉米')).to.include.members(['w玉米', 'b种玉', 'b玉米', 'c种', 'c玉', 'c米']);
  });

  it('hold the common name beside the one that was written', () => {
    expect(has('苞米')).to.include.members(['w苞米', 'w玉米']);
    expect(has('饲喂ＴＭＲ')).to.include.members(['wtmr', 'w全混合日粮']);
  });

  it('keep names in Latin letters whole, and tell their parts', () => {
    expect(has('食葵AR7-6660')).to.include.members(['war7-6660', 'war', 'w6660']);
  });

  it('know a variety however it is spaced and numbered', () => {
    for (const text of ['吉单53', '吉单 53号', '吉单５３']) expect(has(text)).to.include('w吉单53');
  });

  it('tell quantities in one unit', () => {
    expect(has('有2垧地')).to.include('w30亩');
    expect(has('有2公顷地')).to.include('w30亩');
    expect(has('亩产1500斤')).to.include('w750公斤');
    expect(has('年产1.5万吨')).to.include('w15000000公斤');
    expect(has('积温2450℃·d')).to.include('w2450度');
  });

  it('leave out words that say nothing', () => {
    expect(has('请问怎么解决这个问题').filter((term) => term.startsWith('w'))).to.deep.equal([]);
  });

  it('count a word of the title more than one of the small print', () => {
    const { frequencies } = termsOf(cut, texts({ title: '玉米', rest: ['水稻'] }));
    expect(frequencies.get('w玉米')).to.be.greaterThan(frequencies.get('w水稻') ?? 0);
  });

  it('are whole numbers, and weights fit into a byte', () => {
    for (const terms of market) {
      for (const [term, frequency] of terms.frequencies) {
        const impact = impactOf(term, frequency, terms.length, statistics.averageLength.need);
        for (const number of [impact, rarityOf(term, statistics)]) expect(number).to.be.within(0, 255);
        expect([frequency, impact, rarityOf(term, statistics)].every(Number.isInteger), term).to.equal(true);
      }
    }
  });
});

describe('The text score', () => {
  const place = fc.constantFrom('title', 'problem', 'body', 'rest');
  const saying = fc.constantFrom(...sayings);
  const wordsOf = (text: string) =>
    (text.match(/\p{Script=Han}+|[\p{Script=Latin}\d]+/gu) ?? [])
      .flatMap((run) => (/\p{Script=Han}/u.test(run) ? cut(run) : [run]))
      // Said alone, a word is to be read as the word it was.
      .filter((word) => word.length > 1 && !stopWords.has(word) && cut(word).every((part) => part.length > 1));

  it('never falls when a word of one side is added to the other, anywhere and however often', () => {
    const added = fc.tuple(saying, saying).chain(([one, other]) =>
      fc.record({
        one: fc.constant(one),
        other: fc.constant(other),
        words: fc.array(fc.constantFrom(...wordsOf(one)), { minLength: 1, maxLength: 5 }),
        place,
      }),
    );
    fc.assert(
      fc.property(added, ({ one, other, words, place }) => {
        const before = texts({ title: other.slice(0, 8), body: [other] });
        const now = { ...before };
        for (const word of words) {
          if (place === 'title') now.title = `${now.title} ${word}`;
          else now[place] = [...now[place], word];
        }
        const [shorter, longer] = [termsOf(cut, before), termsOf(cut, now)];
        expect(strength(read(one), longer)).to.be.at.least(strength(read(one), shorter));
        expect(strength(longer, read(one))).to.be.at.least(strength(shorter, read(one)));
      }),
      { numRuns: 300 },
    );
  });

  it('is higher for the text that means the same by another name than for one that shares nothing', () => {
    const [need, fitting, other] = ['苞米地里有红蜘蛛', '玉米叶螨药剂防效', '奶牛乳房炎检测'].map(read) as [Terms, Terms, Terms];
    expect(strength(need, fitting)).to.be.greaterThan(strength(need, other));
  });

  it('is in the benchmark what it is in the product', () => {
    const [needs, technologies] = [sayings.slice(0, 4), sayings.slice(4)];
    const score = textScore(cut, technologies, needs);
    const scores = new Float64Array(technologies.length);
    for (const need of needs) {
      score(need, scores);
      expect([...scores]).to.deep.equal(technologies.map((technology) => strength(read(need), read(technology))));
    }
  });

  it('takes a word that one side always says for a common one, however few that side has', () => {
    const listings = { technology: 9000, need: 1000 };
    expect(evenCount({ technology: 0, need: 1000 }, listings)).to.equal(5000);
    expect(evenCount({ technology: 90, need: 10 }, listings)).to.equal(100);
    expect(evenCount({ technology: 7, need: 0 }, { technology: 10, need: 0 })).to.equal(7);
  });
});

describe('The names of one thing', () => {
  it('stand in one group each', () => {
    const names = aliasGroups.flat();
    expect(names.filter((name, at) => names.indexOf(name) !== at)).to.deep.equal([]);
    expect(aliasGroups.filter((group) => group.length < 2)).to.deep.equal([]);
  });

  it('are each read as one word', () => {
    const han = aliasGroups.flat().filter((name) => /^\p{Script=Han}+$/u.test(name));
    expect(han.filter((name) => !cut(name).includes(name))).to.deep.equal([]);
  });
});
