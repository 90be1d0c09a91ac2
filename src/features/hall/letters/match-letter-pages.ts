import { z } from 'zod';
import type { App } from '../../../compose.ts';
import { refuse } from '../../../kernel/error.ts';
import { Id } from '../../../kernel/id.ts';
import type { Platform } from '../../../platform/platform.ts';
import type { Attempt } from '../../../web/input.ts';
import type { Translate } from '../../../web/i18n.ts';
import type { Web } from '../../../web/web.ts';
import type { Caller } from '../../people/caller.ts';
import { LetterTerms, organizes } from './letter.ts';
import { letterForm } from './letter-form.ts';
import { letterReads } from './letter-reads.ts';

const access = ['organizer', 'admin'] as const;
const params = z.object({ matchId: Id });

/** A letter between events: of a match whose sides both said yes. */
export function matchLetterPages(web: Web, app: App, { db }: Platform): void {
  const reads = letterReads(db);

  web.page('/matches/:matchId/letter', { access, params, view: 'hall/letter-form' }, async ({ params, caller, t }) => {
    const form = await formModel(params.matchId, caller, t, null);
    const there = await reads.letterOfMatch(params.matchId);
    return there ? { redirect: `/letters/${there}` } : form;
  });
  web.form(
    '/matches/:matchId/letter',
    {
      access,
      params,
      body: LetterTerms.omit({ onScreen: true }),
      again: async ({ params, caller, t }, attempt) => ({
        view: 'hall/letter-form',
        ...(await formModel(params.matchId, caller, t, attempt)),
      }),
    },
    async ({ params, caller, body, command }) => {
      const { letterId, serial } = await app.recordLetter(caller, params, { ...body, onScreen: false }, command);
      return { to: `/letters/${letterId}`, flash: 'hall:flash.letter', flashParams: { serial } };
    },
  );

  async function formModel(matchId: Id, caller: Caller, t: Translate, attempt: Attempt | null) {
    const about = await reads.about({ matchId });
    if (!organizes(caller, about.regionCodes)) refuse('not-allowed', 'web:errors.not-organizer');
    if (about.matchStatus !== 'open') refuse('conflict', 'hall:errors.match-not-open');
    return {
      ...letterForm(about, await reads.partiesOfMatch(matchId), caller.name, t, attempt),
      breadcrumbs: [
        { href: '/matches', label: t('matching:list.title') },
        { href: `/matches/${matchId}`, label: t('matching:show.title-open') },
      ],
      action: `/matches/${matchId}/letter`,
      atEvent: false,
    };
  }
}
