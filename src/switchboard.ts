import type { FactBody, Fact, FactName, JobName, MessageBody, MessageName, Payload } from './catalogue.ts';
import { room, type Room } from './room.ts';

/** What follows from a fact: something for a worker to do, or something to tell browsers. */
export type Effect =
  | { [N in JobName]: { kind: 'job'; name: N; payload: Payload<N> } }[JobName]
  | { [N in MessageName]: { kind: 'message'; room: Room; name: N; body: MessageBody<N> } }[MessageName];

const switchboard: { [N in FactName]: (body: FactBody<N>) => Effect[] } = {
  'account.signed-in': () => [],

  'listing.submitted': ({ listingId }) => [job('notify-moderators', { listingId })],
  'listing.published': ({ listingId }) => [job('match-listing', { listingId }), job('index-listing', { listingId })],
  'listing.changed': ({ listingId }) => [job('match-listing', { listingId }), job('index-listing', { listingId })],
  'listing.loaded': ({ listingId }) => [job('match-listing', { listingId, quiet: true }), job('index-listing', { listingId })],
  'listing.returned': ({ listingId, version }) => [job('notify-returned', { listingId, version })],
  'listing.ended': ({ listingId }) => [job('match-listing', { listingId }), job('index-listing', { listingId })],

  'match.found': ({ matchId }) => [job('notify-match', { matchId })],
  'match.answered': ({ matchId, side, accountIds, version }) => [
    job('notify-answer', { matchId, side }),
    ...accountIds.map((accountId) => message(room.account(accountId), 'match:changed', { matchId, version })),
  ],
  'match.opened': ({ matchId }) => [job('notify-opened', { matchId }), job('mark-matched', { matchId })],

  'notification.created': ({ notificationId, accountId }) => [
    message(room.account(accountId), 'notification:created', { notificationId }),
    job('email-notification', { notificationId }),
  ],

  'event.invited': ({ eventId, participantId }) => [job('notify-invitation', { eventId, participantId })],
  'event.answered': ({ eventId, sequence }) => [message(room.event(eventId), 'hall:changed', { eventId, sequence })],
  'event.scheduled': ({ eventId, sequence }) => [message(room.event(eventId), 'hall:changed', { eventId, sequence })],
  'meeting.moved': ({ eventId, sequence }) => [message(room.event(eventId), 'hall:changed', { eventId, sequence })],
  'event.moved-on': ({ eventId, status, sequence }) => [
    message(room.event(eventId), 'hall:changed', { eventId, sequence }),
    ...(status === 'scheduled' ? [job('notify-schedule', { eventId })] : []),
    ...(status === 'cancelled' ? [job('notify-cancelled', { eventId })] : []),
  ],

  'hall.commanded': ({ eventId, sequence }) => [message(room.event(eventId), 'hall:changed', { eventId, sequence })],
  'letter.recorded': ({ letterId }) => [job('notify-letter', { letterId })],
};

export function effectsOf(fact: Fact): Effect[] {
  const follow = switchboard[fact.name] as (body: Fact['body']) => Effect[]; // the table pairs each name with its own body
  return follow(fact.body);
}

function job<N extends JobName>(name: N, payload: Payload<N>): Effect {
  return { kind: 'job', name, payload } as Effect;
}

function message<N extends MessageName>(to: Room, name: N, body: MessageBody<N>): Effect {
  return { kind: 'message', room: to, name, body } as Effect;
}
