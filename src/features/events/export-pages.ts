import writeExcel, { type SheetData } from 'write-excel-file/node';
import { z } from 'zod';
import { refuse } from '../../kernel/error.ts';
import { Id } from '../../kernel/id.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Visit } from '../../web/visit.ts';
import type { Web } from '../../web/web.ts';
import { requireOrganizer } from '../people/caller.ts';
import { personWords } from './event-words.ts';
import { meetingReads, type MeetingRow } from './meetings/meeting-reads.ts';
import { participantReads, type ParticipantContact, type ParticipantRow } from './participants/participant-reads.ts';
import { eventReads } from './reads.ts';

/** Participants and meetings as an Excel file. It holds phone numbers, so it is for organizers of the event's region alone. */
export function exportPages(web: Web, { db }: Platform): void {
  const events = eventReads(db);
  const participants = participantReads(db);
  const meetings = meetingReads(db);

  web.raw(
    'get',
    '/organizer/events/:eventId/export.xlsx',
    { access: ['organizer', 'admin'], params: z.object({ eventId: Id }) },
    async ({ params, caller, language, t, formats }, response) => {
      const event = (await events.header(params.eventId, language)) ?? refuse('not-found', 'events:errors.no-event');
      requireOrganizer(caller, event.regionCode);
      const [people, contacts, rows] = await Promise.all([
        participants.ofEvent(event.id),
        participants.contacts(event.id),
        meetings.ofEvent(event.id),
      ]);
      const columns = [{ width: 14 }, { width: 28 }, { width: 12 }, { width: 10 }, { width: 16 }, { width: 26 }, { width: 60 }];
      const file = await writeExcel([
        { sheet: t('events:export.participants'), data: peopleSheet(people, contacts, t), columns },
        { sheet: t('events:console.meetings'), data: meetingSheet(rows, t, formats), columns: meetingColumns },
      ]).toBuffer();
      response
        .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
        .set('Cache-Control', 'no-store')
        .set('Content-Disposition', `attachment; filename="event-${event.id.slice(0, 8)}.xlsx"`)
        .send(file);
    },
  );
}

const meetingColumns = [
  { width: 8 },
  { width: 10 },
  { width: 8 },
  { width: 40 },
  { width: 28 },
  { width: 40 },
  { width: 28 },
  { width: 12 },
];

function peopleSheet(people: ParticipantRow[], contacts: Map<Id, ParticipantContact>, t: Visit['t']): SheetData {
  const names = ['name', 'organization', 'answer', 'code', 'phone', 'email', 'brings'];
  return [
    header(names.map((name) => t(`events:export.${name}`))),
    ...people.map((one) =>
      [
        ...[one.name, one.organization ?? '', t(`events:answer.${one.status}`), one.code],
        ...[contacts.get(one.id)?.phone ?? '', contacts.get(one.id)?.email ?? ''],
        one.listings.map(({ side, title }) => t(`events:brings.${side}`, { title })).join('\n'),
      ].map((value) => ({ value, type: String, wrap: true })),
    ),
  ];
}

function meetingSheet(rows: MeetingRow[], t: Visit['t'], formats: Visit['formats']): SheetData {
  const names = ['slot', 'time', 'table', 'technology', 'holder', 'need', 'seeker', 'state'];
  return [
    header(names.map((name) => t(`events:export.${name}`))),
    ...rows.map((row) => [
      { value: row.slot, type: Number },
      { value: formats.time(row.startsAt), type: String },
      { value: row.table, type: Number },
      { value: row.technology, type: String },
      { value: row.holder ? personWords(row.holder, t) : '', type: String },
      { value: row.need, type: String },
      { value: row.seeker ? personWords(row.seeker, t) : '', type: String },
      { value: t(`events:meeting.${row.status}`), type: String },
    ]),
  ];
}

function header(names: string[]): SheetData[number] {
  return names.map((value) => ({ value, type: String, fontWeight: 'bold' }));
}
