import { z } from 'zod';

/** What the law asks before something may be sold or used. */
export const Licence = z.enum([
  'variety-approval',
  'veterinary-licence',
  'feed-licence',
  'pesticide-registration',
  'fertilizer-registration',
]);
export type Licence = z.infer<typeof Licence>;

/** Rice, wheat, maize, cotton: main crops whose varieties need an approval (Seed Law of the PRC, articles 15 and 23). */
const mainCrops = ['A0111', 'A0112', 'A0113', 'A0131'];
/** Of the pulses, soya alone is one. */
const pulses = 'A0121';
const soya = /大豆|黄豆/;

type Asked = { kind: string; industries: readonly string[]; title: string };

/** Sold goods by what their titles call them. */
const goods: readonly (readonly [RegExp, Licence])[] = [
  [/农药|杀虫剂|杀菌剂|除草剂|杀螨剂|植物生长调节剂/, 'pesticide-registration'],
  [/兽药|疫苗|兽用/, 'veterinary-licence'],
  [/饲料添加剂|预混料|饲料|青贮剂/, 'feed-licence'],
  [/肥料|复合肥|复混肥|水溶肥|有机肥|生物肥|菌肥|缓释肥|控释肥|土壤调理剂/, 'fertilizer-registration'],
];
/** What is made, measured or fed with goods is not the goods. */
const notGoods = /机$|机械|装置|设备|系统|方法|工艺|生产线|罐$|车$/;

/**
 * Which licence the law asks of a technology, if any: Seed Law articles 15 and 23; Pesticide Regulations article 7;
 * Veterinary Drug Regulations article 11; Feed Regulations articles 8 and 15; Fertilizer Registration Measures article 5.
 */
export function licenceFor({ kind, industries, title }: Asked): Licence | null {
  if (kind === 'variety') return isMainCrop({ industries, title }) ? 'variety-approval' : null;
  if (kind !== 'product' || notGoods.test(title)) return null;
  return goods.find(([words]) => words.test(title))?.[1] ?? null;
}

function isMainCrop({ industries, title }: Pick<Asked, 'industries' | 'title'>): boolean {
  return industries.some((code) => mainCrops.includes(code) || (code === pulses && soya.test(title)));
}

export const mainCropVariety = ({ licence }: { licence: Licence | null }) => licence === 'variety-approval';
