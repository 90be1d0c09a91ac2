import { expect } from 'chai';
import fc from 'fast-check';
import { dayOf } from '../../src/features/matching/postponement.ts';
import { holdsContact } from '../../src/features/matching/questions/contact-data.ts';
import { summarize } from '../../src/features/matching/refusals/refusal.ts';

describe('a text between two sides', () => {
  for (const text of [
    '打我电话 13911110001',
    '我的手机是１３９ １１１１ ０００１',
    '一三九一一一一〇〇〇一，晚上打',
    '幺三九 幺幺幺幺 零零零幺',
    '+86-139-1111-0001',
    '139、1111，0001',
    '139\u200b1111\u200b0001',
    '1️⃣3️⃣9️⃣1️⃣1️⃣1️⃣1️⃣0️⃣0️⃣0️⃣1️⃣',
    '①③⑨①①①①⓪⓪⓪①',
    '座机 0436-3241234',
    '(0436) 3241234',
    '免费电话 400-810-1234',
    '电话：324123',
    '写信到 zhao.dashu@qq.com',
    'zhao(at)example.com',
    '加微信 zhaodashu88',
    '微信号：zhao_dashu',
    'vx: zhao88888',
    'V信zhaodashu',
    'QQ 123456789',
    'my WeChat is zhao_dashu',
    'https://u.wechat.com/abc',
  ]) {
    it(`may not say “${text}” before both sides said yes`, () => expect(holdsContact(text)).to.equal(true));
  }

  for (const text of [
    '您的地是盐碱地吗？pH 多少？',
    '吉审玉20190023，GPD玉米(2018)220001',
    '专利号 ZL201910123456.7',
    '亩产 1350 公斤，一亩 139 元，300 亩一共 41700 元',
    '一共 1,350,000,000 元，2019、2020、2021 年都种过',
    '2026-04-15 到 2026-05-10 播种，积温 2800 ℃·d',
    '一年两茬，三五户一起种，二三十亩',
    '有没有微信群可以看图片？',
    '邮寄种子要多少钱？电话里说不清',
    'Is there a QQ or WeChat group? WhatsApp is better',
    'It costs 1,350 yuan for 12 mu, 2023-2025',
  ]) {
    it(`may say “${text}”`, () => expect(holdsContact(text)).to.equal(false));
  }

  it('is caught with any mobile number, however it is broken up', () => {
    const number = fc.tuple(fc.constantFrom('13', '15', '18', '19'), fc.stringMatching(/^\d{9}$/)).map((parts) => parts.join(''));
    const gaps = fc.array(fc.constantFrom('', ' ', '-', '.', '·'), { minLength: 11, maxLength: 11 });
    fc.assert(
      fc.property(number, gaps, fc.constantFrom('', '找我：', 'call '), (digits, between, before) => {
        const text = before + [...digits].map((digit, index) => digit + (index < 10 ? between[index] : '')).join('');
        return holdsContact(text);
      }),
    );
  });
});

describe('later', () => {
  it('is a day in the calendar: a week, a month that may be shorter, or after the next harvest', () => {
    expect(dayOf('week', '2026-12-28')).to.equal('2027-01-04');
    expect(dayOf('month', '2026-01-31')).to.equal('2026-02-28');
    expect(dayOf('month', '2026-12-15')).to.equal('2027-01-15');
    expect(dayOf('harvest', '2026-05-01')).to.equal('2026-11-01');
    expect(dayOf('harvest', '2026-11-01')).to.equal('2027-11-01');
  });

  it('is never today or earlier', () => {
    const days = fc.date({ min: new Date('2020-01-01'), max: new Date('2040-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(days, fc.constantFrom('week' as const, 'month' as const, 'harvest' as const), (at, later) => {
        const today = at.toISOString().slice(0, 10);
        return dayOf(later, today) > today;
      }),
    );
  });
});

describe('a summary of refusals', () => {
  const said = (by: string, note: string, reason: 'too-costly' | 'too-early' = 'too-costly') => ({ by, note, reason });

  it('counts reasons, the commonest first, and names nobody', () => {
    const { refusals, notes } = summarize([said('a', '太贵', 'too-early'), said('b', '贵'), said('c', '')]);
    expect(refusals).to.deep.equal([
      { reason: 'too-costly', count: 2 },
      { reason: 'too-early', count: 1 },
    ]);
    expect(notes.map((note) => Object.keys(note))).to.deep.equal([
      ['reason', 'note'],
      ['reason', 'note'],
    ]);
  });

  it('keeps the note of a single person to itself, and one with contact data for good', () => {
    expect(summarize([said('a', '太贵'), said('a', '还是太贵')]).notes).to.deep.equal([]);
    expect(summarize([said('a', '太贵'), said('b', '打 13911110001')]).notes).to.have.length(1);
  });
});
