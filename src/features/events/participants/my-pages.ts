import { z } from 'zod';
import type { App } from '../../../compose.ts';
import { refuse } from '../../../kernel/error.ts';
import { Id } from '../../../kernel/id.ts';
import type { Platform } from '../../../platform/platform.ts';
import { field, type Attempt } from '../../../web/input.ts';
import { qrPicture } from '../../../web/qr-picture.ts';
import type { Visit } from '../../../web/visit.ts';
import type { Web } from '../../../web/web.ts';
import { showsTimetable, type EventStatus } from '../docking-event.ts';
import { answerChip, eventChip, meetingChip, personWords, whenWords } from '../event-words.ts';
import { meetingReads, type OwnMeeting } from '../meetings/meeting-reads.ts';
import { eventReads } from '../reads.ts';
import { siteUrl } from '../../../web/site-url.ts';
import { participantReads } from './participant-reads.ts';

const params = z.object({ eventId: Id });
const Bring = z.object({ listingIds: field.many(Id) });

/** A participant's own page of an event: the answer, the code, the timetable; it prints as a badge with the day below it. */
export function myEventPages(web: Web, app: App, { db, config }: Platform): void {
  const events = eventReads(db);
  const participants = participantReads(db);
  const meetings = meetingReads(db);

  web.page('/events/:eventId/mine', { access: 'signed-in', params, view: 'events/mine' }, (visit) => mine(visit, null));

  const again = async (visit: Visit<'signed-in', { eventId: Id }>, attempt: Attempt) => ({
    view: 'events/mine',
    ...(await mine(visit, attempt)),
  });
  web.form(
    '/events/:eventId/answer',
    { access: 'signed-in', params, body: Bring, again },
    async ({ caller, params, body, command }) => {
      await app.answerInvitation(caller, params.eventId, { answer: 'accepted', listingIds: body.listingIds }, command);
      const to = `/events/${params.eventId}/mine`;
      if (body.listingIds.length === 0) return { to, flash: 'events:flash.accepted-to-listen', flashKind: 'warning' };
      return { to, flash: 'events:flash.accepted' };
    },
  );
  web.form(
    '/events/:eventId/join',
    { access: 'signed-in', params, body: Bring, again },
    async ({ caller, params, body, command }) => {
      await app.joinEvent(caller, params.eventId, body.listingIds, command);
      return { to: `/events/${params.eventId}/mine`, flash: 'events:flash.joined' };
    },
  );
  web.form(
    '/events/:eventId/decline',
    { access: 'signed-in', params, body: z.object({}), again },
    async ({ caller, params, command }) => {
      await app.answerInvitation(caller, params.eventId, { answer: 'declined' }, command);
      return { to: `/events/${params.eventId}/mine`, flash: 'events:flash.declined', flashKind: 'information' };
    },
  );

  async function mine(
    { params, caller, language, t, formats, request }: Visit<'signed-in', { eventId: Id }>,
    attempt: Attempt | null,
  ) {
    const event = (await events.visible(params.eventId, caller, language)) ?? refuse('not-found', 'events:errors.no-event');
    const own = await participants.own(event.id, caller.accountId);
    if (!own && event.status !== 'registration' && !attempt) refuse('not-found', 'events:errors.not-taking-part');
    const choices = await participants.bringable(event.id, caller.accountId);
    const coming = own?.status === 'accepted';
    const typed = attempt ? [attempt.typed['listingIds'] ?? []].flat() : null;
    const first = own?.status !== 'accepted';
    const chosen = typed ?? choices.filter(({ brought }) => brought || first).map(({ id }) => id);
    const rows = own && coming && showsTimetable(event.status) ? await meetings.timetable(own.id) : [];
    const scanned = `${siteUrl(config, request)}/events/${event.id}/desk?code=${own?.code ?? ''}`;
    return {
      title: t('events:mine.title', { event: event.title }),
      breadcrumbs: [
        { href: '/events', label: t('events:list.title') },
        { href: `/events/${event.id}`, label: event.title },
      ],
      attempt,
      event,
      chips: own ? [eventChip(event.status, t), answerChip(own.status, t)] : [eventChip(event.status, t)],
      when: whenWords(event, formats),
      place: [event.region, event.venue].filter(Boolean).join(' · '),
      me: personWords({ name: caller.name, organization: null }, t),
      card:
        own && coming
          ? { title: event.title, lines: [caller.name, whenWords(event, formats)], code: own.code, qr: await qrPicture(scanned) }
          : null,
      timetable: rows.map((row) => lineOf(row)),
      live: coming && event.status === 'live',
      note: !coming || rows.length > 0 ? '' : t(showsTimetable(event.status) ? 'events:mine.no-meetings' : 'events:mine.not-out'),
      form: isOpen(event.status) ? formOf(own?.status ?? null, event.status) : null,
      choices: choices.map(({ id, side, title }) => ({ value: id, label: t(`events:brings.${side}`, { title }) })),
      chosen,
      bringError: attempt?.errors['listingIds'] ?? '',
    };

    function lineOf(row: OwnMeeting) {
      const { table, slot, mine, theirs, matchId, status, startsAt, endsAt } = row;
      return {
        time: `${formats.time(startsAt)}–${formats.time(endsAt)}`,
        place: t('events:mine.place', { table, slot }),
        person: personWords({ name: row.with, organization: row.organization }, t),
        about: t('events:mine.about', { mine, theirs }),
        href: `/matches/${matchId}`,
        chip: meetingChip(status, t),
      };
    }
  }
}

function isOpen(status: EventStatus): boolean {
  return status === 'registration' || status === 'scheduled' || status === 'live';
}

/** Where the answer goes and what may be said: an invited person answers, anybody else joins while people register. */
function formOf(status: 'invited' | 'accepted' | 'declined' | null, event: EventStatus) {
  const joins = status === null;
  if (joins && event !== 'registration') return null;
  return {
    action: joins ? 'join' : 'answer',
    status: status ?? 'new',
    maySayNo: status === 'invited' || status === 'accepted',
    joins,
  };
}
