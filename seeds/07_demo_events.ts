import type { Knex } from 'knex';
import { readConfig } from '../src/config.ts';
import { composeEvents } from '../src/features/events/compose.ts';
import type { EventPlan } from '../src/features/events/docking-event.ts';
import { eventStore } from '../src/features/events/event-store.ts';
import { momentOf, wallClock } from '../src/features/events/local-time.ts';
import { composeHall } from '../src/features/hall/compose.ts';
import type { HallCommand } from '../src/features/hall/command.ts';
import type { Id } from '../src/kernel/id.ts';
import { city } from './demo-people.ts';
import { coming, past, type DemoPair } from './demo-pairs.ts';
import { callerOf, guestsOf, listingId, organizer } from './demo-world.ts';
import { fixedId } from './fixed-id.ts';

const timeZone = 'Asia/Shanghai';
const hour = 3600 * 1000;
const [held, runnable] = [fixedId('event held'), fixedId('event runnable')];

/** One docking event that is over, with two letters of intent, and one that can be run at once: the organizer opens the hall. */
export async function seed(knex: Knex): Promise<void> {
  const there = (await knex('docking_events').whereIn('id', [held, runnable]).pluck('id')) as Id[];
  if (!there.includes(held)) await addHeldEvent(knex);
  if (!there.includes(runnable)) await addRunnableEvent(knex);
}

async function addHeldEvent(knex: Knex): Promise<void> {
  const { day } = wallClock(new Date(Date.now() - 40 * 24 * hour), timeZone);
  const plan: EventPlan = {
    ...{ title: '盐碱地与养殖专场对接会（演示）', regionCode: city, venue: '白城市农业科学院 报告厅' },
    about: '演示数据：一场已经结束的对接会。单位和成果是真实的，人物和过程是虚构的。',
    ...{
      startsAt: momentOf(day, '09:00', timeZone),
      slotMinutes: 30,
      breakMinutes: 10,
      longBreakAfter: null,
      longBreakMinutes: 0,
    },
    ...{ slots: 4, tables: 3, mostMeetings: 4, industries: ['A0113', 'A0119', 'A0141', 'A0314', 'N77'] },
  };
  await prepare(knex, held, plan, past);
  await runTheDay(knex, held, plan);
  await backdate(knex, held, plan.startsAt);
}

async function addRunnableEvent(knex: Knex): Promise<void> {
  const startsAt = new Date(Math.ceil((Date.now() + hour / 2) / hour) * hour);
  const plan: EventPlan = {
    ...{ title: '科技成果对接会·种养综合场（演示）', regionCode: city, venue: '白城市会展中心 二楼' },
    about: '演示数据：可以马上开场。组织者登录后打开主持台，点“开场”，再开始第一个时段。',
    ...{ startsAt, slotMinutes: 20, breakMinutes: 5, longBreakAfter: null, longBreakMinutes: 0 },
    ...{ slots: 6, tables: 5, mostMeetings: 4, industries: ['A01', 'A03', 'N77'] },
  };
  await prepare(knex, runnable, plan, coming);
}

/** From the plan to the released schedule. */
async function prepare(knex: Knex, eventId: Id, plan: EventPlan, pairs: readonly DemoPair[]): Promise<void> {
  const by = await organizer(knex);
  const events = composeEvents({ db: knex });
  const guests = await guestsOf(knex, pairs);
  await eventStore(knex).add({ ...plan, id: eventId, accountId: by.accountId, status: 'planned', sequence: 0, version: 1 });
  await events.moveEvent(by, eventId, 'open-registration');
  await events.invitePeople(by, eventId, [...guests.keys()]);
  for (const [accountId, listingIds] of guests) {
    await events.answerInvitation(await callerOf(knex, accountId), eventId, { answer: 'accepted', listingIds });
  }
  await events.makeSchedule(by, eventId);
  await events.moveEvent(by, eventId, 'release-schedule');
}

/** Everybody checks in, every slot runs, one meeting finds an empty chair, two end with a letter of intent. */
async function runTheDay(knex: Knex, eventId: Id, { startsAt, slots, slotMinutes, breakMinutes }: EventPlan): Promise<void> {
  const by = await organizer(knex);
  let clock = new Date(startsAt.getTime() - hour / 2);
  const hall = composeHall({ db: knex, config: { ...readConfig({}), TIME_ZONE: timeZone }, now: () => clock });
  const ask = (command: HallCommand) =>
    hall.commandHall(by, eventId, { ...command, id: fixedId(`hall ${JSON.stringify(command)}`) });

  await composeEvents({ db: knex }).moveEvent(by, eventId, 'open-hall');
  const people = (await knex('event_participants').where({ event_id: eventId }).orderBy('account_id').pluck('id')) as Id[];
  for (const participantId of people) await ask({ name: 'check-in', participantId });

  for (let slot = 1; slot <= slots; slot += 1) {
    clock = new Date(startsAt.getTime() + (slot - 1) * (slotMinutes + breakMinutes) * 60_000);
    await ask({ name: 'start-slot', slot });
    clock = new Date(clock.getTime() + (slotMinutes - 1) * 60_000);
    for (const meeting of await meetingsOf(knex, eventId, slot)) {
      const isMissed = meeting.technologyId === listingId('T0004');
      await ask({ name: 'mark-meeting', meetingId: meeting.id, status: isMissed ? 'no-show' : 'met' });
      const terms = agreed[meeting.technologyId];
      if (terms)
        await hall.recordLetter(by, { meetingId: meeting.id }, { ...terms, witness: by.name, onScreen: true, language: 'zh' });
    }
    await ask({ name: 'end-slot', slot });
  }
  await composeEvents({ db: knex }).moveEvent(by, eventId, 'close-hall');
}

const agreed: Record<Id, Record<'technologyParty' | 'needParty' | 'technologySigner' | 'needSigner' | 'terms', string>> = {
  [listingId('T0530')]: {
    ...{ technologyParty: '白城市农业科学院', technologySigner: '刘洋' },
    ...{ needParty: '镇赉县建平乡盐碱地种植专业合作社', needSigner: '马德福' },
    terms: '在合作社选 200 亩盐碱地试种“白燕”系列燕麦，院方提供种子和播种、收获指导，合作社出地出工；秋后共同测产。',
  },
  [listingId('T0117')]: {
    ...{ technologyParty: '中国科学院东北地理与农业生态研究所', technologySigner: '孙静' },
    ...{ needParty: '大安市海坨乡草原肥羊养殖专业合作社', needSigner: '韩春生' },
    terms: '用合作社的玉米秸秆试做颗粒饲料，选 60 只育肥羊喂 90 天，所方出配方和检测，合作社记录增重和用料。',
  },
};

async function meetingsOf(knex: Knex, eventId: Id, slot: number): Promise<{ id: Id; technologyId: Id }[]> {
  return (await knex('meetings as m')
    .join('matches as f', 'f.id', 'm.match_id')
    .where({ 'm.event_id': eventId, 'm.slot_number': slot })
    .orderBy('m.table_number')
    .select('m.id', 'f.technology_id as technologyId')) as { id: Id; technologyId: Id }[];
}

/** What is over stands in the log at its time, and nobody is told of it now. */
async function backdate(knex: Knex, eventId: Id, startsAt: Date): Promise<void> {
  const before = new Date(startsAt.getTime() - 14 * 24 * hour);
  await knex('hall_log')
    .where({ event_id: eventId })
    .update({ at: knex.raw(`coalesce((body ->> 'at')::timestamptz, ?::timestamptz)`, [before.toISOString()]) });
  await knex('event_participants').where({ event_id: eventId }).update({ invited_at: before, answered_at: before });
  await knex('docking_events').where({ id: eventId }).update({ created_at: before });
  await knex('outbox').where({ status: 'waiting' }).whereRaw(`body ->> 'eventId' = ?`, [eventId]).del();
  await knex('outbox').where({ status: 'waiting', name: 'letter.recorded' }).del();
}
