import type { Id } from '../src/kernel/id.ts';

/** The use cases that jobs call. Each is safe to run twice. */
export type JobCases = {
  matchListing: (listingId: Id, options: { quiet: boolean }) => Promise<unknown>;
  markMatched: (matchId: Id) => Promise<unknown>;
  indexListing: (listingId: Id) => Promise<unknown>;
  notifyModerators: (listingId: Id) => Promise<unknown>;
  notifyReturned: (listingId: Id, version: number) => Promise<unknown>;
  notifyMatch: (matchId: Id) => Promise<unknown>;
  notifyAnswer: (matchId: Id, side: 'technology' | 'need') => Promise<unknown>;
  notifyOpened: (matchId: Id) => Promise<unknown>;
  notifyInvitation: (eventId: Id, participantId: Id) => Promise<unknown>;
  notifySchedule: (eventId: Id) => Promise<unknown>;
  notifyCancelled: (eventId: Id) => Promise<unknown>;
  notifyLetter: (letterId: Id) => Promise<unknown>;
  emailNotification: (notificationId: Id) => Promise<unknown>;
  expireListings: () => Promise<unknown>;
  trimTraces: () => Promise<unknown>;
};
