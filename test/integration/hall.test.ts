import { expect } from 'chai';
import { composeHall } from '../../src/features/hall/compose.ts';
import type { Change, HallCommand } from '../../src/features/hall/command.ts';
import { apply, type Hall } from '../../src/features/hall/hall.ts';
import { hallReads } from '../../src/features/hall/reads.ts';
import { hallStore } from '../../src/features/hall/store.ts';
import { AppError } from '../../src/kernel/error.ts';
import { newId, type Id } from '../../src/kernel/id.ts';
import { readConfig } from '../../src/config.ts';
import { useDatabase } from '../support/database.ts';
import { make } from '../support/make.ts';
import { makeHall, type MadeHall } from '../support/make-hall.ts';
import { place } from '../support/places.ts';

describe('the hall', () => {
  const database = useDatabase();
  let app: ReturnType<typeof composeHall>;
  let hall: MadeHall;

  before(() => {
    app = composeHall({ db: database.db(), now: () => new Date(), config: readConfig({}) });
  });
  beforeEach(async () => {
    hall = await makeHall(database.db());
  });

  const command = (what: HallCommand, id = newId(), by = hall.organizer): Promise<number> =>
    app.commandHall(by, hall.eventId, { ...what, id });
  const outcome = (work: Promise<number>): Promise<string> =>
    work.then(
      () => 'done',
      (error: unknown) => (error instanceof AppError ? error.key : String(error)),
    );
  const logOf = async (): Promise<{ sequence: number; name: string; body: object }[]> =>
    (await database.db()('hall_log').where({ event_id: hall.eventId }).orderBy('sequence')) as never;
  const facts = async (): Promise<number> =>
    (await database.db()('outbox').where({ name: 'hall.commanded' }).whereRaw(`body ->> 'eventId' = ?`, [hall.eventId])).length;

  /** The whole hall as the rules see it, with everybody and every meeting. */
  async function wholeHall(): Promise<Hall> {
    const { hall: state } = await database
      .db()
      .transaction((trx) => hallStore(trx).get(hall.eventId, { name: 'tell', text: '' }));
    const rows = <R>(table: string): Promise<R[]> =>
      database.db()(table).where({ event_id: hall.eventId }).orderBy('id') as never;
    const signed = (await database.db()('letters').pluck('meeting_id')) as Id[];
    return {
      ...state,
      meetings: (await rows<{ id: Id; slot_number: number; status: 'planned' }>('meetings')).map(
        ({ id, slot_number: slot, status }) => ({
          ...{ id, slot, status, signed: signed.includes(id) },
        }),
      ),
      people: (await rows<{ id: Id; code: string; checked_in_at: Date | null }>('event_participants')).map(
        ({ id, code, checked_in_at: checkedInAt }) => ({ id, code, checkedInAt }),
      ),
    };
  }

  it('runs one slot when two organizers start different ones in the same moment', async () => {
    const other = await make(database.db()).account({ role: 'organizer' });
    const outcomes = await Promise.all([
      outcome(command({ name: 'start-slot', slot: 1 })),
      outcome(command({ name: 'start-slot', slot: 2 }, newId(), other)),
    ]);
    expect(outcomes.toSorted()).to.deep.equal(['done', 'hall:errors.slot-running']);
    const running = await database.db()('event_slots').where({ event_id: hall.eventId, status: 'running' });
    expect(running).to.have.length(1);
    expect(await logOf()).to.have.length(1);
  });

  it('carries a command out once, however often and from however many sides it arrives', async () => {
    const id = newId();
    const answers = await Promise.all(Array.from({ length: 6 }, () => command({ name: 'start-slot', slot: 1 }, id)));
    answers.push(await command({ name: 'start-slot', slot: 1 }, id));
    expect(new Set(answers)).to.deep.equal(new Set([1]));
    expect(await logOf()).to.have.length(1);
    expect(await facts()).to.equal(1);
    expect(await outcome(command({ name: 'end-slot', slot: 1 }, id))).to.equal('web:errors.command-reused');
  });

  it('knows a command that comes back after the table of commands has forgotten it, and from whom it came', async () => {
    const id = newId();
    const first = await command({ name: 'start-slot', slot: 1 }, id);
    await command({ name: 'end-slot', slot: 1 });
    await database.db()('commands').where({ id }).delete();
    expect(await command({ name: 'start-slot', slot: 1 }, id)).to.equal(first);
    expect(await logOf()).to.have.length(2);

    await database.db()('commands').where({ id }).delete();
    const another = await make(database.db()).account({ role: 'organizer' });
    expect(await outcome(command({ name: 'start-slot', slot: 1 }, id, another))).to.equal('web:errors.command-reused');
  });

  it('numbers what fifty desks do at once without a gap, and loses no check-in', async () => {
    const people = make(database.db());
    const desk = await people.account({ role: 'desk', region: place.city });
    const seats = await Promise.all(Array.from({ length: 25 }, async () => hall.seat(await people.account())));
    const twice = [...seats, ...seats].map(({ code }) => outcome(command({ name: 'check-in-code', code }, newId(), desk)));
    const outcomes = await Promise.all(twice);
    expect(outcomes.filter((one) => one === 'done')).to.have.length(25);
    expect(new Set(outcomes)).to.deep.equal(new Set(['done', 'hall:errors.already-in']));
    expect((await logOf()).map(({ sequence }) => sequence)).to.deep.equal(Array.from({ length: 25 }, (_, n) => n + 1));
    const here = await database.db()('event_participants').where({ event_id: hall.eventId }).whereNotNull('checked_in_at');
    expect(here).to.have.length(25);
  }).timeout(30_000);

  it('is what its log tells: folded over the hall as it opened, with retries in between', async () => {
    const meeting = await hall.meet(1, 1);
    const opened = await wholeHall();
    const commands: HallCommand[] = [
      { name: 'check-in', participantId: meeting.need.participantId },
      { name: 'start-slot', slot: 1 },
      { name: 'mark-meeting', meetingId: meeting.id, status: 'no-show' },
      { name: 'extend-slot', slot: 1, minutes: 7 },
      { name: 'check-in-code', code: meeting.technology.code.toLowerCase() },
      { name: 'mark-meeting', meetingId: meeting.id, status: 'met' },
      { name: 'undo-check-in', participantId: meeting.need.participantId },
      { name: 'end-slot', slot: 1 },
      { name: 'start-slot', slot: 3 },
    ];
    const sent = commands.map((what) => ({ what, id: newId() }));
    for (const [n, { what, id }] of sent.entries()) {
      await command(what, id);
      const again = sent[Math.floor(n / 2)];
      if (again) await command(again.what, again.id);
    }
    const log = (await logOf()) as unknown as Change[];
    expect(log).to.have.length(commands.length);
    expect(log.reduce(apply, opened)).to.deep.equal(await wholeHall());
  });

  it('moves seats with an extended slot, also of a person who sits in slot after slot', async () => {
    const busy = await hall.seat(await make(database.db()).account({ role: 'researcher' }));
    for (const slot of [1, 2, 3]) await hall.meet(slot, 1, { technology: busy });
    await command({ name: 'start-slot', slot: 1 });
    await command({ name: 'extend-slot', slot: 1, minutes: 60 });
    const wrong = await database.db().raw<{ rows: unknown[] }>(
      `select from meeting_seats s join meetings m on m.id = s.meeting_id
       join event_slots t on t.event_id = m.event_id and t.number = m.slot_number
       where m.event_id = ? and s.during <> tstzrange(t.starts_at, t.ends_at)`,
      [hall.eventId],
    );
    expect(wrong.rows).to.have.length(0);
    const seats = await database.db()('meeting_seats').where({ participant_id: busy.participantId });
    expect(seats).to.have.length(3);
  });

  it('refuses an extension that would seat somebody in two events at once, and changes nothing', async () => {
    const person = await make(database.db()).account({ role: 'researcher' });
    const next = await makeHall(database.db(), { startsAt: new Date(hall.startsAt.getTime() + 20 * 60_000), slots: 1 });
    await hall.meet(1, 1, { technology: await hall.seat(person) });
    await next.meet(1, 1, { technology: await next.seat(person) });
    await command({ name: 'start-slot', slot: 1 });
    const before = await wholeHall();
    expect(await outcome(command({ name: 'extend-slot', slot: 1, minutes: 5 }))).to.equal('hall:errors.extend-collides');
    expect(await wholeHall()).to.deep.equal(before);
    expect(await logOf()).to.have.length(1);
  });

  it('obeys organizers of its region and the desk, and nobody else', async () => {
    const people = make(database.db());
    const [desk, stranger] = [
      await people.account({ role: 'desk', region: place.city }),
      await people.account({ role: 'organizer', region: place.tongyu }),
    ];
    const start: HallCommand = { name: 'start-slot', slot: 1 };
    expect(await outcome(command(start, newId(), desk))).to.equal('hall:errors.not-yours');
    expect(await outcome(command(start, newId(), stranger))).to.equal('hall:errors.not-yours');
    expect(await outcome(command(start, newId(), await people.account({ role: 'admin' })))).to.equal('done');
    const elsewhere = await hall.seat(await people.account());
    hall = await makeHall(database.db());
    expect(await outcome(command({ name: 'check-in-code', code: elsewhere.code }))).to.equal('hall:errors.no-such-code');
  });

  it('shows visitors organizations and never a name, a code or a phone number', async () => {
    const people = make(database.db());
    const organizationId = await people.organization({ name: '向阳合作社' });
    const farmer = await people.account({ name: '孙秘密', role: 'seeker', organizationId });
    const meeting = await hall.meet(1, 1, { need: await hall.seat(farmer) });
    await command({ name: 'check-in', participantId: meeting.need.participantId });
    await command({ name: 'tell', text: '请到三号桌' });
    const reads = hallReads(database.db());
    const event = await reads.event(hall.eventId);
    if (!event) throw new Error('The event is there.');

    const open = await reads.snapshot(event, false, new Date());
    const shown = JSON.stringify([open, await reads.log(hall.eventId, 0, false, new Date())]);
    for (const secret of ['孙秘密', '李教授', farmer.phone, meeting.need.code, meeting.need.participantId, '13900000000']) {
      expect(shown).not.to.include(secret);
    }
    expect(open.meetings[0]?.need).to.deep.equal({
      title: '盐碱地玉米保苗',
      organization: '向阳合作社',
      person: null,
      here: true,
    });
    expect(open.notice?.text).to.equal('请到三号桌');

    const staff = await reads.snapshot(event, true, new Date());
    expect(staff.meetings[0]?.need.person).to.deep.equal({
      ...{ participantId: meeting.need.participantId, name: '孙秘密', code: meeting.need.code },
    });
    expect(staff.checkedIn).to.deep.equal({ here: 1, expected: 2 });
    expect(JSON.stringify(staff)).not.to.include(farmer.phone);
  });

  it('answers a gap to whoever is ahead of the log or too far behind', async () => {
    const log = (after: number) => hallReads(database.db()).log(hall.eventId, after, false, new Date());
    expect(await log(0)).to.include({ sequence: 0, gap: false });
    await command({ name: 'tell', text: '一' });
    expect((await log(0)).entries.map(({ sequence, name }) => [sequence, name])).to.deep.equal([[1, 'tell']]);
    expect(await log(1)).to.deep.include({ sequence: 1, gap: false, entries: [] });
    expect(await log(5)).to.deep.include({ sequence: 1, gap: true });
    await database
      .db()
      .raw(`select append_hall_log(?, gen_random_uuid(), 'tell', '{"text":""}', null) from generate_series(1, 200)`, [
        hall.eventId,
      ]);
    expect(await log(0)).to.deep.include({ sequence: 201, gap: true, entries: [] });
    expect((await log(1)).entries).to.have.length(200);
  });
});
