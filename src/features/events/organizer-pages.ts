import { z } from 'zod';
import type { App } from '../../compose.ts';
import { refuse } from '../../kernel/error.ts';
import { Id } from '../../kernel/id.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Attempt } from '../../web/input.ts';
import type { Visit } from '../../web/visit.ts';
import type { Web } from '../../web/web.ts';
import { requireOrganizer } from '../people/caller.ts';
import { EventStatus } from './docking-event.ts';
import { comingWords, eventChip, whenWords } from './event-words.ts';
import { wallClock } from './local-time.ts';
import { organizedPrefixes } from './organized.ts';
import { PlanForm, planOf, planValues } from './plan-form.ts';
import { planReads } from './plan-reads.ts';
import { eventReads } from './reads.ts';

const access = ['organizer', 'admin'] as const;
const params = z.object({ eventId: Id });
const Keyset = z.object({ before: z.string().optional().catch(undefined), after: z.string().optional().catch(undefined) });
const EditForm = PlanForm.extend({ version: z.coerce.number().int() });

/** An organizer's events: the list, planning one, changing its plan. */
export function organizerEventPages(web: Web, app: App, { db, config, now }: Platform): void {
  const reads = eventReads(db);
  const choices = planReads(db);
  const timeZone = config.TIME_ZONE;
  const crumbs = (t: Visit['t']) => [
    { href: '/organizer', label: t('ui:nav.organizer') },
    { href: '/organizer/events', label: t('events:organizer.title') },
  ];

  web.page(
    '/organizer/events',
    { access, query: Keyset, view: 'events/organizer-list' },
    async ({ caller, t, formats, query, language }) => {
      const page = await reads.list({ statuses: EventStatus.options, prefixes: organizedPrefixes(caller), language, ...query });
      return {
        title: t('events:organizer.title'),
        breadcrumbs: crumbs(t).slice(0, 1),
        events: page.events.map((event) => ({
          href: `/organizer/events/${event.id}`,
          title: event.title,
          chip: eventChip(event.status, t),
          when: whenWords(event, formats),
          place: [event.region, event.venue].filter(Boolean).join(' · '),
          people: comingWords(event, t),
        })),
        newer: page.newer ? `/organizer/events?after=${page.newer}` : '',
        older: page.older ? `/organizer/events?before=${page.older}` : '',
      };
    },
  );

  web.page('/organizer/events/new', { access, view: 'events/plan' }, (visit) => planModel(visit, null, null));
  web.form(
    '/organizer/events/new',
    {
      access,
      body: PlanForm,
      again: async (visit, attempt) => ({ view: 'events/plan', ...(await planModel(visit, null, attempt)) }),
    },
    async ({ caller, body, command }) => {
      const id = await app.createEvent(caller, planOf(body, timeZone), command);
      return { to: `/organizer/events/${id}`, flash: 'events:flash.created' };
    },
  );

  web.page('/organizer/events/:eventId/edit', { access, params, view: 'events/plan' }, (visit) =>
    planModel(visit, visit.params.eventId, null),
  );
  web.form(
    '/organizer/events/:eventId/edit',
    {
      access,
      params,
      body: EditForm,
      again: async (visit, attempt) => ({ view: 'events/plan', ...(await planModel(visit, visit.params.eventId, attempt)) }),
    },
    async ({ caller, params, body: { version, ...form }, command }) => {
      await app.editEvent(caller, params.eventId, version, planOf(form, timeZone), command);
      return { to: `/organizer/events/${params.eventId}`, flash: 'events:flash.saved' };
    },
  );

  /** After a refusal the form keeps what was typed, and the version that it was made from: a stale one stays stale. */
  async function planModel({ caller, t, language }: Visit<typeof access>, id: Id | null, attempt: Attempt | null) {
    const event = id ? ((await reads.header(id, language)) ?? refuse('not-found', 'events:errors.no-event')) : null;
    if (event) requireOrganizer(caller, event.regionCode);
    const regions = await choices.regionsIn(organizedPrefixes(caller), language);
    const plan = event && { ...event, industries: event.industries.map(({ code }) => code) };
    const soon = new Date(now().getTime() + 14 * 86_400_000);
    const defaults = { day: wallClock(soon, timeZone).day, regionCode: regions[0]?.value ?? '' };
    const { values, ticked } = planValues(plan, attempt, timeZone, defaults);
    return {
      title: t(event ? 'events:plan.edit' : 'events:plan.new'),
      breadcrumbs: event ? [...crumbs(t), { href: `/organizer/events/${event.id}`, label: event.title }] : crumbs(t),
      action: event ? `/organizer/events/${event.id}/edit` : '/organizer/events/new',
      attempt,
      errors: { ...noErrors, ...attempt?.errors },
      values,
      ticked,
      regions,
      industries: await choices.industries(language),
      version: event ? (typeof attempt?.typed['version'] === 'string' ? attempt.typed['version'] : event.version) : null,
      fresh: attempt && event && attempt.typed['version'] !== String(event.version) ? `/organizer/events/${event.id}/edit` : '',
      gridFixed: (event?.meetings ?? 0) > 0,
      submit: t(event ? 'events:plan.save' : 'events:plan.create'),
      back: event ? `/organizer/events/${event.id}` : '/organizer/events',
    };
  }
}

const noErrors = Object.fromEntries(Object.keys(PlanForm.shape).map((name) => [name, '']));
