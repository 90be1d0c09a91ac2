import type { Knex } from 'knex';
import type { Caller } from '../../src/features/people/caller.ts';
import { newId, type Id } from '../../src/kernel/id.ts';
import { make } from './make.ts';
import { place } from './places.ts';

/** A joint need that is being gathered in one county, with a member for each of these people and none who said yes yet. */
export async function makeJointNeed(db: Knex, people: readonly Caller[]): Promise<Id> {
  const id = newId();
  await db('joint_needs').insert({
    ...{ id, status: 'gathering', region_code: place.tongyu, title: '几个村的羔羊都拉稀', problem: '羔羊成批腹泻' },
  });
  for (const [index, by] of people.entries()) {
    const { listingId } = await make(db).need({ by, region: place.tongyu, title: '羔羊拉稀' });
    await db('joint_need_members').insert({
      ...{ joint_need_id: id, joint_status: 'gathering', need_id: listingId, account_id: by.accountId, place: index + 1 },
    });
  }
  return id;
}
