/**
 * Where the approval of a variety holds, read from what notices say: 吉林省中熟区, 吉林东部及黑龙江、兴安盟部分地区,
 * 东华北中晚熟春玉米区的吉林省四平市. An area is a number: province and city by their four digits, then what narrows it.
 */
export type Areas = { areas: number[]; isWhole: boolean };

const provinces: Record<string, number> = {
  ...{ 北京: 11, 天津: 12, 河北: 13, 山西: 14, 内蒙古: 15, 辽宁: 21, 吉林: 22, 黑龙江: 23, 上海: 31, 江苏: 32, 浙江: 33 },
  ...{ 安徽: 34, 福建: 35, 江西: 36, 山东: 37, 河南: 41, 湖北: 42, 湖南: 43, 广东: 44, 广西: 45, 海南: 46, 重庆: 50 },
  ...{ 四川: 51, 贵州: 52, 云南: 53, 西藏: 54, 陕西: 61, 甘肃: 62, 青海: 63, 宁夏: 64, 新疆: 65 },
};
/** By the sign that the numbers of a province's notices begin with. */
const signs: Record<string, string> = {
  ...{
    京: '北京',
    津: '天津',
    冀: '河北',
    晋: '山西',
    蒙: '内蒙古',
    辽: '辽宁',
    吉: '吉林',
    黑: '黑龙江',
    沪: '上海',
    苏: '江苏',
  },
  ...{ 浙: '浙江', 皖: '安徽', 闽: '福建', 赣: '江西', 鲁: '山东', 豫: '河南', 鄂: '湖北', 湘: '湖南', 粤: '广东', 桂: '广西' },
  ...{ 琼: '海南', 渝: '重庆', 川: '四川', 黔: '贵州', 滇: '云南', 陕: '陕西', 甘: '甘肃', 青: '青海', 宁: '宁夏', 新: '新疆' },
};
const cities: Record<string, number> = {
  ...{ 长春: 2201, 吉林市: 2202, 四平: 2203, 辽源: 2204, 通化: 2205, 白山: 2206, 松原: 2207, 白城: 2208, 延边: 2224 },
  ...{ 哈尔滨: 2301, 齐齐哈尔: 2302, 大庆: 2306, 赤峰: 1504, 通辽: 1505, 呼伦贝尔: 1507, 兴安盟: 1522, 锡林郭勒: 1525 },
  ...{ 沈阳: 2101, 铁岭: 2112, 朝阳: 2113, 阜新: 2109, 张家口: 1307, 承德: 1308, 大同: 1402, 朔州: 1406, 榆林: 6108, 延安: 6106 },
};
/** Zones of several provinces, none of which they take in whole. */
const zones: Record<string, number[]> = {
  ...{ 东华北: [11, 12, 13, 14, 15, 21, 22, 23, 61], 东北: [15, 21, 22, 23], 黄淮海: [11, 12, 13, 14, 32, 34, 37, 41, 42, 61] },
  ...{ 华北: [11, 12, 13, 14, 15], 西北: [15, 61, 62, 63, 64, 65], 黄淮: [32, 34, 37, 41, 61], 华南: [35, 44, 45, 46] },
  ...{ 西南: [42, 43, 45, 50, 51, 52, 53, 61], 长江中下游: [31, 32, 33, 34, 36, 42, 43], 长江上游: [50, 51, 52, 53] },
};

const part = 1;
const directions = ['东', '西', '南', '北', '中'] as const;
const ripening = ['极早熟', '中早熟', '中晚熟', '早熟', '中熟', '晚熟'] as const;
const directionMask = 0b11111 << 1;
const ripeningMask = 0b111111 << 6;
const narrowing = 12;
const filler =
  /适宜|适合|种植|推广|大部分?|类型|生态|春玉米|夏玉米|春播|夏播|春谷|玉米|水稻|大豆|小麦|稻|豆|麦|旱地|水地|的|省|市|自治区|壮族|回族|维吾尔|朝鲜族|自治州|盟|州|地区|区|等|在|≥|以上|带/g;

/** `isWhole` when everything that was said has been understood. */
export function readAreas(text: string): Areas {
  const areas: number[] = [];
  let isWhole = true;
  let province: number | undefined;
  // A remark on growing follows the places: 吉林中熟区，需防大斑病.
  const places = text.normalize('NFKC').replace(/[,;。](需|应|注意|防|栽培|密度|不宜).*$/s, '');
  for (const group of places.split(/[,;。和及与]|以及/)) {
    const isPart = /部分|积温带/.test(group) ? part : 0;
    for (const piece of group.split('、')) {
      const read = readPiece(piece, province);
      if (!read) continue;
      province = read.province ?? province;
      areas.push(...read.codes.map((code) => (code << narrowing) | read.marks | isPart));
      isWhole &&= read.isUnderstood;
    }
  }
  return { areas: [...new Set(areas)], isWhole: isWhole && areas.length > 0 };
}

/** 吉审玉2015013 holds in Jilin; a national number, 国审, says no place of its own. */
export function areaOfNumber(number: string): string {
  return signs[number.trim()[0] ?? ''] ?? '';
}

/** A need's own area: its region, narrowed by the zones that its county lies in. */
export function areaOfPlace(regionCode: string, ecoZones: readonly string[]): number {
  const marks = ecoZones.flatMap((zone) => readAreas(zone).areas).reduce((all, area) => all | area, 0);
  const city = regionCode.slice(2, 4);
  return (Number(regionCode.slice(0, 2) + city) << narrowing) | (marks & (directionMask | ripeningMask));
}

/** 2: the place lies in the area; 1: perhaps; 0: it does not. */
export function liesIn(area: number, place: number): 0 | 1 | 2 {
  const code = area >> narrowing;
  const own = place >> narrowing;
  const isWide = code % 100 === 0 || own % 100 === 0;
  if (isWide ? Math.floor(code / 100) !== Math.floor(own / 100) : code !== own) return 0;
  const certain = (area & part) === 0 && (code % 100 === 0 || own % 100 !== 0);
  return narrowed(area, place, directionMask, narrowed(area, place, ripeningMask, certain ? 2 : 1));
}

function narrowed(area: number, place: number, mask: number, so: 0 | 1 | 2): 0 | 1 | 2 {
  if ((area & mask) === 0) return so;
  if ((place & mask) === 0) return so === 0 ? 0 : 1;
  return (area & place & mask) === 0 ? 0 : so;
}

function readPiece(text: string, before: number | undefined) {
  let rest = text.replace(/部分|第?[一二三四五六]积温带/g, '').trim();
  if (rest === '' && text.trim() === '') return undefined;
  let marks = 0;
  const take = (word: string): boolean => {
    const isThere = rest.includes(word);
    if (isThere) rest = rest.replace(word, '');
    return isThere;
  };
  const codes: number[] = [];
  for (const [name, code] of Object.entries(cities)) if (take(name)) codes.push(code);
  const named = Object.entries(provinces).find(([name]) => take(name))?.[1];
  const zone = Object.entries(zones).find(([name]) => take(name))?.[1];
  ripening.forEach((word, at) => (marks |= take(word) ? 1 << (at + 6) : 0));
  directions.forEach((word, at) => (marks |= take(`${word}部`) ? 1 << (at + 1) : 0));
  rest = rest.replace(filler, '').trim();
  const cityProvince = codes[0] === undefined ? undefined : Math.floor(codes[0] / 100);
  const province = named ?? cityProvince ?? before;
  if (codes.length === 0 && named !== undefined) codes.push(named * 100);
  if (codes.length === 0 && zone) {
    codes.push(...zone.map((one) => one * 100));
    marks |= part;
  }
  if (codes.length === 0 && rest === '' && marks !== 0 && province !== undefined) codes.push(province * 100);
  return { codes, marks, province, isUnderstood: rest === '' && codes.length > 0 };
}
