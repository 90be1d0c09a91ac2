import { expect } from 'chai';
import { nameErrors } from '../../src/web/name-errors.ts';

const summary = (id: string) => `<ul><li><a href="#${id}">请填写这一项。</a></li></ul>`;

describe('an error summary', () => {
  it('names the field of each line by its label or legend', () => {
    const form =
      '<label for="f-title">活动名称 <span>（必填）</span></label><fieldset class="field" id="f-who"><legend class="sr">请谁</legend>';
    expect(nameErrors(summary('f-title') + form)).to.include('<a href="#f-title"><b>活动名称</b> · 请填写这一项。');
    expect(nameErrors(summary('f-who') + form)).to.include('<a href="#f-who"><b>请谁</b> · 请填写这一项。');
  });

  it('leaves a line as it is whose field has no label of its own', () => {
    const html = `${summary('f-tick')}<label class="choice"><input id="f-tick"><span>同意</span></label>`;
    expect(nameErrors(html)).to.equal(html);
  });
});
