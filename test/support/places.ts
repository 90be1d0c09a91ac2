/** Where tests take place: one city with two counties, and two industries down to their classes. */
export const place = {
  city: '220800000000',
  taonan: '220881000000',
  tongyu: '220822000000',
  township: '220822100000',
  village: '220822100200',
  otherVillage: '220822100201',
  poorVillage: '220822100202',
} as const;

export const regions = [
  { code: place.city, name: '白城市', name_en: 'Baicheng', level: 'city', parent_code: null, poverty: 'none' },
  { code: place.taonan, name: '洮南市', name_en: 'Taonan', level: 'county', parent_code: place.city, poverty: 'none' },
  { code: place.tongyu, name: '通榆县', name_en: 'Tongyu', level: 'county', parent_code: place.city, poverty: 'none' },
  { code: place.township, name: '开通镇', name_en: 'Kaitong', level: 'township', parent_code: place.tongyu, poverty: 'none' },
  { code: place.village, name: '永胜村', name_en: null, level: 'village', parent_code: place.township, poverty: 'none' },
  {
    code: place.otherVillage,
    name: '兴隆村',
    name_en: null,
    level: 'village',
    parent_code: place.township,
    poverty: 'scattered-poor',
  },
  { code: place.poorVillage, name: '向阳村', name_en: null, level: 'village', parent_code: place.township, poverty: 'poor' },
];

export const industries = [
  {
    code: 'A',
    name_zh: '农、林、牧、渔业',
    name_en: 'Agriculture, forestry, animal husbandry and fishery',
    level: 'section',
    parent_code: null,
  },
  { code: 'A01', name_zh: '农业', name_en: 'Agriculture', level: 'division', parent_code: 'A' },
  { code: 'A011', name_zh: '谷物种植', name_en: 'Growing of cereals', level: 'group', parent_code: 'A01' },
  { code: 'A0111', name_zh: '稻谷种植', name_en: 'Growing of rice', level: 'class', parent_code: 'A011' },
  { code: 'A0113', name_zh: '玉米种植', name_en: 'Growing of maize', level: 'class', parent_code: 'A011' },
  { code: 'A0121', name_zh: '豆类种植', name_en: 'Growing of beans', level: 'class', parent_code: 'A01' },
  { code: 'A03', name_zh: '畜牧业', name_en: 'Animal husbandry', level: 'division', parent_code: 'A' },
  { code: 'A031', name_zh: '牲畜饲养', name_en: 'Raising of livestock', level: 'group', parent_code: 'A03' },
  { code: 'A0314', name_zh: '羊的饲养', name_en: 'Raising of sheep', level: 'class', parent_code: 'A031' },
];
