import { z } from 'zod';
import type { App } from '../../../compose.ts';
import { refuse } from '../../../kernel/error.ts';
import type { Platform } from '../../../platform/platform.ts';
import type { Attempt } from '../../../web/input.ts';
import type { Visit } from '../../../web/visit.ts';
import type { Web } from '../../../web/web.ts';
import { effectModel } from './effect-model.ts';
import { enough } from './trial.ts';
import { ByHand, weightEditPages } from './weight-edit-pages.ts';
import { figureRows, statusOf, versionModel, weightRows } from './weights-models.ts';
import { weightsReads } from './weights-reads.ts';

const access = ['admin'] as const;
const home = '/admin/matching/weights';
const VersionId = z.coerce.number().int().min(1).max(2_147_483_647);
const params = z.object({ versionId: VersionId });
const Query = z.object({ before: VersionId.optional().catch(undefined) });

/** The weights that scores are made of, their history, and what a change would do, for admins. */
export function weightsPages(web: Web, app: App, platform: Platform): void {
  const reads = weightsReads(platform.db);
  const crumbs = (t: Visit['t']) => [
    { href: '/admin', label: t('ui:nav.admin') },
    { href: '/admin/matching', label: t('rematch:title') },
  ];

  web.page(home, { access, query: Query, view: 'learning/weights' }, async ({ query, t, formats }) => {
    const current = await reads.current();
    const { rows, older } = await reads.history(query.before);
    const decisions = await reads.decisions();
    const versions = rows.map((row) => versionModel(row, current, { t, formats }));
    return {
      ...{ title: t('learning:index.title'), breadcrumbs: crumbs(t), versions, isHeld: current.isHeld },
      ...{ decisions, notYet: notYet(decisions, t) },
      rows: weightRows(current.weights, null, t),
      older: older === null ? '' : `${home}?before=${older}`,
      newer: query.before === undefined ? '' : home,
    };
  });

  web.form(`${home}/refit`, { access, body: z.object({}) }, async ({ caller, command }) => {
    await app.askForRefit(caller, command);
    return { to: home, flash: 'learning:flash.refit', flashKind: 'information' };
  });

  weightEditPages(web, app, platform); // `edit` comes before the pages whose address has a number in its place

  web.page(`${home}/:versionId`, { access, params, view: 'learning/version' }, (visit) => versionPage(visit, null));
  web.form(
    `${home}/:versionId/adoption`,
    {
      ...{ access, params, body: ByHand },
      again: async (visit, attempt) => ({ view: 'learning/version', ...(await versionPage(visit, attempt)) }),
    },
    async ({ caller, params, body, command }) => {
      await app.adoptWeights(caller, params.versionId, body, command);
      return { to: home, flash: 'learning:flash.adopted' };
    },
  );

  type Mine = Pick<Visit<typeof access, { versionId: number }>, 'params' | 't' | 'formats'>;
  async function versionPage({ params, t, formats }: Mine, attempt: Attempt | null) {
    const version = (await reads.version(params.versionId)) ?? refuse('not-found', 'web:errors.not-found');
    const current = await reads.current();
    const status = statusOf(version, current);
    const model = versionModel(version, current, { t, formats });
    const counts = version.figures?.counts;
    return {
      ...{ title: model.title, model, attempt, isCurrent: status === 'current' },
      breadcrumbs: [...crumbs(t), { href: home, label: t('learning:index.title') }],
      rows: weightRows(current.weights, status === 'current' ? null : version.weights, t),
      figures: version.figures && figureRows(version.figures, t),
      held: counts ? counts.aside + counts.later : 0,
      later: counts?.later ?? 0,
      effect: status === 'current' ? null : await effectModel(reads, current.weights, version.weights, t),
      editHref: `${home}/edit?from=${version.id}`,
      adoption: status !== 'current' && {
        ...{ action: `${home}/${version.id}/adoption`, after: current.adoption, hidden: [] },
        title: t(status === 'earlier' || status === 'prior' ? 'learning:adopt.again' : 'learning:adopt.title'),
        reason: String(attempt?.typed['reason'] ?? ''),
        isHeld: attempt?.typed['isHeld'] !== undefined,
        error: attempt?.errors['reason'] ?? '',
      },
    };
  }
}

/** Why learning now would come to nothing, or ''. */
function notYet({ yes, no, fresh }: { yes: number; no: number; fresh: number }, t: Visit['t']): string {
  if (yes + no < enough.decisions || Math.min(yes, no) < enough.ofEach)
    return t('learning:index.too-few', { count: enough.decisions, each: enough.ofEach });
  return fresh === 0 ? t('learning:index.nothing-new') : '';
}
