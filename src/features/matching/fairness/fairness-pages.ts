import { setImmediate as nextTurn } from 'node:timers/promises';
import { z } from 'zod';
import type { App } from '../../../compose.ts';
import { AppError } from '../../../kernel/error.ts';
import type { Platform } from '../../../platform/platform.ts';
import { attemptOf, field, readInput, type Attempt } from '../../../web/input.ts';
import type { Visit } from '../../../web/visit.ts';
import type { Web } from '../../../web/web.ts';
import { threshold } from '../score/weights.ts';
import { noFairness, type Fairness } from './fairness.ts';
import { pointsOf, settingsModel, settingsWords, shareNotes, shareRows } from './fairness-models.ts';
import { marketReads } from './market-reads.ts';
import { settingsReads } from './settings-reads.ts';
import { currentFairness } from './settings-store.ts';
import { shareOut, type Shares } from './share-out.ts';

const access = ['admin'] as const;
const home = '/admin/matching/fairness';
const names = ['best', 'exposure', 'own', 'equalStep', 'poorFirst'] as const;
/** As the form sends them; a step is typed in points of 100, and no limit is an empty field. */
const Settings = z
  .object({
    best: field.whole(1, 20),
    exposure: field.optional(field.whole(1, 50)),
    own: field.whole(0, 10),
    equalStep: field.number(0.01, 20).transform((points) => Math.round(points * 100)),
    poorFirst: field.tick(),
  })
  .transform((settings): Fairness => settings);
const Saved = z.object({
  reason: z.string().trim().min(1, 'learning:errors.reason').max(500),
  after: field.whole(0, 2_147_483_647),
});

/** How places among proposals are shared out, with the effect of a change before it is made, for admins. */
export function fairnessPages(web: Web, app: App, { db }: Platform): void {
  const [market, settings] = [marketReads(db), settingsReads(db)];

  web.page(home, { access, query: z.looseObject({}), view: 'fairness/settings' }, async (visit) => {
    const isAsked = names.some((name) => name in visit.query);
    return settingsPage(visit, isAsked ? visit.query : typedOf((await currentFairness(db)).fairness), null);
  });
  web.form(
    home,
    {
      ...{ access, body: z.intersection(Settings, Saved) },
      again: async (visit, attempt) => ({ view: 'fairness/settings', ...(await settingsPage(visit, attempt.typed, attempt)) }),
    },
    async ({ caller, body: { reason, after, ...fairness }, command }) => {
      await app.setFairness(caller, fairness, { reason, after }, command);
      return { to: home, flash: 'fairness:flash.saved' };
    },
  );

  async function settingsPage(
    { t, formats }: Pick<Visit, 't' | 'formats'>,
    typed: Record<string, unknown>,
    sent: Attempt | null,
  ) {
    const current = await currentFairness(db);
    const { proposed, attempt } = read(typed, t);
    const isChanged = proposed !== null && JSON.stringify(proposed) !== JSON.stringify(current.fairness);
    const { market: ranked, all } = await market.market();
    const columns = [
      { label: t('fairness:column.none'), fairness: { ...noFairness, best: current.fairness.best, own: current.fairness.own } },
      { label: t('fairness:column.now'), fairness: current.fairness },
      ...(isChanged ? [{ label: t('fairness:column.then'), fairness: proposed }] : []),
    ];
    const least = Math.round(threshold * 10_000);
    const looked = ranked.needs.length;
    const shares: Shares[] = [];
    for (const { fairness } of columns) {
      shares.push(shareOut(ranked, fairness, least));
      await nextTurn(); // each takes a part of a second on a large market, and others wait for pages too
    }
    const text = (name: (typeof names)[number]) => (typeof typed[name] === 'string' ? typed[name] : '');
    return {
      ...{ title: t('fairness:title'), attempt: attempt ?? sent, errors: attempt?.errors ?? {}, isChanged },
      breadcrumbs: [
        { href: '/admin', label: t('ui:nav.admin') },
        { href: '/admin/matching', label: t('rematch:title') },
      ],
      now: settingsWords(current.fairness, t),
      columns: columns.map(({ label }) => label),
      rows: looked === 0 ? [] : shareRows(shares, { t, formats }),
      notes: looked === 0 ? [] : shareNotes(shares, threshold, t),
      basis: t(all > looked ? 'fairness:basis.sample' : 'fairness:basis.all', { count: looked, all }),
      typed: { ...Object.fromEntries(names.map((name) => [name, text(name)])), poorFirst: text('poorFirst') !== '' },
      save: isChanged && {
        ...{ after: current.version, reason: String(sent?.typed['reason'] ?? ''), error: sent?.errors['reason'] ?? '' },
        hidden: names.map((name) => ({ name, value: text(name) })),
      },
      history: (await settings.history()).map((version) => settingsModel(version, { t, formats })),
    };
  }
}

/** The settings that were typed, or what is wrong with them. */
function read(typed: Record<string, unknown>, t: Visit['t']): { proposed: Fairness | null; attempt: Attempt | null } {
  try {
    return { proposed: readInput(Settings, typed), attempt: null };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { proposed: null, attempt: attemptOf(error, typed, t) };
  }
}

function typedOf({ best, exposure, own, equalStep, poorFirst }: Fairness): Record<string, string> {
  return {
    ...{ best: String(best), exposure: exposure === null ? '' : String(exposure), own: String(own) },
    ...{ equalStep: pointsOf(equalStep), ...(poorFirst && { poorFirst: 'true' }) },
  };
}
