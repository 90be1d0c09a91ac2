import type { JobCases } from '../../workers/app.ts';

const nothing = (): Promise<void> => Promise.resolve();

/** Use cases that do nothing, for tests of what carries jobs to them. */
export const inertCases: JobCases = {
  matchListing: nothing,
  markMatched: nothing,
  findLikenesses: nothing,
  keepJointNeed: nothing,
  tendJointNeeds: nothing,
  notifyJointNeed: nothing,
  notifyJointMatch: nothing,
  indexListing: nothing,
  notifyModerators: nothing,
  notifyReturned: nothing,
  notifyMatch: nothing,
  notifyAnswer: nothing,
  notifyOpened: nothing,
  notifyInvitation: nothing,
  notifySchedule: nothing,
  notifyCancelled: nothing,
  notifyLetter: nothing,
  notifyAssessed: nothing,
  notifyReadBack: nothing,
  notifyObjection: nothing,
  emailNotification: nothing,
  notifyQuestion: nothing,
  notifyQuestionAnswer: nothing,
  notifyLater: nothing,
  notifyRefusals: nothing,
  wakeMatches: nothing,
  sumRefusals: nothing,
  refitWeights: nothing,
  expireListings: nothing,
  trimTraces: nothing,
};
