import type { Platform } from './platform/platform.ts';

/** The only wiring: every use case of every feature, on one platform. */
export function composeApp(platform: Platform) {
  void platform;
  return {};
}

export type App = ReturnType<typeof composeApp>;
