import type { App } from './compose.ts';
import { peopleApi } from './features/people/api.ts';
import { signInPages } from './features/people/sign-in-pages.ts';
import type { Platform } from './platform/platform.ts';
import type { RateLimiter } from './web/rate-limit.ts';
import type { Web } from './web/web.ts';

/** Every page and endpoint, feature by feature. */
export function site(web: Web, app: App, platform: Platform, limits: RateLimiter): void {
  peopleApi(web, app, platform, limits);
  signInPages(web, app, platform.db, limits);
}
