import type { Id } from '../../kernel/id.ts';
import type { EventStatus } from '../events/docking-event.ts';
import type { ParticipantStatus } from '../events/participants/participant.ts';
import { noticesTo, type Notice } from './notice.ts';

export type ListingMatter = {
  id: Id;
  side: 'technology' | 'need';
  title: string;
  status: string;
  version: number;
  accountId: Id;
  reason: string | null;
  moderators: Id[];
};
/** `best` is what fits this side best of all that was found for it in the same hour. */
type Best = { matchId: Id; other: string } | null;
type MatchSide = { listingId: Id; title: string; accountId: Id; answer: 'yes' | 'no' | null; best: Best };
export type MatchMatter = {
  id: Id;
  status: 'proposed' | 'open' | 'refused' | 'lapsed';
  foundAt: Date;
  technology: MatchSide;
  need: MatchSide;
};
export type InvitationMatter = {
  participantId: Id;
  accountId: Id;
  status: ParticipantStatus;
  eventId: Id;
  title: string;
  startsAt: Date;
  eventStatus: EventStatus;
};
export type ScheduleMatter = {
  eventId: Id;
  title: string;
  startsAt: Date;
  status: EventStatus;
  release: number;
  participants: Id[];
};
export type LetterMatter = { id: Id; serial: string; technology: string; need: string; accountIds: Id[] };

/** Whoever may publish it, but not its author. A listing that was sent in again is a new matter. */
export function submitted({ id, title, status, version, accountId, moderators }: ListingMatter): Notice[] {
  if (status !== 'submitted') return [];
  const others = moderators.filter((moderator) => moderator !== accountId);
  const about = `listing-submitted ${id} ${version}`;
  return noticesTo(others, { about, kind: 'listing-submitted', params: { title }, link: '/organizer/moderation' });
}

/** Its owner, with the reason; not when it was changed and sent in again meanwhile. */
export function returned({ id, side, title, status, version, accountId, reason }: ListingMatter, asOf: number): Notice[] {
  if (status !== 'returned' || version !== asOf) return [];
  const about = `listing-returned ${id} ${version}`;
  return noticesTo([accountId], {
    about,
    kind: 'listing-returned',
    params: { title, reason: reason ?? '' },
    link: `/${side === 'technology' ? 'technologies' : 'needs'}/${id}/edit`,
  });
}

/**
 * Both owners. A listing that is published finds many at once: its owner is told of those of one hour together, by the best. The hour
 * is the match's own, so that a repetition a day later names the same matter.
 */
export function found({ id, status, foundAt, technology, need }: MatchMatter): Notice[] {
  if (status !== 'proposed') return [];
  const hour = foundAt.toISOString().slice(0, 13);
  return [
    [technology, need],
    [need, technology],
  ].flatMap(([mine, other]) =>
    mine && other
      ? noticesTo([mine.accountId], {
          about: `matches-of ${mine.listingId} ${hour}`,
          kind: 'match-found',
          params: { mine: mine.title, other: mine.best?.other ?? other.title },
          link: `/matches/${mine.best?.matchId ?? id}`,
        })
      : [],
  );
}

/** The other side hears the answer; once both have said yes there is better news, told by `opened`. */
export function answered({ id, status, technology, need }: MatchMatter, side: 'technology' | 'need'): Notice[] {
  const [from, to] = side === 'technology' ? [technology, need] : [need, technology];
  if (from.answer === null || status === 'open' || from.accountId === to.accountId) return [];
  return noticesTo([to.accountId], {
    about: `match-answer ${id} ${side} ${from.answer}`,
    kind: from.answer === 'yes' ? 'match-accepted' : 'match-refused',
    params: { mine: to.title, other: from.title },
    link: `/matches/${id}`,
  });
}

export function opened({ id, status, technology, need }: MatchMatter): Notice[] {
  if (status !== 'open') return [];
  return noticesTo([technology.accountId, need.accountId], {
    about: `match-opened ${id}`,
    kind: 'match-opened',
    params: { technology: technology.title, need: need.title },
    link: `/matches/${id}`,
  });
}

export function invited({ participantId, accountId, status, eventId, title, startsAt, eventStatus }: InvitationMatter): Notice[] {
  if (status !== 'invited' || eventStatus === 'closed' || eventStatus === 'cancelled') return [];
  return noticesTo([accountId], {
    about: `event-invitation ${participantId}`,
    kind: 'event-invitation',
    params: { title, at: startsAt.toISOString() },
    link: `/events/${eventId}/mine`,
  });
}

/** Everybody who has not declined; a schedule that was taken back and released again is a new matter. */
export function scheduled({ eventId, title, startsAt, status, release, participants }: ScheduleMatter): Notice[] {
  if (status !== 'scheduled' && status !== 'live') return [];
  return noticesTo(participants, {
    about: `event-schedule ${eventId} ${release}`,
    kind: 'event-schedule',
    params: { title, at: startsAt.toISOString() },
    link: `/events/${eventId}/mine`,
  });
}

/** Whoever was invited or comes, but not who had declined: nobody travels to a hall that stays shut. */
export function cancelled({ eventId, title, startsAt, status, participants }: ScheduleMatter): Notice[] {
  if (status !== 'cancelled') return [];
  return noticesTo(participants, {
    about: `event-cancelled ${eventId}`,
    kind: 'event-cancelled',
    params: { title, at: startsAt.toISOString() },
    link: `/events/${eventId}`,
  });
}

export function recorded({ id, serial, technology, need, accountIds }: LetterMatter): Notice[] {
  return noticesTo(accountIds, {
    about: `letter-recorded ${id}`,
    kind: 'letter-recorded',
    params: { serial, technology, need },
    link: `/letters/${id}`,
  });
}
