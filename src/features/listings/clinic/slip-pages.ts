import { z } from 'zod';
import type { App } from '../../../compose.ts';
import { Id } from '../../../kernel/id.ts';
import type { Platform } from '../../../platform/platform.ts';
import { field, type Attempt } from '../../../web/input.ts';
import type { Translate } from '../../../web/i18n.ts';
import { qrPicture } from '../../../web/qr-picture.ts';
import type { RateLimiter } from '../../../web/rate-limit.ts';
import { siteUrl } from '../../../web/site-url.ts';
import type { Web } from '../../../web/web.ts';
import { text } from '../basics.ts';
import { editorReads } from '../editor/editor-reads.ts';
import { asNeed } from './assessment.ts';
import { textIn } from './clinic-models.ts';
import { clinicReads } from './clinic-reads.ts';
import { printSlipCode, readBackState } from './read-back.ts';

const params = z.object({ listingId: Id });
const view = 'listings/clinic/read-back';
const Keyed = z.object({
  code: field.required(40),
  answer: z.enum(['yes', 'no'], 'clinic:errors.choose'),
  objection: text(1000).default(''),
});

/** The printed slip with both wordings and a code, and the page where its answer is keyed in. */
export function slipPages(web: Web, app: App, { db, config }: Platform, limits: RateLimiter): void {
  const reads = { ...editorReads(db), ...clinicReads(db) };

  web.page(
    '/needs/:listingId/clinic/slip',
    { access: 'signed-in', params, view: 'listings/clinic/slip' },
    async ({ caller, params: { listingId }, t, request, formats, language }) => {
      const need = asNeed(await reads.find(listingId, 'need'), caller);
      const readBack = await reads.readBack(listingId);
      if (!readBack || readBackState(need.content, readBack) !== 'asked')
        return { redirect: `/needs/${listingId}/clinic#read-back` };
      const { place } = await reads.names(need, language);
      const address = `${siteUrl(config, request)}/read-back`;
      return {
        title: t('clinic:slip.title', { title: need.content.title }),
        layout: 'print' as const,
        breadcrumbs: [{ href: `/needs/${listingId}/clinic`, label: t('clinic:slip.back') }],
        need: need.content.title,
        about: [need.content.enteredFor, place, formats.date(readBack.askedAt)].filter(Boolean).join(' · '),
        problem: readBack.problem,
        expertProblem: readBack.expertProblem,
        code: printSlipCode(readBack.code),
        address,
        qr: await qrPicture(`${address}?code=${readBack.code}`),
        version: t('clinic:slip.version', { version: readBack.version }),
      };
    },
  );

  web.page(
    '/read-back',
    { access: 'anyone', query: z.object({ code: z.string().max(40).optional().catch(undefined) }), view },
    ({ t, query }) => Promise.resolve(keyModel(t, query.code ?? '', null)),
  );
  web.form(
    '/read-back',
    {
      access: 'anyone',
      body: Keyed,
      again: ({ t }, attempt) => Promise.resolve({ view, ...keyModel(t, textIn(attempt, 'code'), attempt) }),
    },
    async ({ caller, body, command, request }) => {
      const { code, ...answer } = body;
      await limits.consume('read-back-address', request.ip ?? 'unknown');
      const { title } = await app.answerBySlipCode(caller, code, answer, command);
      return { to: '/read-back', flash: `clinic:flash.keyed-${answer.answer}`, flashParams: { title } };
    },
  );
}

function keyModel(t: Translate, code: string, attempt: Attempt | null) {
  return {
    title: t('clinic:key.title'),
    attempt,
    ...{ code, answer: textIn(attempt, 'answer'), objection: textIn(attempt, 'objection') },
    errors: attempt?.errors ?? {},
    answers: ['yes', 'no'].map((value) => ({ value, label: t(`clinic:key.${value}`) })),
  };
}
