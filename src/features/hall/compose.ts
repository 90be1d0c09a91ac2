import type { Platform } from '../../platform/platform.ts';

export function composeHall(platform: Platform) {
  void platform;
  return {};
}
