import type { App } from '../../../compose.ts';
import type { Platform } from '../../../platform/platform.ts';
import type { Web } from '../../../web/web.ts';
import { progressOf, rankingReads } from './ranking-reads.ts';

/** Rematches and the state of the engine, for programs of admins. */
export function rankingApi(web: Web, app: App, { db }: Platform): void {
  const reads = rankingReads(db);

  web.endpoint('listRematches', async () => ({
    rematches: (await reads.rematches(20)).map((row) => ({
      ...{ rematchId: row.rematchId, status: row.status, stage: row.stage, reason: row.reason, progress: progressOf(row) },
      ...{ startedAt: row.startedAt.toISOString(), endedAt: row.endedAt?.toISOString() ?? null },
    })),
    workers: (await reads.workers()).map(({ listings, checksum, agrees, scaleId, since, checkedAt }) => ({
      ...{ listings, checksum, agrees, scaleId, since: since.toISOString(), checkedAt: checkedAt.toISOString() },
    })),
  }));
  web.endpoint('orderRematch', async ({ caller, command }) => ({ rematchId: await app.orderRematch(caller, command) }));
  web.endpoint('cancelRematch', async ({ caller, params, command }) => {
    await app.cancelRematch(caller, params.rematchId, command);
    return {};
  });
}
