import { expect } from 'chai';
import { seed } from '../../src/platform/postgres/seed.ts';
import { useDatabase } from '../support/database.ts';

const tables = [
  ...['regions', 'industries', 'plans', 'plan_targets', 'organizations', 'accounts', 'account_roles', 'login_cards', 'listings'],
  ...['technologies', 'needs', 'listing_industries', 'listing_approvals', 'listing_revisions', 'matches', 'match_answers'],
  ...['docking_events', 'event_slots', 'event_tables', 'event_participants', 'event_listings', 'meetings', 'meeting_seats'],
  ...['hall_log', 'letters', 'outbox'],
];

describe('starter data', () => {
  const database = useDatabase();
  const db = () => database.db();

  before('load it', () => seed(db(), { demo: true }));

  it('changes nothing when it is loaded again, not even what people changed meanwhile', async () => {
    await db()('listings').where({ reference: 'T0001' }).update({ title: '改过的标题', version: 2 });
    await db()('accounts').where({ phone: '13800000002' }).update({ name: '改过的名字' });
    const poor = '220822100200';
    await db()('regions').where({ code: poor }).update({ poverty: 'poor' });
    const before = await everything();
    await seed(db(), { demo: true });
    expect(await everything()).to.deep.equal(before);
  });

  async function everything(): Promise<Record<string, string>> {
    const found: Record<string, string> = {};
    for (const table of tables) {
      const { rows } = await db().raw<{ rows: [{ hash: string }] }>(
        `select count(*) || ' ' || md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as hash from ?? t`,
        [table],
      );
      found[table] = rows[0].hash;
    }
    return found;
  }
});
