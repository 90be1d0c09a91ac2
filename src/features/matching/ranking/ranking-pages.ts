import { z } from 'zod';
import type { App } from '../../../compose.ts';
import { Id } from '../../../kernel/id.ts';
import type { Platform } from '../../../platform/platform.ts';
import type { Formats } from '../../../web/format.ts';
import type { Translate } from '../../../web/i18n.ts';
import type { Web } from '../../../web/web.ts';
import { progressOf, rankingReads, type RematchRow, type WorkerRow } from './ranking-reads.ts';

const access = ['admin'] as const;
const home = '/admin/matching';
const shown = 10;

/** How the engine stands in each worker, and rematches: to start, to watch, to stop. */
export function rankingPages(web: Web, app: App, { db }: Platform): void {
  const reads = rankingReads(db);

  web.page(home, { access, view: 'ranking/index' }, async ({ t, formats }) => {
    const rematches = await reads.rematches(shown);
    const scale = await reads.scale();
    const running = rematches.find(({ status }) => status === 'running');
    return {
      title: t('rematch:title'),
      breadcrumbs: [{ href: '/admin', label: t('ui:nav.admin') }],
      scripts: running ? ['js/progress.js'] : [],
      counts: await reads.counts(),
      scale: scale ?? null,
      workers: (await reads.workers()).map((worker) => workerModel(worker, scale?.id, t)),
      running: running ? runningModel(running, t, formats) : null,
      rematches: rematches.filter((one) => one !== running).map((one) => rematchModel(one, t)),
    };
  });

  web.form(`${home}/rematches`, { access, body: z.object({}) }, async ({ caller, command }) => {
    await app.orderRematch(caller, command);
    return { to: home, flash: 'rematch:flash.started', flashKind: 'information' };
  });
  web.form(
    `${home}/rematches/:rematchId/cancellation`,
    { access, params: z.object({ rematchId: Id }), body: z.object({}) },
    async ({ caller, params, command }) => {
      await app.cancelRematch(caller, params.rematchId, command);
      return { to: home, flash: 'rematch:flash.cancelled', flashKind: 'information' };
    },
  );
}

/** What a worker said by an older scale says nothing of the one in force. */
function workerModel({ agrees, ...worker }: WorkerRow, scaleId: number | undefined, t: Translate) {
  const chip = !agrees
    ? { kind: 'warning', icon: 'cross', label: t('rematch:worker.differs') }
    : worker.scaleId === scaleId
      ? { kind: 'success', icon: 'check', label: t('rematch:worker.agrees') }
      : { kind: 'information', icon: 'clock', label: t('rematch:worker.older') };
  return { ...worker, chip };
}

function runningModel(rematch: RematchRow, t: Translate, formats: Formats) {
  const { rematchId, stage, shards, ranked, proposed, startedAt } = rematch;
  const percent = Math.round(progressOf(rematch) * 100);
  return {
    ...{ rematchId, startedAt, percent, share: formats.number(percent), why: whyOf(rematch, t) },
    stage: t(`rematch:stage.${stage}`),
    done: stage === 'counting' ? '' : t('rematch:shards', { done: stage === 'ranking' ? ranked : proposed, all: shards }),
  };
}

function rematchModel(rematch: RematchRow, t: Translate) {
  const { status, startedAt, endedAt } = rematch;
  const look = {
    running: { kind: 'information', icon: 'clock' },
    done: { kind: 'success', icon: 'check' },
    cancelled: { kind: 'warning', icon: 'cross' },
    failed: { kind: 'danger', icon: 'cross' },
  }[status];
  return { chip: { ...look, label: t(`rematch:status.${status}`) }, why: whyOf(rematch, t), startedAt, endedAt };
}

function whyOf({ reason, startedBy }: RematchRow, t: Translate): string {
  return t(`rematch:reason.${reason}`, { name: startedBy ?? '' });
}
