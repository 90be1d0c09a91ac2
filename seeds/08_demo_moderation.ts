import type { Knex } from 'knex';
import { outboxStore } from '../src/platform/postgres/outbox.ts';
import { beginContent, type Beginning } from '../src/features/listings/content.ts';
import { listingStore } from '../src/features/listings/listing-store.ts';
import type { ListingStatus } from '../src/features/listings/listing.ts';
import type { Id } from '../src/kernel/id.ts';
import { inventedPhone } from './demo-people.ts';
import { callerOf } from './demo-world.ts';
import { fixedId } from './fixed-id.ts';

type Sample = { key: string; by: string; status: Extract<ListingStatus, 'draft' | 'submitted' | 'returned'>; begin: Beginning };

/** Invented listings on their way: what an organizer finds to moderate, and what authors find to finish. */
const samples: readonly Sample[] = [
  {
    ...{ key: 'draft', by: '白城市农业科学院', status: 'draft' },
    begin: {
      side: 'technology',
      content: {
        title: '绿豆浅埋滴灌一体化种植',
        kind: 'technology',
        industries: ['A0121'],
        waters: ['drip'],
        problem: '绿豆春旱时出苗不齐。',
      },
    },
  },
  {
    ...{ key: 'submitted technology', by: '中国科学院东北地理与农业生态研究所', status: 'submitted' },
    begin: {
      side: 'technology',
      content: {
        ...{
          title: '轻度盐碱地玉米施磷石膏和有机肥改土',
          kind: 'technology',
          industries: ['A0113', 'N77'],
          regionCode: '220800000000',
        },
        ...{
          problem: '轻度盐碱地玉米出苗率不到七成，苗弱。',
          howItWorks: '春整地前每亩撒施改良剂和腐熟有机肥，旋耕混匀后起垄。',
        },
        ...{ advantage: '出苗率提高，第二年可以减量。', costUnit: 'mu', costFen: 18_000, presentCostFen: 9_000 },
        ...{
          fieldStage: 'pilot',
          soils: ['saline-alkali'],
          proof: '演示数据，没有真实试验。',
          cooperation: ['free-extension', 'contracting'],
        },
      },
    },
  },
  {
    ...{ key: 'submitted need', by: 'shed-taonan', status: 'submitted' },
    begin: {
      side: 'need',
      content: {
        ...{ title: '大棚黄瓜冬天地温上不来，落花多', industries: ['A0141'], regionCode: '220881102000' },
        ...{ problem: '十二月到二月棚里地温只有十度，黄瓜不长，花掉一半。', tried: '加过一层草帘，夜里还是凉。' },
        ...{ hoped: '不烧煤也能把地温提到十三度以上。', scaleMu: 18, budgetFen: 3_000_000, seasonFrom: 12, seasonTo: 2 },
      },
    },
  },
  {
    ...{ key: 'submitted for a villager', by: 'officer', status: 'submitted' },
    begin: {
      side: 'need',
      content: {
        ...{ title: '散养的鹅雏头一周死得多', industries: ['A0323'], regionCode: '220822100000', enteredFor: '示例村村民老张' },
        ...{
          problem: '买回来的鹅雏头七天死两成，拉稀、扎堆。',
          hoped: '想知道温度怎么掌握，开口喂什么。',
          scaleHeads: 600,
          households: 3,
        },
      },
    },
  },
  {
    ...{ key: 'returned', by: 'grain-tongyu', status: 'returned' },
    begin: {
      side: 'need',
      content: {
        ...{ title: '想上一条荞麦面条生产线', industries: ['C14'], regionCode: '220822104000', problem: '要技术，要设备。' },
        ...{ hoped: '越快越好。', households: 1 },
      },
    },
  },
];

export async function seed(knex: Knex): Promise<void> {
  for (const sample of samples) {
    const id = fixedId(`sample ${sample.key}`);
    const there: unknown = await knex('listings').where({ id }).first('id');
    if (!there) await addSample(knex, id, sample);
  }
}

async function addSample(knex: Knex, id: Id, { by, status, begin }: Sample): Promise<void> {
  const author = await callerOf(knex, fixedId(`account ${by}`));
  const contact = { contactName: author.name, contactPhone: inventedPhone(by) };
  const content = beginContent({ ...begin, content: { ...begin.content, ...contact } } as Beginning);
  const owner = { accountId: author.accountId, organizationId: author.organizationId, publishedAt: null, returnedReason: null };
  const store = listingStore(knex);
  await store.add({ ...content, id, ...owner, status: 'draft', version: 1 }, { action: 'created', by: author.accountId });
  await knex('listings').where({ id }).update({ invented: true });
  if (status === 'draft') return;

  await store.save({ ...content, id, ...owner, status: 'submitted', version: 2 }, { action: 'submitted', by: author.accountId });
  const body = { listingId: id, side: begin.side, version: 2 };
  if (status === 'submitted') return outboxStore(knex).record([{ name: 'listing.submitted', body }]);

  const returnedReason = '请写清楚现在有什么设备、每天想加工多少，再提交。';
  const revision = { action: 'returned', by: fixedId('account organizer'), note: returnedReason } as const;
  await store.save({ ...content, id, ...owner, returnedReason, status: 'returned', version: 3 }, revision);
  await outboxStore(knex).record([{ name: 'listing.returned', body: { ...body, version: 3 } }]);
}
