import { z } from 'zod';
import type { App } from '../../../compose.ts';
import { refuse } from '../../../kernel/error.ts';
import { Id } from '../../../kernel/id.ts';
import type { Platform } from '../../../platform/platform.ts';
import { field, type Attempt } from '../../../web/input.ts';
import type { Visit } from '../../../web/visit.ts';
import type { Web } from '../../../web/web.ts';
import { listingPath } from '../../listings/listing-path.ts';
import { requireOrganizer } from '../../people/caller.ts';
import { consoleFrame } from '../console.ts';
import { answerChip, eventChip, whenWords } from '../event-words.ts';
import { eventReads } from '../reads.ts';
import { candidateReads, type InviteCandidate } from './candidate-reads.ts';
import { participantReads, type ParticipantRow } from './participant-reads.ts';

const access = ['organizer', 'admin'] as const;
const params = z.object({ eventId: Id });
const Search = z.object({
  q: z.string().trim().max(80).catch('').default(''),
  after: z.string().max(60).optional().catch(undefined),
});
type PeopleVisit = Visit<typeof access, { eventId: Id }>;

/** Who was asked and what they answered; below, whom else to ask. */
export function eventPeoplePages(web: Web, app: App, { db }: Platform): void {
  const events = eventReads(db);
  const participants = participantReads(db);
  const candidates = candidateReads(db);

  web.page('/organizer/events/:eventId/people', { access, params, query: Search, view: 'events/people' }, (visit) =>
    people(visit, visit.query, null),
  );
  web.form(
    '/organizer/events/:eventId/people',
    {
      access,
      params,
      body: z.object({ accountIds: field.many(Id).pipe(z.array(Id).min(1, 'events:errors.tick-somebody').max(500)) }),
      again: async (visit, attempt) => ({ view: 'events/people', ...(await people(visit, { q: '' }, attempt)) }),
    },
    async ({ caller, params, body, command }) => {
      const count = await app.invitePeople(caller, params.eventId, body.accountIds, command);
      return { to: `/organizer/events/${params.eventId}/people`, flash: 'events:flash.invited', flashParams: { count } };
    },
  );

  async function people(visit: PeopleVisit, { q, after }: { q: string; after?: string | undefined }, attempt: Attempt | null) {
    const { params, caller, language, t, formats } = visit;
    const event = (await events.header(params.eventId, language)) ?? refuse('not-found', 'events:errors.no-event');
    requireOrganizer(caller, event.regionCode);
    const open = ['registration', 'scheduled', 'live'].includes(event.status);
    const [rows, found] = await Promise.all([
      participants.ofEvent(event.id),
      open ? candidates.toInvite(event, q, after) : Promise.resolve({ people: [], next: null }),
    ]);
    const ticked = attempt ? [attempt.typed['accountIds'] ?? []].flat() : [];
    return {
      title: t('events:people.title', { event: event.title }),
      ...consoleFrame(event, 'people', t),
      attempt,
      event,
      chip: eventChip(event.status, t),
      when: whenWords(event, formats),
      people: rows.map((row) => lineOf(row, t)),
      open,
      q,
      candidates: found.people.map((one) => candidateOf(one, t, ticked.includes(one.accountId))),
      more: found.next
        ? `/organizer/events/${event.id}/people?${new URLSearchParams({ q, after: found.next }).toString()}#invite`
        : '',
      error: attempt?.errors['accountIds'] ?? '',
    };
  }
}

function lineOf(row: ParticipantRow, t: Visit['t']) {
  return {
    name: row.name,
    organization: [row.organization, row.place].filter(Boolean).join(' · '),
    chip: answerChip(row.status, t),
    code: row.code,
    meetings: row.meetings,
    here: row.checkedInAt !== null,
    listings: row.listings.map(({ id, side, title }) => ({
      title,
      href: listingPath({ side, id }),
      icon: side,
    })),
  };
}

function candidateOf(one: InviteCandidate, t: Visit['t'], ticked: boolean) {
  const brings = [
    ...(one.technologies ? [t('events:show.technologies', { count: one.technologies })] : []),
    ...(one.needs ? [t('events:show.needs', { count: one.needs })] : []),
  ].join(t('events:join'));
  return {
    value: one.accountId,
    ticked,
    name: one.name,
    organization: [one.organization, one.place].filter(Boolean).join(' · '),
    brings,
    title: one.title,
    matches: one.matches > 0 ? t('events:people.matches', { count: one.matches }) : t('events:people.no-matches'),
    strong: one.matches > 0,
  };
}
