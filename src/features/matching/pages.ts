import { z } from 'zod';
import type { App } from '../../compose.ts';
import { refuse } from '../../kernel/error.ts';
import { Id } from '../../kernel/id.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Attempt } from '../../web/input.ts';
import type { Visit } from '../../web/visit.ts';
import type { Web } from '../../web/web.ts';
import { AnswerForm } from './contract.ts';
import { myMatchPages } from './my-pages.ts';
import { matchModel, refusalOptions } from './match-models.ts';
import { viewpointOf } from './may-see.ts';
import { matchingReads } from './reads.ts';

const params = z.object({ matchId: Id });
const scripts = ['js/matches.js'];

type Mine = Pick<Visit<'signed-in'>, 'caller' | 't' | 'formats' | 'language'>;

/** Each match with both sides, its reasons and the answer. */
export function matchingPages(web: Web, app: App, { db }: Platform): void {
  const reads = matchingReads(db);
  myMatchPages(web, db);

  web.page('/matches/:matchId', { access: 'signed-in', params, view: 'matching/show' }, ({ params: { matchId }, ...who }) =>
    showModel(matchId, who, null),
  );
  web.form(
    '/matches/:matchId/answer',
    {
      access: 'signed-in',
      params,
      body: AnswerForm,
      again: async ({ params: { matchId }, ...who }, attempt) => ({
        view: 'matching/show',
        ...(await showModel(matchId, who, attempt)),
      }),
    },
    async ({ caller, params: { matchId }, body, command }) => {
      const status = await app.answerMatch(caller, matchId, body, command);
      return { to: `/matches/${matchId}`, flash: `matching:flash.${status === 'proposed' ? 'yes' : status}` };
    },
  );

  async function showModel(matchId: Id, { caller, t, formats, language }: Mine, attempt: Attempt | null) {
    const match = await reads.one(matchId);
    const mySide = match && viewpointOf(caller, match);
    if (!match || mySide === undefined) return refuse('not-found', 'web:errors.not-found');
    const names = await reads.names(match.reasons, language);
    const typed = (name: string) => String(attempt?.typed[name] ?? '');
    return {
      title: t(match.status === 'open' ? 'matching:show.title-open' : 'matching:show.title'),
      breadcrumbs: [{ href: '/matches', label: t('matching:list.title') }],
      scripts,
      ...matchModel(match, mySide, await reads.contacts(matchId), { t, formats, names }),
      refusals: refusalOptions(t),
      attempt,
      errors: { reason: attempt?.errors['reason'] ?? '', note: attempt?.errors['note'] ?? '' },
      typed: { reason: typed('reason'), note: typed('note') },
    };
  }
}
