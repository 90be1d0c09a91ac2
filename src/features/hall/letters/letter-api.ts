import type { App } from '../../../compose.ts';
import { refuse } from '../../../kernel/error.ts';
import type { Platform } from '../../../platform/platform.ts';
import type { Web } from '../../../web/web.ts';
import { requireOrganizer } from '../../people/caller.ts';
import { hallReads } from '../reads.ts';
import { mayReadLetter, type Letter } from './letter.ts';
import { letterReads } from './letter-reads.ts';

export function letterApi(web: Web, app: App, { db }: Platform): void {
  const reads = letterReads(db);

  web.endpoint('recordLetter', ({ caller, body, command }) => {
    const { technologyParty, needParty, technologySigner, needSigner, witness, terms, onScreen, language } = body;
    const of = 'meetingId' in body ? { meetingId: body.meetingId } : { matchId: body.matchId };
    const typed = { technologyParty, needParty, technologySigner, needSigner, witness, terms, onScreen, language };
    return app.recordLetter(caller, of, typed, command);
  });
  web.endpoint('getLetter', async ({ caller, params }) => {
    const found = await reads.letter(params.letterId);
    if (!found || !mayReadLetter(caller, found.about)) refuse('not-found', 'web:errors.not-found');
    const { eventId, matchId, body, sha256, onScreen } = found.letter;
    return { ...summaryOf(found.letter), eventId, matchId, body, sha256, onScreen };
  });
  web.endpoint('listLetters', async ({ caller, params }) => {
    const event = await hallReads(db).event(params.eventId);
    if (!event) refuse('not-found', 'hall:errors.no-event');
    requireOrganizer(caller, event.regionCode);
    return { letters: (await reads.ofEvent(event.id)).map(summaryOf) };
  });
}

function summaryOf({ id, serial, technologyParty, needParty, meetingId, signedAt }: Letter) {
  return { id, serial, technologyParty, needParty, meetingId, signedAt: signedAt.toISOString() };
}
