import { z } from 'zod';
import { refuse } from '../../kernel/error.ts';
import { Id } from '../../kernel/id.ts';
import type { Platform } from '../../platform/platform.ts';
import { qrPicture } from '../../web/qr-picture.ts';
import type { Visit } from '../../web/visit.ts';
import type { Web } from '../../web/web.ts';
import { requireOrganizer } from '../people/caller.ts';
import { personWords, whenWords } from './event-words.ts';
import { meetingReads, type MeetingRow, type SlotRow } from './meetings/meeting-reads.ts';
import { participantReads, type ParticipantRow } from './participants/participant-reads.ts';
import { eventReads, type EventHeader } from './reads.ts';
import { siteUrl } from '../../web/site-url.ts';

const What = z.enum(['tables', 'people', 'signs', 'cards']);

/** The day on paper, for when the network fails: a sheet a table, a sheet a person, signs for the tables, cards with codes. */
export function printPages(web: Web, { db, config }: Platform): void {
  const events = eventReads(db);
  const participants = participantReads(db);
  const meetings = meetingReads(db);

  web.page(
    '/organizer/events/:eventId/print',
    {
      access: ['organizer', 'admin'],
      params: z.object({ eventId: Id }),
      query: z.object({ what: What.catch('tables').default('tables') }),
      view: 'events/print',
    },
    async ({ params, query: { what }, caller, language, t, formats, request }) => {
      const event = (await events.header(params.eventId, language)) ?? refuse('not-found', 'events:errors.no-event');
      requireOrganizer(caller, event.regionCode);
      const [slots, rows, people] = await Promise.all([
        meetings.slots(event.id),
        meetings.ofEvent(event.id),
        participants.ofEvent(event.id),
      ]);
      const coming = people.filter(({ status }) => status === 'accepted');
      const at = `/organizer/events/${event.id}`;
      const desk = `${siteUrl(config, request)}/events/${event.id}/desk?code=`;
      const cards = what === 'cards' ? coming.map(async (one) => cardOf(one, event, await qrPicture(desk + one.code))) : [];
      return {
        title: t('events:print.title', { event: event.title }),
        layout: 'print' as const,
        breadcrumbs: [{ href: at, label: event.title }],
        parts: What.options.map((one) => ({
          href: `${at}/print?what=${one}`,
          label: t(`events:print.${one}`),
          current: one === what,
        })),
        placeHead: t(what === 'tables' ? 'events:export.slot' : 'events:mine.where'),
        heading: event.title,
        when: whenWords(event, formats),
        sheets:
          what === 'tables'
            ? byTable(event, slots, rows, { t, formats })
            : what === 'people'
              ? byPerson(coming, slots, rows, { t, formats })
              : [],
        signs: what === 'signs' ? Array.from({ length: event.tables }, (_, n) => t('events:table', { number: n + 1 })) : [],
        cards: await Promise.all(cards),
      };
    },
  );
}

type Words = Pick<Visit, 't' | 'formats'>;
type Sheet = { title: string; lines: { time: string; place: string; text: string; about: string }[] };

function byTable({ tables }: EventHeader, slots: SlotRow[], rows: MeetingRow[], { t, formats }: Words): Sheet[] {
  const numbers = Array.from({ length: tables }, (_, n) => n + 1).filter((table) => rows.some((row) => row.table === table));
  return numbers.map((table) => ({
    title: t('events:table', { number: table }),
    lines: slots.map((slot) => {
      const row = rows.find((one) => one.table === table && one.slot === slot.number);
      const who = row ? [row.holder, row.seeker].flatMap((seat) => (seat ? [personWords(seat, t)] : [])).join(' ↔ ') : '';
      const about = row ? t('events:schedule.pair', { technology: row.technology, need: row.need }) : '';
      return { time: timeOf(slot, formats), place: t('events:slot', { number: slot.number }), text: who, about };
    }),
  }));
}

function byPerson(people: ParticipantRow[], slots: SlotRow[], rows: MeetingRow[], { t, formats }: Words): Sheet[] {
  return people.map((person) => ({
    title: `${personWords(person, t)} · ${person.code}`,
    lines: slots.flatMap((slot) => {
      const row = rows.find(
        (one) => one.slot === slot.number && [one.holder, one.seeker].some((seat) => seat?.participantId === person.id),
      );
      if (!row) return [];
      const other = row.holder?.participantId === person.id ? row.seeker : row.holder;
      return [
        {
          time: timeOf(slot, formats),
          place: t('events:table', { number: row.table }),
          text: other ? personWords(other, t) : '',
          about: t('events:schedule.pair', { technology: row.technology, need: row.need }),
        },
      ];
    }),
  }));
}

function timeOf({ startsAt, endsAt }: SlotRow, formats: Words['formats']): string {
  return `${formats.time(startsAt)}–${formats.time(endsAt)}`;
}

function cardOf({ name, organization, code }: ParticipantRow, event: EventHeader, qr: string) {
  return { title: name, lines: [...(organization ? [organization] : []), event.title], code, qr };
}
