import type { Platform } from '../../platform/platform.ts';

export function composeListings(platform: Platform) {
  void platform;
  return { expireListings: () => Promise.resolve(), markMatched: () => Promise.resolve() };
}
