import { expect } from 'chai';
import { areaOfNumber, areaOfPlace, liesIn, readAreas } from '../../src/features/matching/score/area.ts';
import { licenceFor } from '../../src/features/matching/score/licence.ts';

const baicheng = areaOfPlace('220822100201', ['吉林省西部中熟区', '吉林省西部中晚熟区']);
const answers = ['no', 'perhaps', 'yes'];
/** As gates and questions take it: what was understood in part only never rules a place out. */
const covers = (text: string, place = baicheng) => {
  const { areas, isWhole } = readAreas(text);
  const best = Math.max(0, ...areas.map((area) => liesIn(area, place)));
  return answers[best === 0 && !isWhole ? 1 : best];
};

describe('where an approval holds', () => {
  const texts: [text: string, covers: string][] = [
    ['吉林省中熟区', 'yes'],
    ['吉林中熟稻区', 'yes'],
    ['吉林中熟区，需防大斑病和丝黑穗病', 'yes'],
    ['吉林省', 'yes'],
    ['吉林省白城、松原', 'yes'],
    ['东华北中晚熟春玉米区的吉林省四平市、松原市、白城市', 'yes'],
    ['吉林晚熟区', 'no'],
    ['吉林省早熟区', 'no'],
    ['吉林东部及黑龙江、兴安盟部分地区', 'no'],
    ['兴安盟、吉林东部和黑龙江第二积温带', 'no'],
    ['黑龙江省', 'no'],
    ['四川省平坝丘陵区', 'perhaps'],
    ['吉林省部分地区', 'perhaps'],
    ['吉林省白城市部分地区', 'perhaps'],
    ['东北早熟春玉米区', 'no'],
    ['东华北中熟春玉米区', 'perhaps'],
    ['黄淮海夏玉米区', 'no'],
    ['早熟春谷区旱地', 'perhaps'],
    ['某某山前平原区', 'perhaps'],
    ['', 'perhaps'],
  ];
  for (const [text, expected] of texts) {
    it(`reads “${text}” and answers ${expected} for a village of Baicheng`, () => expect(covers(text)).to.equal(expected));
  }

  it('leaves open what lies in a zone of a county about which nothing is known', () => {
    const unknown = areaOfPlace('220822100201', []);
    expect(covers('吉林省中熟区', unknown)).to.equal('perhaps');
    expect(covers('吉林省', unknown)).to.equal('yes');
    expect(covers('黑龙江省中熟区', unknown)).to.equal('no');
  });

  it('is the province of the notice when no zone was written down, and open for national ones', () => {
    expect(areaOfNumber('吉审玉2015013')).to.equal('吉林');
    expect(areaOfNumber('鲁农审2013031号')).to.equal('山东');
    expect(areaOfNumber('国审玉2004001')).to.equal('');
  });
});

describe('the licence that the law asks for', () => {
  const asked = (title: string, kind: 'variety' | 'technology' | 'product', industries: string[] = []) =>
    licenceFor({ title, kind, industries });

  it('is an approval for varieties of main crops alone', () => {
    expect(asked('吉单53', 'variety', ['A0113'])).to.equal('variety-approval');
    expect(asked('吉育47大豆', 'variety', ['A0121'])).to.equal('variety-approval');
    expect(asked('白绿8号绿豆', 'variety', ['A0121'])).to.equal(null);
    expect(asked('津优31号黄瓜', 'variety', ['A0141'])).to.equal(null);
  });

  it('is asked of goods, and of no method or machine that deals with them', () => {
    expect(asked('一种杀虫剂', 'product')).to.equal('pesticide-registration');
    expect(asked('羔羊痢疾疫苗', 'product')).to.equal('veterinary-licence');
    expect(asked('反刍动物饲料添加剂', 'product')).to.equal('feed-licence');
    expect(asked('盐碱地专用复合肥', 'product')).to.equal('fertilizer-registration');
    expect(asked('饲料搅拌机', 'product')).to.equal(null);
    expect(asked('一种羊饲料及其制备方法', 'technology')).to.equal(null);
    expect(asked('农药喷施无人机系统', 'product')).to.equal(null);
  });
});
