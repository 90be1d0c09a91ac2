import type { App } from '../../compose.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Web } from '../../web/web.ts';
import { enterHall } from './enter-hall.ts';
import { hallReads } from './reads.ts';

/** The hall as snapshot, log and commands: what every live page and program stands on. */
export function hallApi(web: Web, app: App, { db, now }: Platform): void {
  const reads = hallReads(db);

  web.endpoint('getHall', async ({ caller, params }) => {
    const { event, staff } = enterHall(caller, await reads.event(params.eventId));
    return reads.snapshot(event, staff, now());
  });
  web.endpoint('getHallLog', async ({ caller, params, query }) => {
    const { event, staff } = enterHall(caller, await reads.event(params.eventId));
    return reads.log(event.id, query.after, staff, now());
  });
  web.endpoint('commandHall', async ({ caller, params, body }) => ({
    sequence: await app.commandHall(caller, params.eventId, body),
  }));
}
