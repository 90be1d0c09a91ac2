import type { Platform } from '../../platform/platform.ts';

export function composeMatching(platform: Platform) {
  void platform;
  return { matchListing: () => Promise.resolve() };
}
