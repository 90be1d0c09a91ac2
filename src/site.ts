import type { App } from './compose.ts';
import { hallApi } from './features/hall/api.ts';
import { hallPages } from './features/hall/hall-pages.ts';
import { letterApi } from './features/hall/letters/letter-api.ts';
import { letterPages } from './features/hall/letters/letter-pages.ts';
import { screenPages } from './features/hall/screen-pages.ts';
import { articlePages } from './features/home/article-pages.ts';
import { homePages } from './features/home/home-pages.ts';
import { styleguidePages } from './features/home/styleguide-pages.ts';
import { todayPages } from './features/home/today-pages.ts';
import { listPages } from './features/listings/lists/list-pages.ts';
import { notificationsApi } from './features/notifications/api.ts';
import { notificationPages } from './features/notifications/pages.ts';
import { eventsApi } from './features/events/api.ts';
import { peopleApi } from './features/people/api.ts';
import { signInPages } from './features/people/sign-in-pages.ts';
import type { Platform } from './platform/platform.ts';
import type { RateLimiter } from './web/rate-limit.ts';
import type { Web } from './web/web.ts';

/** Every page and endpoint, feature by feature. */
export function site(web: Web, app: App, platform: Platform, limits: RateLimiter): void {
  eventsApi(web, app, platform);
  peopleApi(web, app, platform, limits);
  signInPages(web, app, platform.db, limits);
  listPages(web, platform);
  notificationsApi(web, app, platform.db);
  notificationPages(web, app, platform.db);
  homePages(web, platform);
  todayPages(web, platform);
  articlePages(web);
  styleguidePages(web, platform);
  hallApi(web, app, platform);
  hallPages(web, app, platform);
  screenPages(web, platform);
  letterApi(web, app, platform);
  letterPages(web, app, platform);
}
