import { expect } from 'chai';
import fc from 'fast-check';
import { AppError } from '../../src/kernel/error.ts';
import { calendarFile } from '../../src/features/events/calendar.ts';
import { nextStep } from '../../src/features/events/console.ts';
import { EventMove, EventStatus, moveOn, openMoves, type DockingEvent } from '../../src/features/events/docking-event.ts';
import { momentOf, wallClock } from '../../src/features/events/local-time.ts';
import { schedulingProblem } from '../../src/features/events/meetings/meeting.ts';
import { newShortCode, readShortCode } from '../../src/features/events/participants/short-code.ts';
import { slotGrid } from '../../src/features/events/slot-grid.ts';
import zh from '../../src/web/locales/zh/events.json' with { type: 'json' };

const event = (status: EventStatus): DockingEvent => ({
  ...{
    id: 'e',
    title: '春季对接会',
    regionCode: '220800000000',
    venue: '',
    about: '',
    startsAt: new Date('2026-03-01T01:00:00Z'),
  },
  ...{ slotMinutes: 20, breakMinutes: 5, longBreakAfter: null, longBreakMinutes: 0, slots: 4, tables: 2, mostMeetings: 4 },
  ...{ industries: [], accountId: 'a', sequence: 0, version: 1, status },
});

describe('the life of a docking event', () => {
  it('allows what its table names, and refuses every other move in words that name what is allowed', () => {
    for (const status of EventStatus.options) {
      for (const move of EventMove.options) {
        const attempt = () => moveOn(event(status), move, 1);
        if (openMoves(status).includes(move)) expect(attempt().facts[0]?.name).to.equal('event.moved-on');
        else expect(attempt).to.throw(AppError).with.property('key', `events:errors.wrong-move.${status}`);
      }
      expect(zh.errors['wrong-move']).to.have.property(status);
    }
  });

  it('leads from planning to the end of the day, and can be called off until the hall opens', () => {
    const day: EventMove[] = ['open-registration', 'release-schedule', 'open-hall', 'close-hall'];
    const end = day.reduce((status, move) => moveOn(event(status), move, 3).next.status, 'planned' as EventStatus);
    expect(end).to.equal('closed');
    expect(EventStatus.options.filter((status) => openMoves(status).includes('cancel'))).to.deep.equal([
      'planned',
      'registration',
      'scheduled',
    ]);
  });

  it('does not publish a timetable without meetings', () => {
    expect(() => moveOn(event('registration'), 'release-schedule', 0))
      .to.throw(AppError)
      .with.property('key', 'events:errors.nothing-to-release');
  });

  it('names one next step, which its state allows', () => {
    for (const status of EventStatus.options) {
      for (const [accepted, meetings] of [
        [0, 0],
        [5, 0],
        [5, 3],
      ] as const) {
        const next = nextStep({ id: 'e', title: '', status, accepted, invited: 0, meetings });
        if (next?.kind === 'move') expect(() => moveOn(event(status), next.move, meetings)).not.to.throw();
        if (next === null) expect(openMoves(status)).to.deep.equal([]);
      }
    }
  });
});

describe('slotGrid', () => {
  it('lays slots one after the other, with the long break in place of the short one', () => {
    const times = slotGrid({ ...event('planned'), longBreakAfter: 2, longBreakMinutes: 60 }).map(({ startsAt }) =>
      startsAt.toISOString().slice(11, 16),
    );
    expect(times).to.deep.equal(['01:00', '01:25', '02:45', '03:10']);
  });

  it('never lets two slots overlap', () => {
    const plan = fc.record({
      slots: fc.integer({ min: 1, max: 40 }),
      slotMinutes: fc.integer({ min: 5, max: 240 }),
      breakMinutes: fc.integer({ min: 0, max: 240 }),
      longBreakAfter: fc.option(fc.integer({ min: 1, max: 40 })),
      longBreakMinutes: fc.integer({ min: 0, max: 480 }),
    });
    fc.assert(
      fc.property(plan, (given) => {
        const slots = slotGrid({ ...event('planned'), ...given });
        expect(slots).to.have.length(given.slots);
        slots
          .slice(1)
          .forEach((slot, n) => expect(slot.startsAt.getTime()).to.be.at.least(slots[n]?.endsAt.getTime() ?? Infinity));
      }),
    );
  });
});

describe('the clock on the wall', () => {
  it('shows the moment that was typed, also where clocks change', () => {
    const day = fc
      .date({ min: new Date('2000-01-01'), max: new Date('2050-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    fc.assert(
      fc.property(day, fc.constantFrom('Asia/Shanghai', 'Europe/Berlin', 'America/New_York'), (on, zone) => {
        expect(wallClock(momentOf(on, '09:30', zone), zone)).to.deep.equal({ day: on, time: '09:30' });
      }),
    );
  });
});

describe('calendarFile', () => {
  const file = calendarFile(
    {
      ...{
        id: '1',
        title: '对接会, 第一场; 玉米',
        venue: '报告厅\n二楼',
        about: '盐碱地'.repeat(40),
        url: 'https://example.org/events/1',
      },
      ...{ startsAt: new Date('2026-03-01T01:00:00Z'), endsAt: new Date('2026-03-01T08:30:00Z') },
    },
    new Date('2026-02-01T00:00:00Z'),
  );

  it('says when in UTC and escapes what the format keeps for itself', () => {
    expect(file).to.include('DTSTART:20260301T010000Z').and.include('DTEND:20260301T083000Z');
    expect(file).to.include('SUMMARY:对接会\\, 第一场\\; 玉米').and.include('LOCATION:报告厅\\n二楼');
  });

  it('keeps every line within 75 bytes and cuts no character in two', () => {
    for (const line of file.split('\r\n')) expect(Buffer.byteLength(line)).to.be.at.most(75);
    expect(file.replace(/\r\n /g, '')).to.include('盐碱地'.repeat(40));
  });
});

describe('a personal code', () => {
  it('is read back however it was typed', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1000), { minLength: 6, maxLength: 6 }), (chances) => {
        let n = 0;
        const code = newShortCode((below) => (chances[n++] ?? 0) % below);
        expect(readShortCode(` ${code.slice(0, 3).toLowerCase()}-${code.slice(3)} `)).to.equal(code);
      }),
    );
    expect(readShortCode('ABC10O')).to.equal(undefined);
  });
});

describe('schedulingProblem', () => {
  const pair = { technology: 't', need: 'n', yes: 0, no: 0 };
  const grid = { slots: 2, tables: 2, mostMeetings: 2, busy: new Map() };

  it('asks for the best match of two people, a yes before a score, and never over a no', () => {
    const candidates = [
      { ...pair, matchId: 'good', score: 0.9 },
      { ...pair, matchId: 'wanted', score: 0.2, yes: 2 },
      { ...pair, matchId: 'refused', score: 1, no: 1 },
    ];
    expect(schedulingProblem({ ...grid, candidates }).pairs.map(({ id }) => id)).to.deep.equal(['wanted']);
  });

  it('never lets somebody meet themselves', () => {
    const candidates = [{ ...pair, need: 't', matchId: 'own', score: 1 }];
    expect(schedulingProblem({ ...grid, candidates }).pairs).to.deep.equal([]);
  });
});
