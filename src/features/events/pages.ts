import { z } from 'zod';
import { refuse } from '../../kernel/error.ts';
import { Id } from '../../kernel/id.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Formats } from '../../web/format.ts';
import type { Translate } from '../../web/i18n.ts';
import type { Web } from '../../web/web.ts';
import { mayOrganize } from '../people/caller.ts';
import { calendarFile } from './calendar.ts';
import { publicStatuses } from './docking-event.ts';
import { comingWords, eventChip, whenWords } from './event-words.ts';
import { participantReads, type OwnPart } from './participants/participant-reads.ts';
import { siteUrl } from '../../web/site-url.ts';
import { eventReads, type EventHeader, type EventSummary } from './reads.ts';

const Keyset = z.object({ before: z.string().optional().catch(undefined), after: z.string().optional().catch(undefined) });
const params = z.object({ eventId: Id });

/** What everybody may read of docking events: which there are, and of each what, when, where, and who comes. */
export function eventPages(web: Web, { db, config, now }: Platform): void {
  const reads = eventReads(db);
  const participants = participantReads(db);

  web.page(
    '/events',
    { access: 'anyone', query: Keyset, view: 'events/index', cacheSeconds: 10 },
    async ({ t, formats, query, caller, language }) => {
      const page = await reads.list({ statuses: publicStatuses, language, ...query });
      const coming = page.events.filter(({ status }) => status !== 'closed').reverse();
      return {
        title: t('events:list.title'),
        coming: coming.map((event) => lineOf(event, t, formats)),
        past: page.events.filter(({ status }) => status === 'closed').map((event) => lineOf(event, t, formats)),
        isFirst: !query.before && !query.after,
        mayPlan: mayOrganize(caller, null),
        newer: page.newer ? `/events?after=${page.newer}` : '',
        older: page.older ? `/events?before=${page.older}` : '',
      };
    },
  );

  web.page(
    '/events/:eventId',
    { access: 'anyone', params, view: 'events/show' },
    async ({ t, formats, params, caller, language }) => {
      const event = (await reads.visible(params.eventId, caller, language)) ?? refuse('not-found', 'events:errors.no-event');
      const own = caller ? await participants.own(event.id, caller.accountId) : undefined;
      const organizations = await reads.organizations(event.id);
      return {
        title: event.title,
        breadcrumbs: [{ href: '/events', label: t('events:list.title') }],
        chip: eventChip(event.status, t),
        event,
        facts: factsOf(event, t, formats),
        industries: event.industries.map(({ name }) => name),
        organizations: organizations.map((one) => ({ ...one, href: `/organizations/${one.id}`, brings: bringsWords(one, t) })),
        take: takePart(event, own, caller !== null, t),
        live: event.status === 'live',
        over: event.status === 'closed' || event.status === 'cancelled',
        console: mayOrganize(caller, event.regionCode) ? `/organizer/events/${event.id}` : null,
      };
    },
  );

  web.raw(
    'get',
    '/events/:eventId/calendar.ics',
    { access: 'anyone', params },
    async ({ params, caller, language, request }, response) => {
      const event = (await reads.visible(params.eventId, caller, language)) ?? refuse('not-found', 'events:errors.no-event');
      const url = `${siteUrl(config, request)}/events/${event.id}`;
      response
        .type('text/calendar')
        .set('Content-Disposition', `attachment; filename="event-${event.id.slice(0, 8)}.ics"`)
        .send(calendarFile({ ...event, url }, now()));
    },
  );
}

function lineOf(event: EventSummary, t: Translate, formats: Formats) {
  const { id, title, venue, region, status } = event;
  return {
    href: `/events/${id}`,
    title,
    chip: eventChip(status, t),
    when: whenWords(event, formats),
    place: [region, venue].filter(Boolean).join(' · '),
    people: comingWords(event, t),
  };
}

function factsOf(event: EventHeader, t: Translate, formats: Formats): { label: string; value: string }[] {
  const { region, venue, slots, tables, slotMinutes } = event;
  return [
    { label: t('events:show.when'), value: whenWords(event, formats) },
    { label: t('events:show.where'), value: [region, venue].filter(Boolean).join(' · ') },
    { label: t('events:show.how'), value: t('events:show.how-text', { slots, tables, minutes: slotMinutes }) },
  ];
}

function bringsWords({ technologies, needs }: { technologies: number; needs: number }, t: Translate): string {
  return [
    ...(technologies ? [t('events:show.technologies', { count: technologies })] : []),
    ...(needs ? [t('events:show.needs', { count: needs })] : []),
  ].join(t('events:join'));
}

/** The one thing that this person can do about the event now. */
function takePart({ id, status }: EventHeader, own: OwnPart | undefined, signedIn: boolean, t: Translate) {
  const mine = `/events/${id}/mine`;
  const step = (key: string, href: string | null) => ({
    text: t(`events:take.${key}.text`),
    href,
    label: href ? t(`events:take.${key}.label`) : '',
  });
  if (own && status !== 'cancelled') return step(own.status, mine);
  switch (status) {
    case 'registration':
      return signedIn ? step('join', mine) : step('sign-in', `/sign-in?to=${encodeURIComponent(mine)}`);
    case 'live':
      return step('live', `/events/${id}/screen`);
    case 'planned':
    case 'scheduled':
    case 'closed':
    case 'cancelled':
      return step(status, null);
  }
}
