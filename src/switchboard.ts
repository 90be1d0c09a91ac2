import type { FactBody, Fact, FactName, JobName, MessageBody, MessageName, Payload } from './catalogue.ts';
import { room, type Room } from './room.ts';

/** What follows from a fact: something for a worker to do, or something to tell browsers. */
export type Effect =
  | { [N in JobName]: { kind: 'job'; name: N; payload: Payload<N> } }[JobName]
  | { [N in MessageName]: { kind: 'message'; room: Room; name: N; body: MessageBody<N> } }[MessageName];

const switchboard: { [N in FactName]: (body: FactBody<N>) => Effect[] } = {
  'account.signed-in': () => [],

  'listing.submitted': ({ listingId }) => [job('notify-moderators', { listingId }), job('find-likenesses', { listingId })],
  'listing.published': ({ listingId }) => [
    job('match-listing', { listingId }),
    job('index-listing', { listingId }),
    job('find-likenesses', { listingId }),
  ],
  'listing.changed': ({ listingId }) => [
    job('match-listing', { listingId }),
    job('index-listing', { listingId }),
    job('find-likenesses', { listingId }),
  ],
  'listing.loaded': ({ listingId }) => [
    job('match-listing', { listingId, quiet: true }),
    job('index-listing', { listingId }),
    job('find-likenesses', { listingId }),
  ],
  'listing.returned': ({ listingId, version }) => [
    job('notify-returned', { listingId, version }),
    job('find-likenesses', { listingId }),
  ],
  'listing.ended': ({ listingId }) => [
    job('match-listing', { listingId }),
    job('index-listing', { listingId }),
    job('find-likenesses', { listingId }),
    job('tend-joint-needs', { listingId }),
  ],

  'need.assessed': ({ assessmentId }) => [job('notify-assessed', { assessmentId })],
  'need.read-back-asked': ({ readBackId }) => [job('notify-read-back', { readBackId })],
  'need.read-back-answered': ({ readBackId }) => [job('notify-objection', { readBackId })],

  'match.found': ({ matchId }) => [job('notify-match', { matchId }), job('notify-joint-match', { matchId })],
  'match.answered': ({ matchId, side, accountIds, version }) => [
    job('notify-answer', { matchId, side }),
    ...accountIds.map((accountId) => message(room.account(accountId), 'match:changed', { matchId, version })),
  ],
  'match.seen': () => [],
  'match.asked': ({ matchId, questionId, accountIds, version }) => [
    job('notify-question', { questionId }),
    ...accountIds.map((accountId) => message(room.account(accountId), 'match:changed', { matchId, version })),
  ],
  'match.question-answered': ({ matchId, questionId, accountIds, version }) => [
    job('notify-question-answer', { questionId }),
    ...accountIds.map((accountId) => message(room.account(accountId), 'match:changed', { matchId, version })),
  ],
  'match.postponed': ({ matchId, accountIds, version }) =>
    accountIds.map((accountId) => message(room.account(accountId), 'match:changed', { matchId, version })),
  'match.came-back': ({ matchId, side }) => [job('notify-later', { matchId, side })],
  'refusals.summed': ({ listingId, week }) => [job('notify-refusals', { listingId, week })],
  'match.opened': ({ matchId }) => [
    job('notify-opened', { matchId }),
    job('mark-matched', { matchId }),
    job('notify-joint-match', { matchId }),
  ],

  'joint-need.asked': (body) => [job('notify-joint-need', { ...body, what: 'asked' })],
  'joint-need.gathered': (body) => [job('notify-joint-need', { ...body, what: 'gathered' })],
  'joint-need.joined': (body) => [job('keep-joint-need', body), job('notify-joint-need', { ...body, what: 'joined' })],
  'joint-need.left': (body) => [job('keep-joint-need', body), job('notify-joint-need', { ...body, what: 'left' })],
  'joint-need.changed': (body) => [job('keep-joint-need', body)],
  'joint-need.published': (body) => [job('keep-joint-need', body), job('notify-joint-need', { ...body, what: 'published' })],
  'joint-need.closed': (body) => [job('keep-joint-need', body), job('notify-joint-need', { ...body, what: 'closed' })],

  'villages.marked': () => [job('start-rematch', { reason: 'places' })],
  'rematch.started': ({ rematchId }) => [job('count-rematch', { rematchId })],
  'rematch.counted': ({ rematchId, shards }) => each(shards).map((shard) => job('rank-shard', { rematchId, shard })),
  'rematch.ranked': ({ rematchId }) => [job('enforce-scale', { rematchId })],
  'rematch.enforced': ({ rematchId, shards }) => each(shards).map((shard) => job('propose-shard', { rematchId, shard })),
  'rematch.ended': () => [],

  'weights.adopted': () => [job('start-rematch', { reason: 'weights' })],
  'weights.refit-asked': () => [job('refit-weights', {})],
  'fairness.changed': () => [job('start-rematch', { reason: 'fairness' })],

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

function each(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}

function job<N extends JobName>(name: N, payload: Payload<N>): Effect {
  return { kind: 'job', name, payload } as Effect;
}

function message<N extends MessageName>(to: Room, name: N, body: MessageBody<N>): Effect {
  return { kind: 'message', room: to, name, body } as Effect;
}
