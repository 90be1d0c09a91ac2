import { expect } from 'chai';
import { readConfig } from '../../src/config.ts';
import { demoPassword } from '../../src/demo.ts';
import { composeEvents } from '../../src/features/events/compose.ts';
import { composeHall } from '../../src/features/hall/compose.ts';
import { composePeople } from '../../src/features/people/compose.ts';
import { newId } from '../../src/kernel/id.ts';
import type { Platform } from '../../src/platform/platform.ts';
import { seed } from '../../src/platform/postgres/seed.ts';
import { callerOf } from '../../seeds/demo-world.ts';
import { fixedId } from '../../seeds/fixed-id.ts';
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

  before('load it', async function () {
    this.timeout(60_000);
    await db()('regions').update({ poverty: 'none' }); // what the tests' template marked
    await seed(db(), { demo: true });
  });

  it('changes nothing when it is loaded again, not even what people changed meanwhile', async () => {
    await db()('listings').where({ reference: 'T0001' }).update({ title: '改过的标题', version: 2 });
    await db()('accounts').where({ phone: '13800000002' }).update({ name: '改过的名字' });
    const poor = '220822100200';
    await db()('regions').where({ code: poor }).update({ poverty: 'poor' });
    const before = await everything();
    await seed(db(), { demo: true });
    expect(await everything()).to.deep.equal(before);
  });

  it('names the source of every listing that is not invented', async () => {
    const unnamed = await db()('listings')
      .where({ invented: false })
      .where((either) => either.whereNull('source_name').orWhere('source_name', '').orWhereNull('reference'));
    expect(unnamed).to.deep.equal([]);
  });

  it('attributes every paper to ChinaXiv, the institutions of its authors and its licence', async () => {
    const papers = (await db()('listings').whereRaw(`source_url like '%chinaxiv%'`).pluck('source_name')) as string[];
    expect(papers).to.have.length(250);
    for (const name of papers) expect(name).to.match(/^ChinaXiv .*（CC BY），(作者单位：.+|作者见论文页)$/);
  });

  it('holds no telephone number but invented ones, and nobody who seeks is real', async () => {
    const phones = [
      ...((await db()('accounts').whereNotNull('phone').pluck('phone')) as string[]),
      ...((await db()('listings').pluck('contact_phone')) as string[]),
    ];
    expect(phones.filter((phone) => !/^1380000\d{4}$/.test(phone))).to.deep.equal([]);
    const texts = (await db().raw(`select l.title || coalesce(t.how_it_works || t.problem, n.problem || n.hoped) as text
      from listings l left join technologies t on t.listing_id = l.id left join needs n on n.listing_id = l.id`)) as {
      rows: { text: string }[];
    };
    expect(texts.rows.filter(({ text }) => /(?<!\d)1[3-9]\d{9}(?!\d)/.test(text))).to.deep.equal([]);
    expect(await db()('accounts').where({ invented: false })).to.deep.equal([]);
    const seekers = db()('listings as l').join('organizations as o', 'o.id', 'l.organization_id').where('l.side', 'need');
    expect(await seekers.where('o.invented', false).pluck('o.name')).to.deep.equal([]);
  });

  it('marks no real village as poor', async () => {
    const marks = await db()('regions').whereNot({ poverty: 'none' }).whereNot({ code: '220822100200' });
    expect(marks).to.deep.equal([]);
  });

  it('ends one event with letters of intent and leaves one that an organizer can open at once', async () => {
    const events = (await db()('docking_events').orderBy('starts_at').select('id', 'status', 'sequence')) as EventRow[];
    expect(events.map(({ status }) => status)).to.deep.equal(['closed', 'scheduled']);
    const [held, runnable] = events as [EventRow, EventRow];
    expect(await db()('letters').where({ event_id: held.id }).pluck('serial')).to.have.length(2);
    expect(await db()('meetings').where({ event_id: held.id, status: 'planned' })).to.deep.equal([]);
    const log = (await db()('hall_log').where({ event_id: held.id }).orderBy('sequence').pluck('sequence')) as number[];
    expect(log).to.deep.equal(Array.from({ length: held.sequence }, (_, n) => n + 1));

    const caller = await callerOf(db(), fixedId('account organizer'));
    const composed = composeEvents({ db: db() });
    expect(await composed.moveEvent(caller, runnable.id, 'open-hall')).to.equal('live');
    const hall = composeHall({ db: db(), config: readConfig({}), now: () => new Date() });
    await hall.commandHall(caller, runnable.id, { id: newId(), name: 'start-slot', slot: 1 });
    expect(await db()('meetings').where({ event_id: runnable.id, slot_number: 1 })).to.not.be.empty;
  });

  it('seats nobody and fills no table twice', async () => {
    const { rows } = await db().raw<{ rows: unknown[] }>(`
      select 1 from meeting_seats a join meeting_seats b on a.account_id = b.account_id and a.meeting_id < b.meeting_id and a.during && b.during
      union all
      select 1 from meetings a join meetings b using (event_id, slot_number, table_number) where a.id < b.id`);
    expect(rows).to.deep.equal([]);
  });

  it('lets the demonstration in by password and by the printed card', async () => {
    const people = composePeople({ db: db(), config: readConfig({}), now: () => new Date() } as Platform);
    expect(await people.signIn('13800000001', demoPassword)).to.include({ name: '陈立' });
    expect(await people.signInByCard('hezn-adem-23')).to.include({ name: '马德福' });
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

type EventRow = { id: string; status: string; sequence: number };
