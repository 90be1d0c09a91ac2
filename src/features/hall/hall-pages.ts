import { z } from 'zod';
import type { App } from '../../compose.ts';
import { Id } from '../../kernel/id.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Attempt } from '../../web/input.ts';
import type { Web } from '../../web/web.ts';
import { mayOrganize, type Caller } from '../people/caller.ts';
import { HallCommand } from './command.ts';
import { enterAsStaff } from './enter-hall.ts';
import { momentOf } from './board.ts';
import { arrivalModel, gridModel, momentModel, slotModel, tableModels } from './live-models.ts';
import { hallReads } from './reads.ts';
import type { HallSnapshot } from './snapshot.ts';
import type { Visit } from '../../web/visit.ts';

const params = z.object({ eventId: Id });
const Asked = z.object({
  slot: z.coerce.number().int().optional().catch(undefined),
  q: z.string().trim().max(40).catch('').default(''),
  /** From the QR code of a guest's card: fills the box, and the desk confirms it. */
  code: z.string().trim().max(20).catch('').default(''),
});
type Asked = z.infer<typeof Asked>;
const nothingAsked: Asked = { q: '', code: '' };
const scripts = ['js/hall.js'];

type Who = Pick<Visit, 't' | 'formats'> & { caller: Caller | null };

/** The organizers' console and the desk. Both work as plain forms; the script sends the same commands and redraws. */
export function hallPages(web: Web, app: App, { db, now }: Platform): void {
  const reads = hallReads(db);

  web.page(
    '/events/:eventId/hall',
    { access: ['organizer', 'admin'], params, query: Asked, view: 'hall/console' },
    ({ params: { eventId }, query, ...who }) => consoleModel(eventId, who, query, null),
  );
  web.form(
    '/events/:eventId/hall',
    {
      access: ['organizer', 'admin'],
      params,
      body: HallCommand,
      again: async ({ params: { eventId }, ...who }, attempt) => ({
        view: 'hall/console',
        ...(await consoleModel(eventId, who, nothingAsked, attempt)),
      }),
    },
    async ({ caller, params: { eventId }, body, command }) => {
      await app.commandHall(caller, eventId, { ...body, id: command.id });
      return { to: `/events/${eventId}/hall`, flash: `hall:flash.${body.name}` };
    },
  );

  web.page(
    '/events/:eventId/desk',
    { access: ['organizer', 'desk', 'admin'], params, query: Asked, view: 'hall/desk' },
    ({ params: { eventId }, query, ...who }) => deskModel(eventId, who, query, null),
  );
  web.form(
    '/events/:eventId/desk',
    {
      access: ['organizer', 'desk', 'admin'],
      params,
      body: HallCommand,
      again: async ({ params: { eventId }, ...who }, attempt) => ({
        view: 'hall/desk',
        ...(await deskModel(eventId, who, nothingAsked, attempt)),
      }),
    },
    async ({ caller, params: { eventId }, body, command }) => {
      await app.commandHall(caller, eventId, { ...body, id: command.id });
      return { to: `/events/${eventId}/desk`, flash: `hall:flash.${body.name}` };
    },
  );

  async function consoleModel(eventId: Id, { caller, t, formats }: Who, asked: Asked, attempt: Attempt | null) {
    const snapshot = await read(caller, eventId);
    const page = `/events/${eventId}/hall`;
    return {
      ...pageModel(snapshot, { caller, t, formats }, asked, attempt, page),
      title: t('hall:console.title', { event: snapshot.event.title }),
      breadcrumbs: [
        { href: '/organizer', label: t('ui:nav.organizer') },
        { href: '/organizer/events', label: t('events:organizer.title') },
        { href: `/organizer/events/${eventId}`, label: snapshot.event.title },
      ],
      grid: gridModel(snapshot, { t, formats }, (slot) => `${page}?slot=${slot}#tables`),
    };
  }

  async function deskModel(eventId: Id, { caller, t, formats }: Who, asked: Asked, attempt: Attempt | null) {
    const snapshot = await read(caller, eventId);
    const needle = asked.q.toLowerCase();
    const people = snapshot.people.filter(({ name, organization, code }) =>
      `${name} ${organization} ${code}`.toLowerCase().includes(needle),
    );
    return {
      ...pageModel(snapshot, { caller, t, formats }, asked, attempt, `/events/${eventId}/desk`),
      title: t('hall:desk.title', { event: snapshot.event.title }),
      breadcrumbs: [{ href: `/events/${eventId}`, label: snapshot.event.title }],
      arrival: arrivalModel(snapshot, { t, formats }),
      q: asked.q,
      code: typeof attempt?.typed['code'] === 'string' ? attempt.typed['code'] : asked.code,
      people: people.map((person) => ({ ...person, declined: person.status === 'declined' })),
      awaited: people.filter(({ checkedInAt }) => !checkedInAt).length,
    };
  }

  async function read(caller: Caller | null, eventId: Id): Promise<HallSnapshot & { regionCode: string }> {
    const event = enterAsStaff(caller, await reads.event(eventId));
    return { ...(await reads.snapshot(event, true, now())), regionCode: event.regionCode };
  }
}

function pageModel(
  snapshot: HallSnapshot & { regionCode: string },
  { caller, t, formats }: Who,
  asked: Asked,
  attempt: Attempt | null,
  page: string,
) {
  const shown = snapshot.slots.find(({ number }) => number === asked.slot) ?? momentOf(snapshot).shown;
  return {
    ...momentModel(snapshot, { t, formats }),
    scripts,
    attempt,
    page,
    event: { ...snapshot.event, startsAt: snapshot.event.startsAt },
    organizes: mayOrganize(caller, snapshot.regionCode),
    shown: shown && slotModel(shown, { t, formats }),
    tables: tableModels(snapshot, shown, { t, formats }),
    tabs: snapshot.slots.map(({ number, status }) => ({
      href: `${page}?slot=${number}#tables`,
      label: `${number}`,
      current: number === shown?.number,
      done: status === 'done',
    })),
  };
}
