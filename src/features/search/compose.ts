import type { Platform } from '../../platform/platform.ts';

export function composeSearch(platform: Platform) {
  void platform;
  return { indexListing: () => Promise.resolve() };
}
