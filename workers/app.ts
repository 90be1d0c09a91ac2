import type { Id } from '../src/kernel/id.ts';
import type { JointChange } from '../src/features/notifications/joint-contract.ts';

/** The use cases that jobs call. Each is safe to run twice. */
export type JobCases = {
  matchListing: (listingId: Id, options: { quiet: boolean }) => Promise<unknown>;
  findLikenesses: (listingId: Id) => Promise<unknown>;
  keepJointNeed: (jointNeedId: Id) => Promise<unknown>;
  tendJointNeeds: (listingId: Id) => Promise<unknown>;
  notifyJointNeed: (change: JointChange) => Promise<unknown>;
  notifyJointMatch: (matchId: Id) => Promise<unknown>;
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
  notifyAssessed: (assessmentId: Id) => Promise<unknown>;
  notifyReadBack: (readBackId: Id) => Promise<unknown>;
  notifyObjection: (readBackId: Id) => Promise<unknown>;
  emailNotification: (notificationId: Id) => Promise<unknown>;
  notifyQuestion: (questionId: Id) => Promise<unknown>;
  notifyQuestionAnswer: (questionId: Id) => Promise<unknown>;
  notifyLater: (matchId: Id, side: 'technology' | 'need') => Promise<unknown>;
  notifyRefusals: (listingId: Id, week: string) => Promise<unknown>;
  wakeMatches: () => Promise<unknown>;
  sumRefusals: () => Promise<unknown>;
  refitWeights: () => Promise<unknown>;
  expireListings: () => Promise<unknown>;
  trimTraces: () => Promise<unknown>;
};
