import type { Handlers } from '../src/catalogue.ts';
import type { JobCases } from './app.ts';

export const notifications = (app: JobCases): Handlers<'notifications'> => ({
  'notify-moderators': ({ listingId }) => app.notifyModerators(listingId),
  'notify-returned': ({ listingId, version }) => app.notifyReturned(listingId, version),
  'notify-match': ({ matchId }) => app.notifyMatch(matchId),
  'notify-answer': ({ matchId, side }) => app.notifyAnswer(matchId, side),
  'notify-opened': ({ matchId }) => app.notifyOpened(matchId),
  'notify-question': ({ questionId }) => app.notifyQuestion(questionId),
  'notify-question-answer': ({ questionId }) => app.notifyQuestionAnswer(questionId),
  'notify-later': ({ matchId, side }) => app.notifyLater(matchId, side),
  'notify-refusals': ({ listingId, week }) => app.notifyRefusals(listingId, week),
  'notify-invitation': ({ eventId, participantId }) => app.notifyInvitation(eventId, participantId),
  'notify-schedule': ({ eventId }) => app.notifySchedule(eventId),
  'notify-cancelled': ({ eventId }) => app.notifyCancelled(eventId),
  'notify-letter': ({ letterId }) => app.notifyLetter(letterId),
  'notify-assessed': ({ assessmentId }) => app.notifyAssessed(assessmentId),
  'notify-read-back': ({ readBackId }) => app.notifyReadBack(readBackId),
  'notify-objection': ({ readBackId }) => app.notifyObjection(readBackId),
  'notify-joint-need': (change) => app.notifyJointNeed(change),
  'notify-joint-match': ({ matchId }) => app.notifyJointMatch(matchId),
  'email-notification': ({ notificationId }) => app.emailNotification(notificationId),
});
