import { fixedId } from './fixed-id.ts';
import type { Id } from '../src/kernel/id.ts';
import type { Role } from '../src/features/people/caller.ts';

export const city = '220800000000';

/** The password of every account below: for trying the product, printed by the start. */
export const demoPassword = 'duijie-demo';

export type DemoPerson = {
  key: string;
  name: string;
  role: Role;
  organization: string;
  region_code: string;
  phone: string;
};

/** Invented people of every role. A person who keeps the listings of an organization has that organization's key. */
export const demoPeople: readonly DemoPerson[] = [
  { key: 'admin', name: '陈立', role: 'admin', organization: 'bureau-city', region_code: city, phone: '13800000001' },
  { key: 'organizer', name: '周敏', role: 'organizer', organization: 'bureau-city', region_code: city, phone: '13800000002' },
  {
    ...{ key: 'organizer-county', name: '吴强', role: 'organizer', organization: 'bureau-county' },
    ...{ region_code: '220881000000', phone: '13800000003' },
  },
  {
    ...{ key: '白城市农业科学院', name: '刘洋', role: 'researcher', organization: '白城市农业科学院' },
    ...{ region_code: city, phone: '13800000011' },
  },
  {
    ...{ key: '中国科学院东北地理与农业生态研究所', name: '孙静', role: 'researcher' },
    ...{ organization: '中国科学院东北地理与农业生态研究所', region_code: city, phone: '13800000012' },
  },
  {
    ...{ key: '吉林省农业科学院', name: '赵宏', role: 'researcher', organization: '吉林省农业科学院' },
    ...{ region_code: city, phone: '13800000013' },
  },
  {
    ...{ key: 'corn-zhenlai', name: '马德福', role: 'seeker', organization: 'corn-zhenlai' },
    ...{ region_code: '220821202000', phone: '13800000021' },
  },
  {
    ...{ key: 'sheep-daan', name: '韩春生', role: 'seeker', organization: 'sheep-daan' },
    ...{ region_code: '220882204000', phone: '13800000022' },
  },
  {
    ...{ key: 'shed-taonan', name: '宋玉兰', role: 'seeker', organization: 'shed-taonan' },
    ...{ region_code: '220881102000', phone: '13800000023' },
  },
  {
    ...{ key: 'grain-tongyu', name: '高志远', role: 'seeker', organization: 'grain-tongyu' },
    ...{ region_code: '220822104000', phone: '13800000024' },
  },
  {
    ...{ key: 'officer', name: '李秋霞', role: 'information-officer', organization: 'station-tongyu' },
    ...{ region_code: '220822000000', phone: '13800000031' },
  },
  { key: 'broker', name: '王建军', role: 'broker', organization: 'platform-city', region_code: city, phone: '13800000041' },
  { key: 'desk', name: '郭晓琳', role: 'desk', organization: 'bureau-city', region_code: city, phone: '13800000051' },
] as const;

/** Invented too: no real bureau speaks here. */
export const bureaus = [
  {
    ...{ key: 'bureau-city', name: '白城市科技局（演示）', kind: 'bureau', region_code: city },
    about: '为试用而设的主办单位。',
  },
  {
    ...{ key: 'bureau-county', name: '洮南市科技局（演示）', kind: 'bureau', region_code: '220881000000' },
    about: '为试用而设的主办单位。',
  },
  {
    ...{ key: 'platform-city', name: '成果整理组（演示）', kind: 'platform', region_code: city },
    about: '整理来源没有写明持有单位的成果。',
  },
  {
    ...{ key: 'station-tongyu', name: '通榆县科技信息站（演示）', kind: 'station', region_code: '220822000000' },
    about: '为试用而设的信息站，科技信息员在这里替村民登记需求。',
  },
] as const;

const surnames = '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾';
const given = [
  '伟',
  '敏',
  '建国',
  '淑芬',
  '磊',
  '艳',
  '志强',
  '丽娟',
  '军',
  '雪梅',
  '明',
  '海燕',
  '春光',
  '玉华',
  '国栋',
  '晓东',
];

/** The invented person who keeps the listings of an organization. */
export function keeperOf(key: string, organizationId: Id, role: Role, region: string) {
  const id = fixedId(`account ${key}`);
  const number = parseInt(id.slice(0, 8), 16);
  const name = `${surnames[number % surnames.length]}${given[(number >> 6) % given.length]}`;
  return { id, name, organization_id: organizationId, role, region_code: region };
}

/** A number that is written like a telephone number and belongs to these people alone. */
export function inventedPhone(key: string): string {
  return `1380000${String(1000 + (parseInt(fixedId(`account ${key}`).slice(0, 8), 16) % 9000))}`;
}
