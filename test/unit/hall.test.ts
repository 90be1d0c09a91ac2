import { expect } from 'chai';
import fc from 'fast-check';
import { AppError } from '../../src/kernel/error.ts';
import { apply, decide, mayCommand, type Hall } from '../../src/features/hall/hall.ts';
import { expectedStart, momentOf, signOf } from '../../src/features/hall/board.ts';
import type { Change, HallCommand } from '../../src/features/hall/command.ts';
import type { Caller, Role } from '../../src/features/people/caller.ts';

const ids = ['1', '2', '3'].map((n) => `00000000-0000-4000-8000-00000000000${n}`);
const codes = ['AAAAA2', 'AAAAA3', 'AAAAA4'];
const opening = Date.parse('2026-12-01T01:00:00Z');
const minute = 60_000;
const now = new Date(opening);

function hall(change: Partial<Hall> = {}): Hall {
  return {
    eventStatus: 'live',
    slots: [0, 1, 2, 3].map((n) => ({
      ...{ number: n + 1, startsAt: new Date(opening + n * 30 * minute), endsAt: new Date(opening + (n * 30 + 20) * minute) },
      ...{ status: 'waiting' as const, startedAt: null, endedAt: null },
    })),
    meetings: ids.map((id, n) => ({ id, slot: n + 1, status: 'planned', signed: false })),
    people: ids.map((id, n) => ({ id, code: codes[n] ?? '', checkedInAt: null })),
    notice: null,
    ...change,
  };
}

const after = (start: Hall, ...commands: HallCommand[]): Hall =>
  commands.reduce((state, command) => apply(state, decide(state, command, now)), start);

function refusal(state: Hall, command: HallCommand): string {
  try {
    decide(state, command, now);
  } catch (error) {
    if (error instanceof AppError) return error.key;
    throw error;
  }
  return 'allowed';
}

describe('a command to the hall', () => {
  const running = after(hall(), { name: 'start-slot', slot: 2 });

  it('starts a slot unless another runs or it is over', () => {
    expect(running.slots.map(({ status }) => status)).to.deep.equal(['waiting', 'running', 'waiting', 'waiting']);
    expect(refusal(running, { name: 'start-slot', slot: 3 })).to.equal('hall:errors.slot-running');
    expect(refusal(running, { name: 'start-slot', slot: 2 })).to.equal('hall:errors.slot-started');
    const over = after(running, { name: 'end-slot', slot: 2 });
    expect(refusal(over, { name: 'start-slot', slot: 2 })).to.equal('hall:errors.slot-over');
    expect(refusal(over, { name: 'start-slot', slot: 9 })).to.equal('hall:errors.no-such-slot');
    expect(refusal(over, { name: 'end-slot', slot: 2 })).to.equal('hall:errors.slot-not-running');
  });

  it('extends the slot that runs and moves the later ones along, breaks kept', () => {
    const extended = after(running, { name: 'extend-slot', slot: 2, minutes: 5 });
    const times = extended.slots.map(({ startsAt, endsAt }) => [startsAt, endsAt].map((at) => (at.getTime() - opening) / minute));
    expect(times).to.deep.equal([
      [0, 20],
      [30, 55],
      [65, 85],
      [95, 115],
    ]);
    expect(refusal(running, { name: 'extend-slot', slot: 3, minutes: 5 })).to.equal('hall:errors.slot-not-running');
  });

  it('checks a person in by the code as it was typed, once, and takes it back', () => {
    const here = after(hall(), { name: 'check-in-code', code: ' aaa-aa3 ' });
    expect(here.people.map(({ checkedInAt }) => checkedInAt !== null)).to.deep.equal([false, true, false]);
    expect(refusal(here, { name: 'check-in', participantId: ids[1] ?? '' })).to.equal('hall:errors.already-in');
    expect(refusal(here, { name: 'check-in-code', code: '0O1IL' })).to.equal('hall:errors.no-such-code');
    expect(after(here, { name: 'undo-check-in', participantId: ids[1] ?? '' })).to.deep.equal(hall());
  });

  it('marks a table once its slot has begun, and never against a signed letter', () => {
    const mark = { name: 'mark-meeting', meetingId: ids[1] ?? '', status: 'no-show' } as const;
    expect(refusal(hall(), mark)).to.equal('hall:errors.not-begun');
    expect(after(running, mark).meetings[1]?.status).to.equal('no-show');
    expect(after(running, mark, { ...mark, status: 'planned' })).to.deep.equal(running);
    const signed = { ...running, meetings: running.meetings.map((meeting) => ({ ...meeting, signed: true })) };
    expect(refusal(signed, mark)).to.equal('hall:errors.signed');
  });

  it('is refused with the reason when the hall is not open', () => {
    for (const status of ['planned', 'registration', 'scheduled', 'closed', 'cancelled'] as const) {
      expect(refusal(hall({ eventStatus: status }), { name: 'tell', text: 'x' })).to.equal(`hall:errors.not-live.${status}`);
    }
  });

  it('is for organizers of the region; the desk checks in and marks', () => {
    const caller = (role: Role, region: string): Caller => ({
      ...{ accountId: ids[0] ?? '', name: '', organizationId: null, language: 'zh', roles: [{ role, region }] },
    });
    const may = (role: Role, region: string, name: HallCommand['name']) => mayCommand(caller(role, region), '220881000000', name);
    expect(may('organizer', '220800000000', 'start-slot')).to.equal(true);
    expect(may('organizer', '220822000000', 'start-slot')).to.equal(false);
    expect(may('desk', '220881000000', 'check-in-code')).to.equal(true);
    expect(may('desk', '220881000000', 'mark-meeting')).to.equal(true);
    expect(may('desk', '220881000000', 'start-slot')).to.equal(false);
    expect(may('desk', '220822000000', 'check-in')).to.equal(false);
    expect(may('researcher', '220881000000', 'check-in')).to.equal(false);
    expect(mayCommand(null, '220881000000', 'check-in')).to.equal(false);
  });
});

describe('the hall, whatever is asked of it', () => {
  const slot = fc.integer({ min: 1, max: 5 });
  const id = fc.constantFrom(...ids);
  const command: fc.Arbitrary<HallCommand> = fc.oneof(
    fc.record({ name: fc.constant('start-slot' as const), slot }),
    fc.record({ name: fc.constant('end-slot' as const), slot }),
    fc.record({ name: fc.constant('extend-slot' as const), slot, minutes: fc.integer({ min: 1, max: 60 }) }),
    fc.record({ name: fc.constant('check-in' as const), participantId: id }),
    fc.record({ name: fc.constant('check-in-code' as const), code: fc.constantFrom(...codes, 'nobody') }),
    fc.record({ name: fc.constant('undo-check-in' as const), participantId: id }),
    fc.record({
      name: fc.constant('mark-meeting' as const),
      meetingId: id,
      status: fc.constantFrom('met' as const, 'no-show' as const, 'planned' as const),
    }),
    fc.record({ name: fc.constant('tell' as const), text: fc.constantFrom('', '开饭了') }),
  );

  /** A day of commands; what is refused changes nothing and leaves no entry. */
  function run(commands: readonly HallCommand[]): { end: Hall; log: Change[] } {
    let end = hall();
    const log: Change[] = [];
    for (const [n, one] of commands.entries()) {
      try {
        const change = decide(end, one, new Date(opening + n * minute));
        end = apply(end, change);
        log.push(change);
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
      }
    }
    return { end, log };
  }

  it('is what its log tells, also after the log went through JSON', () => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 40 }), (commands) => {
        const { end, log } = run(commands);
        const read = JSON.parse(JSON.stringify(log)) as Change[];
        expect(read.reduce(apply, hall())).to.deep.equal(end);
      }),
    );
  });

  it('never runs two slots, and never takes up again what is over', () => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 40 }), (commands) => {
        let state = hall();
        for (const change of run(commands).log) {
          const next = apply(state, change);
          expect(next.slots.filter(({ status }) => status === 'running').length).to.be.at.most(1);
          for (const [n, was] of state.slots.entries()) if (was.status === 'done') expect(next.slots[n]).to.deep.equal(was);
          state = next;
        }
      }),
    );
  });

  it('keeps slots in order and apart, and only the extended one grows', () => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 40 }), (commands) => {
        const { end, log } = run(commands);
        const added = (number: number) =>
          log.reduce((sum, { name, body }) => sum + (name === 'extend-slot' && body.slot === number ? body.minutes : 0), 0);
        for (const [n, one] of end.slots.entries()) {
          expect(one.endsAt.getTime() - one.startsAt.getTime()).to.equal((20 + added(one.number)) * minute);
          const before = end.slots[n - 1];
          if (before) expect(one.startsAt.getTime() - before.endsAt.getTime()).to.be.at.least(10 * minute);
        }
      }),
    );
  });
});

describe('a table on the board', () => {
  const side = (here: boolean) => ({ title: 't', organization: '', person: null, here });
  const meeting = (change: object) => ({
    ...{ id: ids[0] ?? '', slot: 1, table: 1, status: 'planned' as const, signed: false },
    ...{ technology: side(false), need: side(false), ...change },
  });

  it('says the most that is known of it', () => {
    expect(signOf(meeting({}))).to.equal('nobody-here');
    expect(signOf(meeting({ need: side(true) }))).to.equal('one-here');
    expect(signOf(meeting({ need: side(true), technology: side(true) }))).to.equal('both-here');
    expect(signOf(meeting({ status: 'no-show', need: side(true) }))).to.equal('no-show');
    expect(signOf(meeting({ status: 'met', signed: true }))).to.equal('signed');
  });

  it('stands in the slot that runs, else in the last one, and the next is the first after it', () => {
    const slots = (...of: ('waiting' | 'running' | 'done')[]) => ({
      slots: of.map((status, n) => ({ number: n + 1, status, startsAt: '', endsAt: '', dueAt: null })),
    });
    const at = (...of: ('waiting' | 'running' | 'done')[]) => {
      const { phase, shown, next } = momentOf(slots(...of));
      return [phase, shown?.number, next?.number];
    };
    expect(at('waiting', 'waiting')).to.deep.equal(['before', 1, 1]);
    expect(at('done', 'running', 'waiting')).to.deep.equal(['running', 2, 3]);
    expect(at('waiting', 'running', 'waiting')).to.deep.equal(['running', 2, 3]);
    expect(at('done', 'waiting')).to.deep.equal(['between', 1, 2]);
    expect(at('done', 'done')).to.deep.equal(['over', 2, undefined]);
  });

  it('expects the next slot later by as much as the running one began late, and never earlier than planned', () => {
    const [endsAt, startsAt] = ['2026-12-01T01:20:00.000Z', '2026-12-01T01:25:00.000Z'];
    const running = { number: 1, status: 'running' as const, startsAt: '2026-12-01T01:00:00.000Z', endsAt };
    const expected = (dueAt: string) => expectedStart({ running: { ...running, dueAt } }, { startsAt });
    expect(expected('2026-12-01T01:32:00.000Z')).to.equal('2026-12-01T01:37:00.000Z');
    expect(expected('2026-12-01T01:10:00.000Z')).to.equal(startsAt);
    expect(expectedStart({ running: null }, { startsAt })).to.equal(startsAt);
  });
});
