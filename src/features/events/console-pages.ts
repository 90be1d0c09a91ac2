import { z } from 'zod';
import type { App } from '../../compose.ts';
import { refuse } from '../../kernel/error.ts';
import { Id } from '../../kernel/id.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Attempt } from '../../web/input.ts';
import type { Visit } from '../../web/visit.ts';
import type { Web } from '../../web/web.ts';
import { requireOrganizer } from '../people/caller.ts';
import { consoleFrame, lifeSteps, nextStep, otherMoves } from './console.ts';
import { EventMove, openMoves } from './docking-event.ts';
import { eventChip, whenWords } from './event-words.ts';
import { eventReads, type EventHeader } from './reads.ts';

const access = ['organizer', 'admin'] as const;
const params = z.object({ eventId: Id });
type ConsoleVisit = Visit<typeof access, { eventId: Id }>;

/** The planning console of one event: where it stands, the next step, and the moves that its state allows. */
export function consolePages(web: Web, app: App, { db }: Platform): void {
  const reads = eventReads(db);
  const at = (id: Id) => `/organizer/events/${id}`;

  web.page('/organizer/events/:eventId', { access, params, view: 'events/console' }, (visit) => overview(visit, null));
  const again = async (visit: ConsoleVisit, attempt: Attempt) => ({
    view: 'events/console',
    ...(await overview(visit, attempt)),
  });

  web.form(
    '/organizer/events/:eventId/moves',
    { access, params, body: z.object({ move: EventMove }), again },
    async ({ caller, params, body, command }) => {
      await app.moveEvent(caller, params.eventId, body.move, command);
      const to = body.move === 'open-hall' ? `/events/${params.eventId}/hall` : at(params.eventId);
      return { to, flash: `events:moved.${body.move}` };
    },
  );
  web.form(
    '/organizer/events/:eventId/schedule',
    { access, params, body: z.object({}), again },
    async ({ caller, params, command }) => {
      const meetings = await app.makeSchedule(caller, params.eventId, command);
      return {
        to: `${at(params.eventId)}/schedule`,
        flash: meetings > 0 ? 'events:flash.scheduled' : 'events:flash.nothing-fits',
        flashParams: { count: meetings },
        flashKind: meetings > 0 ? 'success' : 'warning',
      };
    },
  );
  web.form(
    '/organizer/events/:eventId/schedule/discard',
    { access, params, body: z.object({}), again },
    async ({ caller, params, command }) => {
      await app.discardSchedule(caller, params.eventId, command);
      return { to: `${at(params.eventId)}/schedule`, flash: 'events:flash.discarded', flashKind: 'information' };
    },
  );

  async function overview({ params, caller, language, t, formats }: ConsoleVisit, attempt: Attempt | null) {
    const event = (await reads.header(params.eventId, language)) ?? refuse('not-found', 'events:errors.no-event');
    requireOrganizer(caller, event.regionCode);
    const next = nextStep(event);
    return {
      title: event.title,
      ...consoleFrame(event, 'overview', t),
      attempt,
      event,
      chip: eventChip(event.status, t),
      when: whenWords(event, formats),
      steps: lifeSteps(event.status, t),
      next: next && {
        move: next.kind === 'move' ? next.move : null,
        schedules: next.kind === 'make-schedule',
        href: next.kind === 'link' ? next.href : null,
        ...nextWords(next.kind === 'move' ? next.move : next.kind === 'link' ? next.key : 'make-schedule', t),
      },
      others: otherMoves(event).map((move) => ({
        move,
        label: t(`events:move.${move}.label`),
        text: t(`events:move.${move}.text`),
      })),
      mayCancel: openMoves(event.status).includes('cancel'),
      mayEdit: ['planned', 'registration', 'scheduled'].includes(event.status),
      facts: factsOf(event, t),
      stats: [
        { value: event.accepted, label: t('events:console.accepted') },
        { value: event.invited, label: t('events:console.waiting') },
        { value: event.declined, label: t('events:console.declined') },
        { value: event.meetings, label: t('events:console.meetings') },
      ],
    };
  }
}

function nextWords(key: string, t: Visit['t']) {
  return { label: t(`events:move.${key}.label`), text: t(`events:move.${key}.text`) };
}

function factsOf(event: EventHeader, t: Visit['t']): { label: string; value: string }[] {
  const { region, venue, slots, tables, slotMinutes, breakMinutes, longBreakAfter, longBreakMinutes, mostMeetings } = event;
  return [
    { label: t('events:show.where'), value: [region, venue].filter(Boolean).join(' · ') },
    {
      label: t('events:plan.grid'),
      value: t('events:console.grid', { slots, tables, minutes: slotMinutes, pause: breakMinutes }),
    },
    ...(longBreakAfter === null
      ? []
      : [
          {
            label: t('events:plan.long-break'),
            value: t('events:console.long-break', { slot: longBreakAfter, minutes: longBreakMinutes }),
          },
        ]),
    { label: t('events:plan.mostMeetings'), value: t('events:console.most', { count: mostMeetings }) },
    ...(event.industries.length > 0
      ? [{ label: t('events:plan.industries'), value: event.industries.map(({ name }) => name).join(t('events:join')) }]
      : []),
  ];
}
