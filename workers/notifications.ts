import type { Handlers } from '../src/catalogue.ts';
import type { JobCases } from './app.ts';

export const notifications = (app: JobCases): Handlers<'notifications'> => ({
  'notify-moderators': ({ listingId }) => app.notifyModerators(listingId),
  'notify-returned': ({ listingId, version }) => app.notifyReturned(listingId, version),
  'notify-match': ({ matchId }) => app.notifyMatch(matchId),
  'notify-answer': ({ matchId, side }) => app.notifyAnswer(matchId, side),
  'notify-opened': ({ matchId }) => app.notifyOpened(matchId),
  'notify-invitation': ({ eventId, participantId }) => app.notifyInvitation(eventId, participantId),
  'notify-schedule': ({ eventId }) => app.notifySchedule(eventId),
  'notify-cancelled': ({ eventId }) => app.notifyCancelled(eventId),
  'notify-letter': ({ letterId }) => app.notifyLetter(letterId),
  'email-notification': ({ notificationId }) => app.emailNotification(notificationId),
});
