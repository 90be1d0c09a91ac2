import type { Knex } from 'knex';
import { z } from 'zod';
import { readCursor, writeCursor } from '../../../kernel/keyset.ts';
import type { Web } from '../../../web/web.ts';
import { hasRole } from '../../people/caller.ts';
import { chipOf } from '../mine/status-look.ts';
import { isOutdated, judgedRegions, standingScores, zeroParts } from './assessment.ts';
import { backlogPageSize, clinicReads, mostWaiting, type BacklogRow } from './clinic-reads.ts';
import { mostPoints, parts, totalOf, type Scores } from './suggestion.ts';

const Query = z.object({
  show: z.enum(['waiting', 'unconfirmed', 'unassessed']).catch('waiting'),
  after: z.string().optional().catch(undefined),
});
const path = '/organizer/clinic';

/** Which needs want a look, those that lack most first. */
export function backlogPages(web: Web, db: Knex): void {
  const reads = clinicReads(db);
  const access = ['organizer', 'admin', 'broker', 'information-officer'] as const;

  web.page(path, { access, query: Query, view: 'listings/clinic/backlog' }, async ({ caller, query: { show, after }, t }) => {
    const regions = judgedRegions(caller);
    const organizes = hasRole(caller, 'organizer') || hasRole(caller, 'admin');
    const counts = await reads.counts(regions);
    const most = show === 'waiting' ? mostWaiting : backlogPageSize;
    const rows = await reads.backlog(show, regions, most, readCursor(after));
    const last = rows.slice(0, most).at(-1);
    const shown = rows.slice(0, most).map((row) => ({ row, scores: standingScores(row.need, row.latest) }));
    if (show === 'waiting') shown.sort((one, other) => worstFirst(one.scores, other.scores));
    return {
      title: t('clinic:backlog.title'),
      breadcrumbs: organizes ? [{ href: '/organizer', label: t('ui:nav.organizer') }] : [],
      show,
      tabs: (['waiting', 'unconfirmed', 'unassessed'] as const).map((tab) => ({
        href: tab === 'waiting' ? path : `${path}?show=${tab}`,
        label: t(`clinic:backlog.tab.${tab}`, { count: counts[tab] }),
        current: tab === show,
      })),
      about: t(`clinic:backlog.about.${show}`),
      empty: t(`clinic:backlog.empty.${show}`),
      needs: shown.map(({ row, scores }) => ({
        ...{ title: row.need.title, href: `/needs/${row.id}/clinic`, updatedAt: row.updatedAt, chip: chipOf(row.status, t) },
        from: [row.need.enteredFor || row.author, row.place].filter(Boolean).join(' · '),
        total: t('clinic:backlog.total', { points: totalOf(scores), most: mostPoints * parts.length }),
        parts: parts.map((part) => ({ name: t(`clinic:part.${part}`), score: scores[part], most: mostPoints })),
        zeros: zeroParts(row.need, row.latest).length > 0,
        found: t(`clinic:backlog.${foundOf(row)}`),
      })),
      first: after ? `${path}?show=${show}` : '',
      more: rows.length > most && last ? `${path}?show=${show}&after=${writeCursor(last)}` : '',
    };
  });
}

function foundOf({ need, latest }: BacklogRow): 'suggested' | 'older' | 'found' {
  if (!latest) return 'suggested';
  return isOutdated(latest, need) ? 'older' : 'found';
}

/** The need with the worst part, then the one with least in all. */
function worstFirst(one: Scores, other: Scores): number {
  const worst = (scores: Scores) => Math.min(...parts.map((part) => scores[part]));
  return worst(one) - worst(other) || totalOf(one) - totalOf(other);
}
