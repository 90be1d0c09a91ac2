import type { App } from '../../compose.ts';
import { refuse } from '../../kernel/error.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Web } from '../../web/web.ts';
import { requireOrganizer } from '../people/caller.ts';
import { publicStatuses, showsTimetable } from './docking-event.ts';
import { meetingReads } from './meetings/meeting-reads.ts';
import { participantReads } from './participants/participant-reads.ts';
import { eventReads, type EventSummary } from './reads.ts';

/** Docking events for programs; what an organizer alone may read is checked against the region of the event. */
export function eventsApi(web: Web, app: App, { db }: Platform): void {
  const events = eventReads(db);
  const participants = participantReads(db);
  const meetings = meetingReads(db);

  web.endpoint('listEvents', async ({ query, language }) => {
    const page = await events.list({ statuses: publicStatuses, language, ...query });
    return { ...page, events: page.events.map(summaryOf) };
  });
  web.endpoint('getEvent', async ({ params, caller, language }) => {
    const event = (await events.visible(params.eventId, caller, language)) ?? refuse('not-found', 'events:errors.no-event');
    const { about, slots, tables, slotMinutes, industries } = event;
    const organizations = await events.organizations(event.id);
    return { ...summaryOf(event), about, slots, tables, slotMinutes, industries, organizations };
  });
  web.endpoint('createEvent', async ({ caller, body, command }) => ({ eventId: await app.createEvent(caller, body, command) }));
  web.endpoint('editEvent', async ({ caller, params, body: { version, ...plan }, command }) => {
    await app.editEvent(caller, params.eventId, version, plan, command);
    return { version: version + 1 };
  });
  web.endpoint('moveEvent', async ({ caller, params, body, command }) => ({
    status: await app.moveEvent(caller, params.eventId, body.move, command),
  }));
  web.endpoint('invitePeople', async ({ caller, params, body, command }) => ({
    invited: await app.invitePeople(caller, params.eventId, body.accountIds, command),
  }));
  web.endpoint('answerInvitation', async ({ caller, params, body, command }) => ({
    status: await app.answerInvitation(caller, params.eventId, body, command),
  }));
  web.endpoint('joinEvent', async ({ caller, params, body, command }) => ({
    status: await app.joinEvent(caller, params.eventId, body.listingIds, command),
  }));
  web.endpoint('getMyEvent', async ({ caller, params, language }) => {
    const event = (await events.visible(params.eventId, caller, language)) ?? refuse('not-found', 'events:errors.no-event');
    const own = (await participants.own(event.id, caller.accountId)) ?? refuse('not-found', 'events:errors.not-taking-part');
    const rows = showsTimetable(event.status) ? await meetings.timetable(own.id) : [];
    const timed = rows.map((row) => ({ ...row, startsAt: row.startsAt.toISOString(), endsAt: row.endsAt.toISOString() }));
    return { status: own.status, code: own.code, meetings: timed };
  });
  web.endpoint('listParticipants', async ({ caller, params, language }) => {
    const event = (await events.header(params.eventId, language)) ?? refuse('not-found', 'events:errors.no-event');
    requireOrganizer(caller, event.regionCode);
    return { participants: await participants.ofEvent(event.id) };
  });
  web.endpoint('getSchedule', async ({ caller, params, language }) => {
    const event = (await events.header(params.eventId, language)) ?? refuse('not-found', 'events:errors.no-event');
    requireOrganizer(caller, event.regionCode);
    return { meetings: await meetings.ofEvent(event.id) };
  });
  web.endpoint('makeSchedule', async ({ caller, params, command }) => ({
    meetings: await app.makeSchedule(caller, params.eventId, command),
  }));
  web.endpoint('discardSchedule', async ({ caller, params, command }) => {
    await app.discardSchedule(caller, params.eventId, command);
    return {};
  });
  web.endpoint('moveMeeting', async ({ caller, params, body, command }) => ({
    sequence: await app.moveMeeting(caller, params.meetingId, body, command),
  }));
}

function summaryOf({ id, title, region, venue, status, startsAt, endsAt }: EventSummary) {
  return { id, title, region, venue, status, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() };
}
