import { z } from 'zod';
import type { App } from '../../compose.ts';
import { refuse } from '../../kernel/error.ts';
import { Id } from '../../kernel/id.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Attempt } from '../../web/input.ts';
import type { Visit } from '../../web/visit.ts';
import type { Web } from '../../web/web.ts';
import { AnswerForm, Tab } from './contract.ts';
import { cardModel, matchModel, refusalOptions } from './match-models.ts';
import { viewpointOf } from './may-see.ts';
import { matchingReads } from './reads.ts';

const params = z.object({ matchId: Id });
const scripts = ['js/matches.js'];

type Mine = Pick<Visit<'signed-in'>, 'caller' | 't' | 'formats' | 'language'>;

/** The matches of one's listings, and each with both sides, its reasons and the answer. */
export function matchingPages(web: Web, app: App, { db }: Platform): void {
  const reads = matchingReads(db);

  web.page(
    '/matches',
    {
      access: 'signed-in',
      query: z.object({ tab: Tab.optional().catch(undefined), after: Id.optional().catch(undefined) }),
      view: 'matching/index',
    },
    async ({ caller, query, t, formats, language }) => {
      const counts = await reads.counts(caller.accountId);
      const tab = query.tab ?? Tab.options.find((one) => counts[one] > 0) ?? 'answer';
      const { rows, next } = await reads.mine(caller.accountId, tab, query.after);
      const names = await reads.names(
        rows.flatMap(({ reasons }) => reasons),
        language,
      );
      return {
        title: t('matching:list.title'),
        scripts,
        tabs: Tab.options.map((one) => ({
          href: `/matches?tab=${one}`,
          label: t(`matching:tab.${one}`, { count: counts[one] }),
          current: one === tab,
        })),
        lead: t(`matching:lead.${tab}`),
        matches: rows.map((match) => cardModel(match, { t, formats, names })),
        empty: t(`matching:empty.${tab}`),
        hasNone: Object.values(counts).every((count) => count === 0),
        first: query.after ? `/matches?tab=${tab}` : '',
        older: next ? `/matches?tab=${tab}&after=${next}` : '',
      };
    },
  );

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
