import type { App } from './compose.ts';
import type { Platform } from './platform/platform.ts';
import type { Web } from './web/web.ts';

/** Every page and endpoint, feature by feature. */
export function site(web: Web, app: App, platform: Platform): void {
  void [web, app, platform];
}
