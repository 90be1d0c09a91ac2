import { z } from 'zod';
import type { App } from '../../../compose.ts';
import { refuse } from '../../../kernel/error.ts';
import { Id } from '../../../kernel/id.ts';
import type { Platform } from '../../../platform/platform.ts';
import type { Attempt } from '../../../web/input.ts';
import type { Visit } from '../../../web/visit.ts';
import type { Web } from '../../../web/web.ts';
import { requireOrganizer } from '../../people/caller.ts';
import { consoleFrame } from '../console.ts';
import { eventChip, meetingChip, personWords, whenWords } from '../event-words.ts';
import { eventReads } from '../reads.ts';
import { meetingReads } from './meeting-reads.ts';
import { scheduleGrid } from './schedule-grid.ts';

const access = ['organizer', 'admin'] as const;
/** A free place as the select of the form names it: slot and table. */
const PlaceChoice = z
  .string()
  .regex(/^\d{1,2}-\d{1,3}$/, 'web:errors.choice')
  .transform((text) => {
    const [slot, table] = text.split('-').map(Number);
    return { slot: slot ?? 0, table: table ?? 0 };
  });
type MeetingVisit = Visit<typeof access, { meetingId: Id }>;

/** The grid of slots and tables, and one meeting of it with the places it could have instead. */
export function meetingPages(web: Web, app: App, { db }: Platform): void {
  const events = eventReads(db);
  const meetings = meetingReads(db);

  web.page(
    '/organizer/events/:eventId/schedule',
    { access, params: z.object({ eventId: Id }), view: 'events/schedule' },
    async ({ params, caller, language, t, formats }) => {
      const event = (await events.header(params.eventId, language)) ?? refuse('not-found', 'events:errors.no-event');
      requireOrganizer(caller, event.regionCode);
      const [slots, rows] = await Promise.all([meetings.slots(event.id), meetings.ofEvent(event.id)]);
      return {
        title: t('events:schedule.title', { event: event.title }),
        ...consoleFrame(event, 'schedule', t),
        event,
        chip: eventChip(event.status, t),
        when: whenWords(event, formats),
        grid: rows.length > 0 ? scheduleGrid(slots, event.tables, rows, t, formats) : null,
        count: rows.length,
        mayMake: event.status === 'registration',
        released: event.status === 'scheduled',
      };
    },
  );

  web.page('/organizer/meetings/:meetingId', { access, params: z.object({ meetingId: Id }), view: 'events/meeting' }, (visit) =>
    meetingModel(visit, null),
  );
  web.form(
    '/organizer/meetings/:meetingId',
    {
      access,
      params: z.object({ meetingId: Id }),
      body: z.object({ place: PlaceChoice }),
      again: async (visit, attempt) => ({ view: 'events/meeting', ...(await meetingModel(visit, attempt)) }),
    },
    async ({ caller, params, body, command }) => {
      await app.moveMeeting(caller, params.meetingId, body.place, command);
      return { to: `/organizer/meetings/${params.meetingId}`, flash: 'events:flash.meeting-moved', flashParams: body.place };
    },
  );

  async function meetingModel({ params, caller, language, t, formats }: MeetingVisit, attempt: Attempt | null) {
    const meeting = (await meetings.one(params.meetingId)) ?? refuse('not-found', 'events:errors.no-meeting');
    const event = (await events.header(meeting.eventId, language)) ?? refuse('not-found', 'events:errors.no-event');
    requireOrganizer(caller, event.regionCode);
    const movable = meeting.status === 'planned' && ['registration', 'scheduled', 'live'].includes(event.status);
    const free = movable ? await meetings.freePlaces(meeting.id) : [];
    const seat = (person: typeof meeting.holder) => (person ? personWords(person, t) : t('events:meeting.nobody'));
    return {
      title: t('events:meeting.title', { slot: meeting.slot, table: meeting.table }),
      breadcrumbs: [
        ...consoleFrame(event, 'people', t).breadcrumbs,
        { href: `/organizer/events/${event.id}/schedule`, label: t('events:console.tab.schedule') },
      ],
      attempt,
      meeting,
      chip: meetingChip(meeting.status, t),
      now: t('events:meeting.now', { slot: meeting.slot, table: meeting.table, time: formats.time(meeting.startsAt) }),
      technology: { href: `/technologies/${meeting.technologyId}`, title: meeting.technology, person: seat(meeting.holder) },
      need: { href: `/needs/${meeting.needId}`, title: meeting.need, person: seat(meeting.seeker) },
      movable,
      places: free.map(({ slot, table, startsAt }) => ({
        value: `${slot}-${table}`,
        label: t('events:meeting.place', { slot, table, time: formats.time(startsAt) }),
      })),
      placeError: attempt?.errors['place'] ?? '',
    };
  }
}
