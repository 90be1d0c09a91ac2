import type { App } from '../../compose.ts';
import { refuse } from '../../kernel/error.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Web } from '../../web/web.ts';
import { lifeReads } from './life-reads.ts';
import { asSeenBy } from './match-view-reads.ts';
import { mayReadContacts, viewpointOf } from './may-see.ts';
import { wordsOf } from './questions/question-models.ts';
import { matchingReads } from './reads.ts';

/** Matches for programs. What a reply may hold is declared in the contract: the rest never leaves. */
export function matchingApi(web: Web, app: App, { db }: Platform): void {
  const reads = { ...matchingReads(db), ...lifeReads(db) };

  web.endpoint('listMatches', async ({ caller, query }) => {
    const { rows, next } = await reads.mine(caller.accountId, query.tab, query);
    return { matches: rows, next };
  });
  web.endpoint('getMatch', async ({ caller, params: { matchId }, t, formats, language }) => {
    const match = await reads.one(matchId);
    const mySide = match && viewpointOf(caller, match);
    if (!match || mySide === undefined) return refuse('not-found', 'web:errors.not-found');
    if (mySide !== null && !match[mySide].seenAt) await app.seeMatch(caller, matchId);
    const [rows, moments] = await Promise.all([reads.questions(matchId), reads.timeline(matchId)]);
    const asked = rows.flatMap(({ reason }) => reason ?? []);
    const names = await reads.names(asked, language);
    return {
      ...asSeenBy(match, mySide),
      question: match.reasons.find(({ kind }) => kind === 'ask') ?? null,
      questions: rows.map((row) => ({
        ...{ questionId: row.questionId, side: row.side, answer: row.answer },
        text: row.reason ? wordsOf(row.reason, { t, formats, names }) : row.text,
        askedAt: row.askedAt.toISOString(),
        answeredAt: row.answeredAt?.toISOString() ?? null,
      })),
      timeline: moments.map(({ what, side, at }) => ({ what, side, at: at.toISOString() })),
      contacts: mayReadContacts(caller, match) ? await reads.contacts(matchId) : null,
    };
  });
  web.endpoint('answerMatch', async ({ caller, params, body, command }) => ({
    status: await app.answerMatch(caller, params.matchId, body, command),
  }));
  web.endpoint('askQuestion', async ({ caller, params, body, command }) => ({
    questionId: await app.askQuestion(caller, params.matchId, body, command),
  }));
  web.endpoint('answerQuestion', async ({ caller, params, body, command }) => {
    await app.tellAnswer(caller, params, body.text, command);
    return { questionId: params.questionId };
  });
  web.endpoint('postponeMatch', async ({ caller, params, body, command }) => ({
    until: await app.postponeMatch(caller, params.matchId, body.later, command),
  }));
  web.endpoint('proposeMatch', async ({ caller, body, command }) => ({
    matchId: await app.proposeMatch(caller, body.technologyId, body.needId, command),
  }));
  web.endpoint('showInterest', async ({ caller, params, body, command }) => ({
    matchId: await app.showInterest(caller, { mineId: body.mine, otherId: params.listingId }, command),
  }));
}
