import type { Platform } from '../../platform/platform.ts';
import { regionPrefix } from '../../kernel/region-code.ts';
import type { Formats } from '../../web/format.ts';
import type { Translate } from '../../web/i18n.ts';
import type { Web } from '../../web/web.ts';
import { hasRole, type Caller } from '../people/caller.ts';
import { listingPath } from '../listings/listing-path.ts';
import { dayWords } from './day-words.ts';
import { todayReads, type TodayReads } from './today-reads.ts';

/** What waits for a signed-in person: matches to answer, meetings, tasks; and for organizers their region's work. */
export function todayPages(web: Web, { db, now }: Platform): void {
  const reads = todayReads(db);

  web.page('/today', { access: 'signed-in', view: 'home/today' }, async ({ caller, t, formats }) => {
    const at = now();
    const [matches, meetings, tasks, own, work] = await Promise.all([
      reads.matchesToAnswer(caller.accountId),
      reads.meetings(caller.accountId, at),
      tasksOf(reads, caller, t, formats, at),
      reads.ownListings(caller.accountId),
      organizerWork(reads, caller, t, formats, at),
    ]);
    return {
      title: t('home:today.title', { name: caller.name }),
      day: formats.date(at),
      more: Math.max(0, matches.total - matches.rows.length),
      matches: matches.rows.map((match) => ({
        href: `/matches/${match.id}`,
        theirs: match.theirs,
        mine: match.mine,
        news: match.asksMe ? 'other-asks' : match.otherSaidYes ? 'other-yes' : '',
      })),
      meetings: meetings.map((meeting) => ({
        ...meeting,
        href: `/events/${meeting.eventId}/mine`,
        words: dayWords(t, formats, meeting.at, at),
      })),
      tasks,
      work,
      firstStep: firstStep(caller, own),
    };
  });
}

type Task = { icon: string; href: string; what: string; title: string; text: string };

async function tasksOf(reads: TodayReads, caller: Caller, t: Translate, formats: Formats, now: Date): Promise<Task[]> {
  const desks = prefixesOf(caller, 'desk');
  const [events, invitations, listings] = await Promise.all([
    desks.length > 0 ? reads.organizedEvents(desks, now) : [],
    reads.invitations(caller.accountId, now),
    reads.openListings(caller.accountId),
  ]);
  return [
    ...events
      .filter(({ status }) => status === 'scheduled' || status === 'live')
      .map(({ id, title, at }) => ({
        icon: 'check',
        href: `/events/${id}/desk`,
        what: t('home:today.desk'),
        title,
        text: dayWords(t, formats, at, now),
      })),
    ...invitations.map(({ eventId, event, at }) => ({
      icon: 'event',
      href: `/events/${eventId}/mine`,
      what: t('home:today.answer-invitation'),
      title: event,
      text: dayWords(t, formats, at, now),
    })),
    ...listings.map((listing) => ({
      icon: listing.side,
      href: `${listingPath(listing)}/edit`,
      what: t(`home:today.${listing.status}`),
      title: listing.title,
      text: listing.reason ? t('home:today.returned-reason', { reason: listing.reason }) : '',
    })),
  ];
}

async function organizerWork(reads: TodayReads, caller: Caller, t: Translate, formats: Formats, now: Date) {
  const prefixes = organizedPrefixes(caller);
  if (prefixes.length === 0) return null;
  const [moderation, events] = await Promise.all([reads.moderation(prefixes), reads.organizedEvents(prefixes, now)]);
  return {
    waiting: moderation.count,
    oldest: moderation.oldest,
    events: events.map((event) => ({
      href: `/organizer/events/${event.id}`,
      title: event.title,
      words: dayWords(t, formats, event.at, now),
      status: t(`home:today.event.${event.status}`),
      live: event.status === 'live',
      people: t('home:today.people', { accepted: event.accepted, invited: event.invited }),
    })),
  };
}

/** What the codes of this person's regions begin with; an admin's is everything. */
function organizedPrefixes(caller: Caller): string[] {
  if (hasRole(caller, 'admin')) return [''];
  return prefixesOf(caller, 'organizer');
}

function prefixesOf(caller: Caller, held: 'organizer' | 'desk'): string[] {
  return caller.roles.filter(({ role }) => role === held).map(({ region }) => regionPrefix(region));
}

/** Needs first: unless somebody is a researcher, the first step is to say a need. */
function firstStep(caller: Caller, own: number): 'need' | 'technology' | null {
  if (own > 0) return null;
  if (hasRole(caller, 'researcher')) return 'technology';
  return hasRole(caller, 'seeker') || hasRole(caller, 'information-officer') ? 'need' : null;
}
