import { z } from 'zod';
import type { App } from '../../../compose.ts';
import { Id } from '../../../kernel/id.ts';
import type { Platform } from '../../../platform/platform.ts';
import { field, type Attempt } from '../../../web/input.ts';
import type { Visit } from '../../../web/visit.ts';
import type { Model, Web } from '../../../web/web.ts';
import { text } from '../basics.ts';
import { editorReads } from '../editor/editor-reads.ts';
import { isOwner, isPublic } from '../listing.ts';
import { asNeed, isOutdated, mayAssess, zeroParts } from './assessment.ts';
import { formModel, historyModel, partModels, questionModels, readBackModel, textIn } from './clinic-models.ts';
import { clinicReads } from './clinic-reads.ts';
import { appendAnswers, questionsFor } from './questions.ts';

const params = z.object({ listingId: Id });
const Version = z.coerce.number().int();
const points = field.whole(0, 5);
const Assessed = z.object({
  ...{ version: Version, after: Version, expertProblem: text(2000) },
  ...{ 'score-problem': points, 'score-conditions': points, 'score-result': points, 'score-means': points },
  ...{ 'note-problem': text(500), 'note-conditions': text(500), 'note-result': text(500), 'note-means': text(500) },
});
const Answered = z.object({
  version: Version,
  answer: z.enum(['yes', 'no'], 'clinic:errors.choose'),
  objection: text(1000).default(''),
});

type Seen = Visit<'signed-in', { listingId: Id }>;
const view = 'listings/clinic/clinic';

/** What a need still lacks, in the same words for its author and for those who help. */
export function clinicPages(web: Web, app: App, { db }: Pick<Platform, 'db'>): void {
  const reads = { ...editorReads(db), ...clinicReads(db) };
  const again = async (visit: Seen, attempt: Attempt) => ({ view, ...(await clinicModel(visit, attempt)) });
  const options = { access: 'signed-in', params, again } as const;

  web.page('/needs/:listingId/clinic', { access: 'signed-in', params, view }, (visit) => clinicModel(visit, null));
  web.form('/needs/:listingId/clinic/assessments', { ...options, body: Assessed }, async ({ caller, params, body, command }) => {
    const finding = {
      scores: {
        ...{ problem: body['score-problem'], conditions: body['score-conditions'] },
        ...{ result: body['score-result'], means: body['score-means'] },
      },
      notes: {
        ...{ problem: body['note-problem'], conditions: body['note-conditions'] },
        ...{ result: body['note-result'], means: body['note-means'] },
      },
    };
    const { version, after, expertProblem } = body;
    await app.assessNeed(caller, params.listingId, { version, after, finding, expertProblem }, command);
    return { to: `/needs/${params.listingId}/clinic`, flash: 'clinic:flash.assessed' };
  });
  web.form(
    '/needs/:listingId/clinic/answers',
    { ...options, body: z.looseObject({ version: Version }) },
    async ({ caller, params, body, command, t }) => {
      const need = asNeed(await reads.find(params.listingId, 'need'), caller);
      const answers = questionsFor(need.content.industries).flatMap(({ id, field }) => {
        const answer = body[`q-${id.replace('.', '-')}`];
        const said = typeof answer === 'string' ? answer.trim() : '';
        return said === '' ? [] : [{ field, line: t(`clinic-questions:${id}.label`) + t('clinic:colon') + said }];
      });
      const to = `/needs/${params.listingId}/clinic`;
      if (answers.length === 0) return { to, flash: 'clinic:flash.no-answer', flashKind: 'information' };
      const content = appendAnswers(need.content, answers);
      await app.editListing(caller, params.listingId, body.version, { side: 'need', content }, command);
      return { to, flash: 'clinic:flash.answered' };
    },
  );
  web.form(
    '/needs/:listingId/clinic/read-back',
    { ...options, body: z.object({ version: Version }) },
    async ({ caller, params, body, command }) => {
      const { onPaper } = await app.askReadBack(caller, params.listingId, body.version, command);
      if (onPaper) return { to: `/needs/${params.listingId}/clinic/slip` };
      return { to: `/needs/${params.listingId}/clinic`, flash: 'clinic:flash.asked' };
    },
  );
  web.form(
    '/needs/:listingId/clinic/read-back/answer',
    { ...options, body: Answered },
    async ({ caller, params, body, command }) => {
      const { version, ...answer } = body;
      await app.answerReadBack(caller, params.listingId, version, answer, command);
      return { to: `/needs/${params.listingId}/clinic`, flash: `clinic:flash.said-${answer.answer}` };
    },
  );

  async function clinicModel({ caller, params: { listingId }, t, formats }: Seen, attempt: Attempt | null): Promise<Model> {
    const need = asNeed(await reads.find(listingId, 'need'), caller);
    const { content } = need;
    const history = await reads.history(listingId);
    const latest = history[0];
    const isMine = isOwner(caller, need);
    const isJudge = mayAssess(caller, need);
    const zeros = zeroParts(content, latest);
    return {
      title: t('clinic:title', { title: content.title }),
      breadcrumbs: isMine
        ? [
            { href: '/my/listings', label: t('ui:nav.my-listings') },
            { href: `/my/listings/${listingId}`, label: content.title },
          ]
        : [
            { href: '/organizer/clinic', label: t('clinic:backlog.title') },
            ...(isPublic(need) ? [{ href: `/needs/${listingId}`, label: content.title }] : []),
          ],
      attempt,
      ...{ listingId, isMine, version: need.version },
      standing:
        zeros.length > 0
          ? {
              kind: 'warning',
              text: t(`clinic:standing.zero-${isPublic(need) ? 'public' : 'closed'}`, {
                parts: zeros.map((part) => t(`clinic:part.${part}`)).join(t('listing-editor:between')),
              }),
            }
          : { kind: 'success', text: t('clinic:standing.fit') },
      parts: partModels(need, latest, isMine, t),
      assessed: latest ? t('clinic:assessed', { name: latest.name, at: formats.dateTime(latest.at) }) : t('clinic:not-assessed'),
      outdated: latest && isOutdated(latest, content) ? t('clinic:older', { version: latest.version }) : '',
      ...{ problem: content.problem, expertProblem: content.expertProblem, enteredFor: content.enteredFor },
      readBack: readBackModel(need, await reads.readBack(listingId), caller, { t, formats }),
      ...{ objection: textIn(attempt, 'objection'), objectionError: attempt?.errors['objection'] ?? '' },
      questions: questionModels(need, attempt, t),
      form: isJudge ? formModel(need, latest, attempt, t) : null,
      history: historyModel(history, content, t),
    };
  }
}
