import type { App } from '../../../compose.ts';
import type { Platform } from '../../../platform/platform.ts';
import type { RateLimiter } from '../../../web/rate-limit.ts';
import type { Web } from '../../../web/web.ts';
import { editorReads } from '../editor/editor-reads.ts';
import { asNeed, isOutdated, zeroParts } from './assessment.ts';
import { partModels } from './clinic-models.ts';
import { clinicReads } from './clinic-reads.ts';
import { readBackState } from './read-back.ts';
import type { Part } from './suggestion.ts';

/** The need clinic for programs: the same rules and the same reasons as on its page. */
export function clinicApi(web: Web, app: App, { db }: Pick<Platform, 'db'>, limits: RateLimiter): void {
  const reads = { ...editorReads(db), ...clinicReads(db) };

  web.endpoint('getNeedClinic', async ({ caller, params: { listingId }, t }) => {
    const need = asNeed(await reads.find(listingId, 'need'), caller);
    const { content, version } = need;
    const [latest, readBack] = [await reads.latest(listingId), await reads.readBack(listingId)];
    const models = partModels(need, latest, false, t);
    const reply = (part: Part) => {
      const found = models.find((model) => model.part === part);
      const [suggested, met, missing] = [found?.suggested ?? 0, found?.met ?? [], found?.missing ?? []];
      return { suggested, met, missing, expert: found?.expert?.score ?? null, note: found?.expert?.note ?? '' };
    };
    const replies = {
      problem: reply('problem'),
      conditions: reply('conditions'),
      result: reply('result'),
      means: reply('means'),
    };
    return {
      ...{ version, parts: replies, zeros: zeroParts(content, latest) },
      assessment: latest
        ? {
            ...{ number: latest.number, version: latest.version },
            at: latest.at.toISOString(),
            isOutdated: isOutdated(latest, content),
          }
        : null,
      ...{ problem: content.problem, expertProblem: content.expertProblem },
      readBack: { state: readBackState(content, readBack), objection: readBack?.objection ?? '' },
    };
  });
  web.endpoint('assessNeed', ({ caller, params, body: { scores, notes, ...read }, command }) =>
    app.assessNeed(caller, params.listingId, { ...read, finding: { scores, notes } }, command),
  );
  web.endpoint('askReadBack', ({ caller, params, body, command }) =>
    app.askReadBack(caller, params.listingId, body.version, command),
  );
  web.endpoint('answerReadBack', ({ caller, params, body: { version, ...answer }, command }) =>
    app.answerReadBack(caller, params.listingId, version, answer, command),
  );
  web.endpoint('answerReadBackByCode', async ({ caller, body: { code, ...answer }, command, request }) => {
    await limits.consume('read-back-address', request.ip ?? 'unknown');
    return app.answerBySlipCode(caller, code, answer, command);
  });
}
