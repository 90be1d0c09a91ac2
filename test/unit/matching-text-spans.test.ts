import { expect } from 'chai';
import fc from 'fast-check';
import { meetingWords, metSpans } from '../../src/features/matching/text/meeting-spans.ts';
import { excerpt } from '../../src/features/matching/text-models.ts';
import { ownWords } from '../../src/features/matching/text/segment.ts';
import { cutterWith } from '../../src/platform/jieba/cutter.ts';

const cut = cutterWith(ownWords);
const met = (one: string, other: string) => metSpans(cut, one, other).map(({ from, to }) => one.slice(from, to));

describe('The pieces of a text that met another', () => {
  it('are the words that stand in both', () => {
    expect(met('我家玉米倒伏，收割机进不去', '抗倒伏的玉米品种')).to.deep.equal(['玉米倒伏']);
  });

  it('are found under another name of the same thing', () => {
    expect(met('苞米地里有红蜘蛛', '玉米叶螨的防治')).to.deep.equal(['苞米', '红蜘蛛']);
  });

  it('are counted in the text as it was written, wide letters and signs of one character for several included', () => {
    expect(met('用地㎡很大，ＡＲ７-6660 向日葵', 'AR7-6660，一种向日葵')).to.deep.equal(['ＡＲ７-6660', '向日葵']);
  });

  it('do not take a Latin word for a part of a longer one', () => {
    expect(met('ph值与phosphorus', 'ph')).to.deep.equal(['ph']);
  });

  it('are nothing where only words of grammar and of asking are shared', () => {
    expect(met('请问这个技术怎么解决', '请问为什么，怎么解决这个技术问题')).to.deep.equal([]);
  });

  it('take the words of many texts as well as one text', () => {
    const words = new Set([...meetingWords(cut, '羊草'), ...meetingWords(cut, '盐碱地')]);
    expect(metSpans(cut, '在盐碱地种羊草', words)).to.deep.equal([
      { from: 1, to: 4 },
      { from: 5, to: 7 },
    ]);
  });

  it('stay in view where a long text is cut', () => {
    const words = fc.array(
      fc.record({ text: fc.constantFrom('玉米', '𠮷', '，然后', '盐碱地'.repeat(40), 'abc'), hit: fc.boolean() }),
      {
        minLength: 1,
        maxLength: 60,
      },
    );
    fc.assert(
      fc.property(words, (marked) => {
        const whole = marked.map(({ text }) => text).join('');
        const cutText = excerpt(marked);
        const kept = cutText.marked.map(({ text }) => text).join('');
        expect(cutText.isCut).to.equal([...whole].length > 240);
        expect(whole).to.include(kept.replace(/^…|…$/g, ''));
        expect([...kept].length).to.be.at.most(242);
        expect(() => encodeURIComponent(kept)).to.not.throw();
        expect(cutText.marked.some(({ hit }) => hit)).to.equal(marked.some(({ hit }) => hit));
      }),
    );
  });

  it('lie in order inside the text and never touch', () => {
    const piece = fc.constantFrom(
      '玉米',
      '苞米',
      '盐碱地',
      '㎡',
      '，',
      'ＰＨ',
      'ph',
      '的',
      '羊',
      '𠮷',
      ' ',
      '滴灌',
      '水肥一体化',
    );
    const text = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(text, text, (one, other) => {
        let end = -1;
        for (const { from, to } of metSpans(cut, one, other)) {
          expect(from).to.be.greaterThan(end);
          expect(to).to.be.greaterThan(from);
          end = to;
        }
        expect(end).to.be.at.most(one.length);
      }),
    );
  });
});
