import { fixedId } from './fixed-id.ts';
import type { Id } from '../src/kernel/id.ts';
import { demoCardCode, demoDomain } from '../src/demo.ts';
import type { Role } from '../src/features/people/caller.ts';

export const city = '220800000000';

export type DemoPerson = {
  key: string;
  name: string;
  role: Role;
  organization: string;
  region: string;
  login: string;
  phone: string;
};

/** Invented people of every role. Who keeps the listings of an organization has that organization's key. */
export const demoPeople: readonly DemoPerson[] = [
  person('admin', '陈立', 'admin', 'bureau-city', city, 'admin', 1),
  person('organizer', '周敏', 'organizer', 'bureau-city', city, 'organizer', 2),
  person('organizer-county', '吴强', 'organizer', 'bureau-county', '220881000000', 'county', 3),
  keeper('白城市农业科学院', '刘洋', 'researcher', city, 'researcher1', 11),
  keeper('中国科学院东北地理与农业生态研究所', '孙静', 'researcher', city, 'researcher2', 12),
  keeper('吉林省农业科学院', '赵宏', 'researcher', city, 'researcher3', 13),
  keeper('沈阳农业大学', '张磊', 'researcher', city, 'researcher4', 14),
  keeper('corn-zhenlai', '马德福', 'seeker', '220821202000', 'seeker1', 21),
  keeper('sheep-daan', '韩春生', 'seeker', '220882204000', 'seeker2', 22),
  keeper('shed-taonan', '宋玉兰', 'seeker', '220881102000', 'seeker3', 23),
  keeper('grain-tongyu', '高志远', 'seeker', '220822104000', 'seeker4', 24),
  person('officer', '李秋霞', 'information-officer', 'station-tongyu', '220822000000', 'officer', 31),
  person('broker', '王建军', 'broker', 'platform-city', city, 'broker', 41),
  person('desk', '郭晓琳', 'desk', 'bureau-city', city, 'desk', 51),
];

/** On the printed card of a farmer who remembers no password: HEZN-ADEM-23. */
export const demoCard = { code: demoCardCode, key: 'corn-zhenlai' };

function person(
  key: string,
  name: string,
  role: Role,
  organization: string,
  region: string,
  login: string,
  number: number,
): DemoPerson {
  return { key, name, role, organization, region, login: `${login}@${demoDomain}`, phone: String(13_800_000_000 + number) };
}

function keeper(key: string, name: string, role: Role, region: string, login: string, number: number): DemoPerson {
  return person(key, name, role, key, region, login, number);
}

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
  const name = `${surnames[number % surnames.length]}${given[(number >>> 6) % given.length]}`;
  return { id, name, organization_id: organizationId, role, region_code: region };
}

/** A number that is written like a telephone number and belongs to these people alone. */
export function inventedPhone(key: string): string {
  return `1380000${String(1000 + (parseInt(fixedId(`account ${key}`).slice(0, 8), 16) % 9000))}`;
}
