import type { App } from '../../compose.ts';
import { refuse } from '../../kernel/error.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Web } from '../../web/web.ts';
import { viewpointOf } from './may-see.ts';
import { matchingReads } from './reads.ts';

/** Matches for programs. What a reply may hold is declared in the contract: the rest never leaves. */
export function matchingApi(web: Web, app: App, { db }: Platform): void {
  const reads = matchingReads(db);

  web.endpoint('listMatches', async ({ caller, query }) => {
    const { rows, next } = await reads.mine(caller.accountId, query.tab, query);
    return { matches: rows, next };
  });
  web.endpoint('getMatch', async ({ caller, params }) => {
    const match = await reads.one(params.matchId);
    const mySide = match && viewpointOf(caller, match);
    if (!match || mySide === undefined) return refuse('not-found', 'web:errors.not-found');
    return { ...match, mySide, contacts: await reads.contacts(params.matchId) };
  });
  web.endpoint('answerMatch', async ({ caller, params, body, command }) => ({
    status: await app.answerMatch(caller, params.matchId, body, command),
  }));
  web.endpoint('proposeMatch', async ({ caller, body, command }) => ({
    matchId: await app.proposeMatch(caller, body.technologyId, body.needId, command),
  }));
  web.endpoint('showInterest', async ({ caller, params, body, command }) => ({
    matchId: await app.showInterest(caller, { mineId: body.mine, otherId: params.listingId }, command),
  }));
}
