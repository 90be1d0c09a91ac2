import type { Platform } from '../../platform/platform.ts';

export function composeNotifications(platform: Platform) {
  void platform;
  const nothing = () => Promise.resolve();
  return {
    notifyModerators: nothing,
    notifyReturned: nothing,
    notifyMatch: nothing,
    notifyAnswer: nothing,
    notifyOpened: nothing,
    notifyInvitation: nothing,
    notifySchedule: nothing,
    notifyLetter: nothing,
    emailNotification: nothing,
  };
}
