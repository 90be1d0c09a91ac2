import { expect } from 'chai';
import fc from 'fast-check';
import { readAssets } from '../../src/web/assets.ts';
import { createFormats } from '../../src/web/format.ts';
import { translator } from '../../src/web/i18n.ts';
import type { Layout } from '../../src/web/layout.ts';
import { gather, joinPieces, pieceOf } from '../../src/web/pieces.ts';
import { readViews } from '../../src/web/views.ts';

const textOf = ({ bytes }: { bytes: readonly Buffer[] }): string => Buffer.concat(bytes).toString();

describe('pieces of pages', () => {
  it('stand where a view names them, in any order, as often as it names them, and within one another', () => {
    const one = pieceOf(Buffer.from('<b>一</b>'));
    const around = gather(() => `<i>${one.toHTML()}</i>`);
    const page = gather(() => {
      const [last, first] = [around.toHTML(), one.toHTML()];
      return `${first} 和 ${last} ${first}`;
    });
    expect(textOf(page)).to.equal('<b>一</b> 和 <i><b>一</b></i> <b>一</b>');
    expect(textOf(joinPieces([one, one]))).to.equal('<b>一</b><b>一</b>');
  });
});

describe('views', () => {
  const views = readViews(readAssets());
  const layout: Layout & { title: string } = {
    ...{ t: translator('zh'), formats: createFormats('zh', 'Asia/Shanghai'), csrf: () => '', lang: 'zh-CN', theme: 'auto' },
    ...{ type: 'normal', path: '/x', canonical: '', nav: [], account: null, flash: null, scripts: [], breadcrumbs: [] },
    ...{ query: '', title: '第一' },
  };
  const empty = (text: string) => ({ ...layout, icon: 'search', text, href: '', label: '' });

  it('keep a shell for those alone to whom it shows the same', () => {
    const page = (change: Partial<typeof layout>) => views.page('partials/empty-state', { ...empty('无'), ...change }).toString();
    const plain = page({});
    expect(page({})).to.equal(plain);
    for (const [change, words] of [
      [{ title: '第二' }, '<title>第二'],
      [{ path: '/y' }, 'back=%2Fy'],
      [{ theme: 'dark' }, 'data-theme="dark"'],
      [{ flash: { kind: 'success', text: '好了' } }, '好了'],
      [{ account: { name: '孙有田', unread: 3, organizer: false, admin: false } }, '孙有田'],
    ] as [Partial<typeof layout>, string][]) {
      expect(page(change)).to.include(words);
      expect(plain).not.to.include(words);
    }
    expect(page({})).to.equal(plain);
  });

  it('show whatever text there is as text, also where it looks like the place of a piece', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('<', '\0', '0', '>', '<\u00000>', '&', '字')), (signs) => {
        const html = views.page('partials/empty-state', empty(signs.join(''))).toString();
        const escaped = signs.join('').replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
        expect(html).to.include(`<p>${escaped}</p>`);
      }),
    );
  });
});
