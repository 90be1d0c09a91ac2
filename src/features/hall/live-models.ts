import type { Translate } from '../../web/i18n.ts';
import type { Formats } from '../../web/format.ts';
import { expectedStart, looks, meetingsIn, momentOf, signOf, type Moment } from './board.ts';
import type { HallSnapshot, SnapshotMeeting, SnapshotSide, SnapshotSlot } from './snapshot.ts';

type Words = { t: Translate; formats: Formats };

/** What every live page of a hall begins with: its number, the server's time, and where the day stands. */
export function momentModel(snapshot: HallSnapshot, words: Words) {
  const moment = momentOf(snapshot);
  const { event, sequence, serverTime, notice, checkedIn, signed } = snapshot;
  return {
    eventId: event.id,
    sequence,
    serverTime,
    isLive: event.status === 'live',
    eventStatus: event.status,
    phase: moment.phase,
    running: moment.running && runningModel(moment.running, words),
    next: moment.next && nextModel(moment.next, moment, words),
    notice: notice?.text ?? '',
    figures: [
      { value: checkedIn.here, of: checkedIn.expected, label: words.t('hall:figures.here') },
      { value: heldOf(snapshot), of: snapshot.meetings.length, label: words.t('hall:figures.met') },
      { value: signed, of: null, label: words.t('hall:figures.letters') },
    ],
  };
}

export function slotModel({ number, startsAt, endsAt, dueAt, status }: SnapshotSlot, { t, formats }: Words) {
  return {
    number,
    status,
    dueAt,
    label: t('hall:slot', { slot: number }),
    time: `${formats.time(startsAt)}–${formats.time(endsAt)}`,
    begins: formats.time(startsAt),
  };
}

/** The slot that runs, with the times that hold: it may have begun earlier or later than planned. */
function runningModel(slot: SnapshotSlot, { t, formats }: Words) {
  const planned = slotModel(slot, { t, formats });
  const late = Date.parse(slot.dueAt ?? slot.endsAt) - Date.parse(slot.endsAt);
  const moved = (moment: string): string => formats.time(new Date(Date.parse(moment) + late));
  const time = `${moved(slot.startsAt)}–${moved(slot.endsAt)}`;
  return { ...planned, time: time === planned.time ? time : t('hall:moved', { time, planned: planned.time }) };
}

function nextModel(slot: SnapshotSlot, moment: Moment, { t, formats }: Words) {
  const planned = formats.time(slot.startsAt);
  const begins = formats.time(expectedStart(moment, slot));
  const words = begins === planned ? 'hall:next' : 'hall:next-late';
  return { ...slotModel(slot, { t, formats }), begins, words: t(words, { slot: slot.number, time: begins, planned }) };
}

/** Who was checked in last, and where to: what the desk says to a guest before the next one steps up. */
export function arrivalModel({ people, meetings, slots }: HallSnapshot, { t, formats }: Words) {
  const [last] = people
    .flatMap((person) => (person.checkedInAt ? [{ ...person, at: person.checkedInAt }] : []))
    .sort((a, b) => b.at.localeCompare(a.at));
  if (!last) return null;
  const waiting = new Map(slots.flatMap((slot) => (slot.status === 'done' ? [] : [[slot.number, slot] as const])));
  const first = meetings
    .filter(({ slot, status }) => status === 'planned' && waiting.has(slot))
    .filter(({ technology, need }) => [technology, need].some(({ person }) => person?.participantId === last.participantId))
    .sort((a, b) => a.slot - b.slot)[0];
  const slot = first && waiting.get(first.slot);
  return {
    name: last.name,
    organization: last.organization,
    since: t('hall:desk.since', { time: formats.time(last.at) }),
    goes: slot ? t('hall:desk.goes', { slot: slot.number, time: formats.time(slot.startsAt), table: first.table }) : '',
  };
}

/** The tables of one slot, with what can be marked about them. */
export function tableModels(snapshot: HallSnapshot, slot: SnapshotSlot | null, { t }: Words) {
  return meetingsIn(snapshot, slot).map((meeting) => ({
    id: meeting.id,
    table: meeting.table,
    title: t('hall:table', { table: meeting.table }),
    technology: sideModel(meeting.technology),
    need: sideModel(meeting.need),
    chip: chipOf(meeting, t),
    signed: meeting.signed,
    canMark: slot?.status !== 'waiting' && !meeting.signed,
    isMarked: meeting.status === 'met' || meeting.status === 'no-show',
    canSign: slot?.status !== 'waiting' && meeting.status !== 'no-show',
  }));
}

/** Every slot by every table, for the schedule grid. */
export function gridModel(snapshot: HallSnapshot, words: Words, href: (slot: number) => string) {
  const { t } = words;
  const at = new Map(snapshot.meetings.map((meeting) => [`${meeting.slot} ${meeting.table}`, meeting]));
  return {
    caption: t('hall:console.grid'),
    tables: snapshot.tables.map((table) => ({ label: t('hall:table', { table }) })),
    slots: snapshot.slots.map((slot) => ({
      ...slotModel(slot, words),
      cells: snapshot.tables.map((table) => {
        const meeting = at.get(`${slot.number} ${table}`);
        if (!meeting) return null;
        const { need, technology } = meeting;
        return {
          href: href(slot.number),
          title: need.organization || need.title,
          text: technology.organization || technology.title,
          chip: slot.status === 'waiting' ? null : chipOf(meeting, t),
        };
      }),
    })),
  };
}

/** What the big screen shows of a slot: by table, who meets whom, by the names of organizations alone. */
export function seatModels(snapshot: HallSnapshot, slot: Moment['shown'], { t }: Words) {
  return meetingsIn(snapshot, slot).map((meeting) => ({
    table: t('hall:table', { table: meeting.table }),
    need: meeting.need.organization || meeting.need.title,
    technology: meeting.technology.organization || meeting.technology.title,
    missing: meeting.status === 'planned' && !(meeting.need.here && meeting.technology.here),
  }));
}

function sideModel({ organization, title, person, here }: SnapshotSide) {
  return {
    organization,
    title,
    name: person?.name ?? '',
    participantId: person?.participantId ?? '',
    code: person?.code ?? '',
    here,
  };
}

function chipOf(meeting: SnapshotMeeting, t: Translate) {
  const sign = signOf(meeting);
  return { ...looks[sign], label: t(`hall:sign.${sign}`) };
}

function heldOf({ meetings }: HallSnapshot): number {
  return meetings.filter(({ status }) => status === 'met').length;
}
