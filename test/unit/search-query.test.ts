import { expect } from 'chai';
import fc from 'fast-check';
import { createSegment, ownWords } from '../../src/features/matching/text/segment.ts';
import { excerpt, highlight } from '../../src/features/search/highlight.ts';
import { marksOf, termsOf, tsqueryOf } from '../../src/features/search/query.ts';
import { SearchLink, searchPath } from '../../src/features/search/search-link.ts';
import { cutterWith } from '../../src/platform/jieba/cutter.ts';

const segment = createSegment(cutterWith(ownWords));

describe('a search', () => {
  it('asks for every run that says something, or for a word that begins like it', () => {
    expect(tsqueryOf(termsOf(segment, '苞米 技术'), '&')).to.equal(`(('玉米') | '苞米':*)`);
    expect(tsqueryOf(termsOf(segment, '技术'), '&')).to.equal(`'技术':*`);
  });

  it('keeps the name of a variety whole', () => {
    expect(termsOf(segment, '吉单53')[0]?.words).to.include('吉单53');
  });

  it('marks the other names of what was asked for', () => {
    expect(marksOf(termsOf(segment, '苞米'))).to.include.members(['玉米', '苞米']);
  });

  it('has one address, and reads what was made up as nothing', () => {
    const link = SearchLink.parse({ q: ' 玉米 ', in: 'elsewhere', region: '2208', page: '-3' });
    expect({ ...link }).to.include({ q: '玉米', in: 'all', page: 1, region: undefined });
    expect(searchPath(link, { in: 'needs' })).to.equal('/search?q=%E7%8E%89%E7%B1%B3&in=needs');
    expect(searchPath({ ...link, region: '220822000000' }, { region: '' })).to.equal('/search?q=%E7%8E%89%E7%B1%B3');
  });
});

describe('highlight', () => {
  it('loses and adds nothing, whatever the text and the words', () => {
    const word = fc.string({ minLength: 1, maxLength: 6, unit: 'grapheme' });
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.array(word, { maxLength: 4 }), (text, words) => {
        expect(
          highlight(text, words)
            .map((piece) => piece.text)
            .join(''),
        ).to.equal(text);
      }),
    );
  });

  it('marks every place, whatever the case, and takes signs for themselves', () => {
    const hits = highlight('NPK (npk)+', ['npk', '(', '+']).filter(({ hit }) => hit);
    expect(hits.map(({ text }) => text)).to.deep.equal(['NPK', '(', 'npk', '+']);
  });
});

describe('excerpt', () => {
  it('shows the place of the first hit', () => {
    const text = `${'土'.repeat(300)}玉米${'水'.repeat(300)}`;
    expect(excerpt(text, ['玉米']))
      .to.include('玉米')
      .and.match(/^….*…$/);
    expect(excerpt('短', ['玉米'])).to.equal('短');
  });
});
