import { composeEvents } from './features/events/compose.ts';
import { composeHall } from './features/hall/compose.ts';
import { composeListings } from './features/listings/compose.ts';
import { composeMatching } from './features/matching/compose.ts';
import { composePooling } from './features/matching/pooling/compose.ts';
import { composeNotifications } from './features/notifications/compose.ts';
import { composePeople } from './features/people/compose.ts';
import { composeSearch } from './features/search/compose.ts';
import type { Platform } from './platform/platform.ts';

/** The only wiring: every use case of every feature, on one platform. */
export function composeApp(platform: Platform) {
  const listings = composeListings(platform);
  const { keepJointListing, returnListing } = listings;
  return {
    ...composePeople(platform),
    ...listings,
    ...composeMatching(platform),
    ...composePooling(platform, { keepListing: keepJointListing, returnListing }),
    ...composeSearch(platform),
    ...composeEvents(platform),
    ...composeHall(platform),
    ...composeNotifications(platform),
  };
}

export type App = ReturnType<typeof composeApp>;
