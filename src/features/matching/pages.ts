import { z } from 'zod';
import type { App } from '../../compose.ts';
import { refuse } from '../../kernel/error.ts';
import { Id } from '../../kernel/id.ts';
import { dayIn } from '../../kernel/local-day.ts';
import { cutterWith } from '../../platform/jieba/cutter.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Attempt } from '../../web/input.ts';
import type { Visit } from '../../web/visit.ts';
import type { Web } from '../../web/web.ts';
import { AnswerForm } from './contract.ts';
import { LaterForm, QuestionForm, ToldForm } from './life-contract.ts';
import { lifeReads } from './life-reads.ts';
import { refusalOptions } from './match-models.ts';
import { matchPageModel } from './match-page-model.ts';
import { mayReadContacts, viewpointOf } from './may-see.ts';
import { myMatchPages } from './my-pages.ts';
import { matchingReads } from './reads.ts';
import { ownWords } from './text/segment.ts';
import { markMeeting } from './text-models.ts';

const params = z.object({ matchId: Id });
const scripts = ['js/matches.js'];
const view = 'matching/show';

type Mine = Pick<Visit<'signed-in', { matchId: Id }>, 'caller' | 't' | 'formats' | 'language' | 'params'>;
/** A refused form: which of the page's forms it was. */
type Refused = { of: string; attempt: Attempt };

/** Each match with both sides, its reasons, what was asked, and the answer. */
export function matchingPages(web: Web, app: App, { db, config, now }: Platform): void {
  const reads = { ...matchingReads(db), ...lifeReads(db) };
  const cut = cutterWith(ownWords);
  const day = dayIn(config.TIME_ZONE);
  myMatchPages(web, db);

  web.page('/matches/:matchId', { access: 'signed-in', params, view }, (visit) => showModel(visit, null));

  const form = (of: string) => ({
    access: 'signed-in' as const,
    again: async (visit: Mine, attempt: Attempt) => ({ view, ...(await showModel(visit, { of, attempt })) }),
  });
  web.form(
    '/matches/:matchId/answer',
    { ...form('answer'), params, body: AnswerForm },
    async ({ caller, params: { matchId }, body, command }) => {
      const status = await app.answerMatch(caller, matchId, body, command);
      return { to: `/matches/${matchId}`, flash: `matching:flash.${status === 'proposed' ? 'yes' : status}` };
    },
  );
  web.form(
    '/matches/:matchId/questions',
    { ...form('question'), params, body: QuestionForm },
    async ({ caller, params: { matchId }, body, command }) => {
      await app.askQuestion(caller, matchId, body, command);
      return { to: `/matches/${matchId}`, flash: 'match-life:flash.asked' };
    },
  );
  web.form(
    '/matches/:matchId/questions/:questionId/answer',
    {
      access: 'signed-in',
      params: params.extend({ questionId: Id }),
      body: ToldForm,
      again: async (visit, attempt) => ({ view, ...(await showModel(visit, { of: visit.params.questionId, attempt })) }),
    },
    async ({ caller, params, body, command }) => {
      await app.tellAnswer(caller, params, body.text, command);
      return { to: `/matches/${params.matchId}`, flash: 'match-life:flash.told' };
    },
  );
  web.form(
    '/matches/:matchId/postponement',
    { ...form('later'), params, body: LaterForm },
    async ({ caller, params: { matchId }, body, command, formats }) => {
      const until = await app.postponeMatch(caller, matchId, body.later, command);
      return { to: '/matches', flash: 'match-life:flash.later', flashParams: { day: formats.date(until) } };
    },
  );

  async function showModel({ params: { matchId }, caller, ...who }: Mine, refused: Refused | null) {
    const match = await reads.one(matchId);
    const mySide = match && viewpointOf(caller, match);
    if (!match || mySide === undefined) return refuse('not-found', 'web:errors.not-found');
    if (mySide !== null && !match[mySide].seenAt) await app.seeMatch(caller, matchId);
    const [questions, moments, texts, contacts] = await Promise.all([
      reads.questions(matchId),
      reads.timeline(matchId),
      reads.texts(matchId),
      mayReadContacts(caller, match) ? reads.contacts(matchId) : null,
    ]);
    const titles = { technology: match.technology.title, need: match.need.title };
    const marked = markMeeting(cut, texts, titles);
    const asked = questions.flatMap(({ reason }) => reason ?? []);
    const names = await reads.names([...match.reasons, ...asked], who.language);
    const parts = { match, mySide, contacts, questions, moments, ...marked, today: day(now()) };
    return {
      title: who.t(match.status === 'open' ? 'matching:show.title-open' : 'matching:show.title'),
      breadcrumbs: [{ href: '/matches', label: who.t('matching:list.title') }],
      scripts,
      ...matchPageModel(parts, { ...who, names }),
      refusals: refusalOptions(who.t),
      ...refusedModel(refused),
    };
  }
}

/** Errors and what was typed stand at the form that was refused, and at no other. */
function refusedModel(refused: Refused | null) {
  const text = (from: Record<string, unknown> | undefined, name: string) => {
    const value = from?.[name];
    return typeof value === 'string' ? value : '';
  };
  const { typed, errors } = refused?.attempt ?? {};
  return {
    attempt: refused?.attempt ?? null,
    refused: refused?.of ?? '',
    errors: {
      reason: text(errors, 'reason'),
      note: text(errors, 'note'),
      text: text(errors, 'text'),
      later: text(errors, 'later'),
    },
    typed: { reason: text(typed, 'reason'), note: text(typed, 'note'), text: text(typed, 'text') },
  };
}
