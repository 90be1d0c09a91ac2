import { createHash } from 'node:crypto';
import { expect } from 'chai';
import { readConfig } from '../../src/config.ts';
import { composeHall } from '../../src/features/hall/compose.ts';
import type { LetterTerms } from '../../src/features/hall/letters/letter.ts';
import { letterReads } from '../../src/features/hall/letters/letter-reads.ts';
import { AppError } from '../../src/kernel/error.ts';
import { newId, type Id } from '../../src/kernel/id.ts';
import { useDatabase } from '../support/database.ts';
import { make } from '../support/make.ts';
import { makeHall, type MadeHall, type MadeMeeting } from '../support/make-hall.ts';
import { place } from '../support/places.ts';

const terms: LetterTerms = {
  technologyParty: '白城市农业科学院',
  needParty: '向阳合作社',
  technologySigner: '李教授',
  needSigner: '赵大叔',
  witness: '王芳',
  terms: '试种 20 亩，费用 $1 & {{serial}} $t(hall:here)',
  onScreen: true,
  language: 'zh',
};

describe('a letter of intent', () => {
  const database = useDatabase();
  let app: ReturnType<typeof composeHall>;
  let hall: MadeHall;
  let meeting: MadeMeeting;

  before(() => {
    app = composeHall({ db: database.db(), now: () => new Date('2026-12-01T01:10:00Z'), config: readConfig({}) });
  });
  beforeEach(async () => {
    hall = await makeHall(database.db());
    meeting = await hall.meet(1, 1);
    await app.commandHall(hall.organizer, hall.eventId, { name: 'start-slot', slot: 1, id: newId() });
  });

  const record = (change: Partial<LetterTerms> = {}, by = hall.organizer, id = newId()) =>
    app.recordLetter(by, { meetingId: meeting.id }, { ...terms, ...change }, { id, name: 'letter', accountId: by.accountId });
  const refusal = (work: Promise<unknown>): Promise<string> =>
    work.then(
      () => 'allowed',
      (error: unknown) => (error instanceof AppError ? error.key : String(error)),
    );
  const saved = async (letterId: Id) => {
    const found = await letterReads(database.db()).letter(letterId);
    return found?.letter ?? expect.fail('there is no letter');
  };

  it('keeps its words with their hash, marks the meeting as held, and tells of it', async () => {
    const { letterId, serial } = await record();
    const letter = await saved(letterId);
    expect(serial).to.match(/^YX-2026-\d{4}$/);
    expect(letter.sha256).to.equal(createHash('sha256').update(letter.body).digest('hex'));
    for (const words of [serial, '向阳合作社', '白城盐碱地对接会', '2026年12月1日', '不是合同', terms.terms]) {
      expect(letter.body).to.include(words);
    }
    const held = (await database.db()('meetings').where({ id: meeting.id }).first('status')) as { status: string };
    expect(held.status).to.equal('met');
    const told = (await database.db()('outbox').where({ name: 'letter.recorded' })) as { body: { letterId: Id } }[];
    expect(told.filter(({ body }) => body.letterId === letterId)).to.have.length(1);
    const log = (await database.db()('hall_log').where({ event_id: hall.eventId }).pluck('name')) as string[];
    expect(log).to.deep.equal(['start-slot', 'sign-letter']);
  });

  it('is one for each meeting, when the form is sent twice and when two people send it', async () => {
    const id = newId();
    const [once, again] = await Promise.all([record({}, hall.organizer, id), record({}, hall.organizer, id)]);
    expect(once).to.deep.equal(again);
    const other = await make(database.db()).account({ role: 'organizer' });
    expect(await refusal(record({}, other))).to.equal('hall:errors.letter-there');

    meeting = await hall.meet(1, 2);
    const outcomes = await Promise.all([refusal(record({})), refusal(record({}, other))]);
    expect(outcomes.toSorted()).to.deep.equal(['allowed', 'hall:errors.letter-there']);
  });

  it('cannot be changed afterwards by anybody, except to take it off the screen', async () => {
    const { letterId } = await record();
    const change = (columns: object) => refusal(database.db()('letters').where({ id: letterId }).update(columns).then());
    expect(await change({ body: 'another' })).to.match(/cannot be changed/);
    expect(await change({ terms: 'other', on_screen: false })).to.match(/cannot be changed/);
    await app.showLetter(meeting.need.account, letterId, false);
    expect((await saved(letterId)).onScreen).to.equal(false);
    const stranger = await make(database.db()).account();
    expect(await refusal(app.showLetter(stranger, letterId, true))).to.equal('web:errors.not-found');
  });

  it('is recorded by organizers of the region, once the meeting has begun', async () => {
    const people = make(database.db());
    const far = await people.account({ role: 'organizer', region: place.tongyu });
    expect(await refusal(record({}, far))).to.equal('web:errors.not-organizer');
    expect(await refusal(record({}, meeting.need.account))).to.equal('web:errors.not-organizer');
    meeting = await hall.meet(2, 1);
    expect(await refusal(record())).to.equal('hall:errors.meeting-not-begun');
    await database.db()('docking_events').where({ id: hall.eventId }).update({ status: 'scheduled' });
    expect(await refusal(record())).to.equal('hall:errors.not-live.scheduled');
  });

  it('may be about a match between events once both sides opened it, and then once', async () => {
    const byMatch = () => app.recordLetter(hall.organizer, { matchId: meeting.matchId }, terms);
    expect(await refusal(byMatch())).to.equal('hall:errors.match-not-open');
    await database.db()('matches').where({ id: meeting.matchId }).update({ status: 'open', opened_at: new Date() });
    const { letterId } = await byMatch();
    expect((await saved(letterId)).body).to.include('经平台对接');
    expect(await refusal(byMatch())).to.equal('hall:errors.letter-there');
  });

  it('speaks English when that is what the parties read', async () => {
    const { letterId, serial } = await record({ language: 'en' });
    const { body } = await saved(letterId);
    expect(body).to.include(`Number: ${serial}`);
    expect(body).to.include('It is not a contract');
  });
});
