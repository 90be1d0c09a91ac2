import { expect } from 'chai';
import fc from 'fast-check';
import { schedule, type Problem } from '../../src/features/scheduling/schedule.ts';

const problem: fc.Arbitrary<Problem> = fc
  .record({
    slots: fc.integer({ min: 1, max: 8 }),
    tables: fc.integer({ min: 1, max: 5 }),
    people: fc.array(fc.record({ most: fc.integer({ min: 0, max: 6 }), busy: fc.array(fc.integer({ min: 1, max: 8 })) }), {
      minLength: 1,
      maxLength: 12,
    }),
    wishes: fc.array(fc.tuple(fc.nat(11), fc.nat(11), fc.double({ min: 0, max: 3, noNaN: true })), { maxLength: 60 }),
  })
  .map(({ slots, tables, people, wishes }) => ({
    slots,
    tables,
    attendees: people.map((person, n) => ({ id: `p${n}`, ...person })),
    pairs: wishes.map(([a, b, weight], n) => ({ id: `w${n}`, a: `p${a}`, b: `p${b}`, weight })),
  }));

describe('schedule', () => {
  it('puts nobody in two places, not beyond the most they can take, and not where they are busy', () => {
    fc.assert(
      fc.property(problem, (given) => {
        const { meetings } = schedule(given);
        for (const { id, most, busy } of given.attendees) {
          const slots = meetings.filter(({ pair }) => sides(given, pair).includes(id)).map(({ slot }) => slot);
          expect(new Set(slots).size).to.equal(slots.length);
          expect(slots.length).to.be.at.most(most);
          expect(slots.filter((slot) => busy.includes(slot))).to.deep.equal([]);
        }
      }),
    );
  });

  it('gives no table twice in a slot, and no table or slot that does not exist', () => {
    fc.assert(
      fc.property(problem, (given) => {
        const { meetings } = schedule(given);
        const places = meetings.map(({ slot, table }) => `${slot}/${table}`);
        expect(new Set(places).size).to.equal(places.length);
        expect(
          meetings.every(({ slot, table }) => slot >= 1 && slot <= given.slots && table >= 1 && table <= given.tables),
        ).to.equal(true);
      }),
    );
  });

  it('holds only given pairs, each once', () => {
    fc.assert(
      fc.property(problem, (given) => {
        const held = schedule(given).meetings.map(({ pair }) => pair);
        expect(new Set(held).size).to.equal(held.length);
        expect(held.filter((pair) => !given.pairs.some(({ id }) => id === pair))).to.deep.equal([]);
      }),
    );
  });

  it('leaves out a pair only when somebody is full or no common slot with a table is left', () => {
    fc.assert(
      fc.property(problem, (given) => {
        const { meetings } = schedule(given);
        const left = given.pairs.filter(({ id }) => !meetings.some(({ pair }) => pair === id));
        expect(left.filter((pair) => stillFits(given, meetings, pair))).to.deep.equal([]);
      }),
    );
  });

  it('is the same for the same problem, whatever the order of its pairs', () => {
    fc.assert(
      fc.property(problem, (given) => {
        expect(schedule({ ...given, pairs: [...given.pairs].reverse() })).to.deep.equal(schedule(given));
      }),
    );
  });

  it('prefers the worthier of two pairs that compete for one place', () => {
    const attendees = ['a', 'b', 'c'].map((id) => ({ id, most: 1, busy: [] }));
    const pairs = [
      { id: 'likely', a: 'a', b: 'b', weight: 0.9 },
      { id: 'agreed', a: 'a', b: 'c', weight: 2.1 },
    ];
    expect(schedule({ slots: 2, tables: 2, attendees, pairs }).meetings).to.deep.equal([{ pair: 'agreed', slot: 1, table: 1 }]);
  });

  it('keeps the first of a pair at one table through the day', () => {
    const attendees = ['expert', 'other', 'n1', 'n2', 'n3', 'n4'].map((id) => ({ id, most: 4, busy: [] }));
    const pairs = ['n1', 'n2', 'n3', 'n4'].flatMap((need, n) => [
      { id: `e-${need}`, a: 'expert', b: need, weight: 1 - n / 10 },
      { id: `o-${need}`, a: 'other', b: need, weight: 1 - n / 10 },
    ]);
    const given = { slots: 4, tables: 2, attendees, pairs };
    const tables = schedule(given)
      .meetings.filter(({ pair }) => pair.startsWith('e-'))
      .map(({ table }) => table);
    expect(new Set(tables).size).to.equal(1);
  });
});

function sides({ pairs }: Problem, pair: string): string[] {
  const found = pairs.find(({ id }) => id === pair);
  return found ? [found.a, found.b] : [];
}

function stillFits(given: Problem, meetings: { pair: string; slot: number }[], pair: { a: string; b: string }): boolean {
  if (pair.a === pair.b) return false;
  const ends = [pair.a, pair.b].map((id) => given.attendees.find((attendee) => attendee.id === id));
  const mine = (id: string) => meetings.filter((meeting) => sides(given, meeting.pair).includes(id));
  if (ends.some((end) => !end || mine(end.id).length >= end.most)) return false;
  return Array.from({ length: given.slots }, (_, n) => n + 1).some(
    (slot) =>
      meetings.filter((meeting) => meeting.slot === slot).length < given.tables &&
      ends.every((end) => end && !end.busy.includes(slot) && !mine(end.id).some((meeting) => meeting.slot === slot)),
  );
}
