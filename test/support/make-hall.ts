import type { Knex } from 'knex';
import { newId, type Id } from '../../src/kernel/id.ts';
import { codeAlphabet } from '../../src/kernel/paper-code.ts';
import { make, type MadeAccount } from './make.ts';
import { place } from './places.ts';

export type MadeSeat = { account: MadeAccount; participantId: Id; code: string };
export type MadeMeeting = { id: Id; matchId: Id; slot: number; table: number; technology: MadeSeat; need: MadeSeat };
export type MadeHall = {
  eventId: Id;
  organizer: MadeAccount;
  startsAt: Date;
  seat: (account: MadeAccount) => Promise<MadeSeat>;
  meet: (slot: number, table: number, sides?: { technology?: MadeSeat; need?: MadeSeat }) => Promise<MadeMeeting>;
};

type HallWish = { slots?: number; tables?: number; status?: string; startsAt?: Date; password?: string; region?: string };

let codes = 0;

/** A docking event whose hall is open: slots of 20 minutes with breaks of 10, and nobody at the tables until they are seated. */
export async function makeHall(db: Knex, wish: HallWish = {}): Promise<MadeHall> {
  const { slots = 3, tables = 2, status = 'live', startsAt = new Date('2026-12-01T01:00:00Z'), region = place.city } = wish;
  const people = make(db);
  const organizer = await people.account({ role: 'organizer', region, password: wish.password });
  const eventId = newId();
  await db('docking_events').insert({
    ...{ id: eventId, title: '白城盐碱地对接会', venue: '农科院礼堂', region_code: region, starts_at: startsAt },
    ...{ slot_minutes: 20, break_minutes: 10, status, account_id: organizer.accountId },
  });
  const at = (minutes: number): Date => new Date(startsAt.getTime() + minutes * 60_000);
  const grid = Array.from({ length: slots }, (_, n) => ({ number: n + 1, starts_at: at(n * 30), ends_at: at(n * 30 + 20) }));
  await db('event_slots').insert(grid.map((slot) => ({ event_id: eventId, ...slot })));
  await db('event_tables').insert(Array.from({ length: tables }, (_, n) => ({ event_id: eventId, number: n + 1 })));

  async function seat(account: MadeAccount): Promise<MadeSeat> {
    const participantId = newId();
    const code = shortCode();
    await db('event_participants').insert({
      ...{ id: participantId, event_id: eventId, account_id: account.accountId, status: 'accepted', code },
    });
    return { account, participantId, code };
  }

  async function meet(slot: number, table: number, sides: { technology?: MadeSeat; need?: MadeSeat } = {}): Promise<MadeMeeting> {
    const technology = sides.technology ?? (await seat(await people.account({ name: '李教授', role: 'researcher' })));
    const need = sides.need ?? (await seat(await people.account({ name: '赵大叔', role: 'seeker' })));
    const [brought, wanted] = [
      await people.technology({ by: technology.account }),
      await people.need({ by: need.account, title: '盐碱地玉米保苗' }),
    ];
    const [id, matchId] = [newId(), newId()];
    await db('matches').insert({
      ...{ id: matchId, technology_id: brought.listingId, need_id: wanted.listingId, score: 0.8 },
      ...{ technology_version: 1, need_version: 1 },
    });
    await db('meetings').insert({ id, event_id: eventId, slot_number: slot, table_number: table, match_id: matchId });
    for (const [side, { participantId, account }] of [['technology', technology] as const, ['need', need] as const]) {
      await db.raw(
        `insert into meeting_seats (meeting_id, event_id, participant_id, account_id, side, during)
         select ?, event_id, ?, ?, ?, tstzrange(starts_at, ends_at) from event_slots where event_id = ? and number = ?`,
        [id, participantId, account.accountId, side, eventId, slot],
      );
    }
    return { id, matchId, slot, table, technology, need };
  }

  return { eventId, organizer, startsAt, seat, meet };
}

function shortCode(): string {
  codes += 1;
  return [...String(codes).padStart(6, '0')].map((digit) => codeAlphabet[Number(digit)]).join('');
}
