import type { Knex } from 'knex';
import { z } from 'zod';
import type { App } from '../../../compose.ts';
import { Id } from '../../../kernel/id.ts';
import { readCursor, writeCursor } from '../../../kernel/keyset.ts';
import type { Translate } from '../../../web/i18n.ts';
import type { Attempt } from '../../../web/input.ts';
import type { Visit } from '../../../web/visit.ts';
import type { Model, Web } from '../../../web/web.ts';
import { missingFrom } from '../content.ts';
import { editPath, nextStep } from '../editor/steps.ts';
import { editorReads } from '../editor/editor-reads.ts';
import { jointHint } from '../joint/joint-hint.ts';
import { jointReads } from '../joint/joint-reads.ts';
import { isPublic, openMoves } from '../listing.ts';
import { listPaths } from '../listing-path.ts';
import { mineReads, pageSize, type RevisionRow } from './mine-reads.ts';
import { chipOf } from './status-look.ts';

const params = z.object({ listingId: Id });
const view = 'listings/mine/one';

/** A person's own technologies and needs: where each stands and what to do next. */
export function minePages(web: Web, app: App, db: Knex): void {
  const reads = { ...editorReads(db), ...mineReads(db) };
  const pooling = jointReads(db);
  const query = z.object({ before: z.string().optional().catch(undefined) });

  web.page('/my/listings', { access: 'signed-in', query, view: 'listings/mine/list' }, async ({ caller, query, t }) => {
    const rows = await reads.listings(caller.accountId, readCursor(query.before));
    const shown = rows.slice(0, pageSize);
    const last = shown.at(-1);
    return {
      title: t('listing-editor:mine.title'),
      listings: shown.map(({ id, side, title, status, place, updatedAt, toAnswer, refused }) => ({
        ...{ title, place: place ?? '', updatedAt },
        href: `/my/listings/${id}`,
        side: t(`listings-words:side.${side}`),
        icon: side,
        chip: chipOf(status, t),
        next: toAnswer > 0 ? '' : t(`listing-editor:next.${status}`),
        matches: toAnswer > 0 ? t('listing-editor:mine.to-answer', { count: toAnswer }) : '',
        matchesHref: `/matches?listing=${id}`,
        refused: refused ? refusedWords(refused, t) : '',
        refusedHref: `${listPaths[side]}/${id}/answers`,
      })),
      newer: query.before ? '/my/listings' : '',
      older: rows.length > pageSize && last ? `/my/listings?before=${writeCursor(last)}` : '',
    };
  });

  web.page('/my/listings/:listingId', { access: 'signed-in', params, view }, (visit) => oneModel(visit, null));
  for (const [address, how] of [
    ['withdrawal', 'withdraw'],
    ['closure', 'close'],
  ] as const) {
    web.form(
      `/my/listings/:listingId/${address}`,
      {
        access: 'signed-in',
        params,
        body: z.object({}),
        again: async (visit, attempt) => ({ view, ...(await oneModel(visit, attempt)) }),
      },
      async ({ caller, params: { listingId }, command }) => {
        const end = how === 'close' ? app.closeListing : app.withdrawListing;
        await end(caller, listingId, command);
        return { to: `/my/listings/${listingId}`, flash: `listing-editor:flash.${how}` };
      },
    );
  }

  async function oneModel(
    { caller, params: { listingId }, t, language }: Visit<'signed-in', { listingId: Id }>,
    attempt: Attempt | null,
  ): Promise<Model> {
    const listing = await reads.own(caller, listingId);
    const { side, status, content } = listing;
    const moves = openMoves(status);
    const [names, matches] = await Promise.all([reads.names(listing, language), reads.matches(listingId)]);
    return {
      title: content.title,
      breadcrumbs: [{ href: '/my/listings', label: t('ui:nav.my-listings') }],
      attempt,
      chip: chipOf(status, t),
      meta: [t(`listings-words:side.${side}`), names.place, names.industries.join(t('listing-editor:between'))]
        .filter(Boolean)
        .join(' · '),
      next:
        matches.toAnswer > 0
          ? t('listing-editor:mine.to-answer', { count: matches.toAnswer })
          : t(`listing-editor:next.${status}`),
      pooled: side === 'need' ? jointHint(await pooling.ofAuthor(listingId), listingId, t) : null,
      returnedReason: status === 'returned' ? (listing.returnedReason ?? '') : '',
      missing: moves.includes('submit') ? missingFrom(listing).map((name) => t(`listings:missing.${name}`)) : [],
      editHref: status === 'closed' ? '' : editPath(side, listingId, moves.includes('submit') ? nextStep(listing) : 'check'),
      editLabel: t(`listing-editor:go.${moves.includes('submit') ? 'write-on' : 'change'}`),
      publicHref: isPublic(listing) ? `${listPaths[side]}/${listingId}` : '',
      clinicHref: side === 'need' && status !== 'closed' ? `/needs/${listingId}/clinic` : '',
      matchesHref: isPublic(listing) ? `/matches?listing=${listingId}` : '',
      answersHref: isPublic(listing) && matches.refused > 0 ? `${listPaths[side]}/${listingId}/answers` : '',
      withdrawal: moves.includes('withdraw') ? `/my/listings/${listingId}/withdrawal` : '',
      closure: moves.includes('close') ? `/my/listings/${listingId}/closure` : '',
      revisions: inARow(await reads.revisions(listingId)).map(({ version, since, action, note, at, name }) => ({
        at,
        title: `${t(`listings-words:action.${action}`)} · ${
          since === version ? t('listing-editor:version', { version }) : t('listing-editor:versions', { since, version })
        }`,
        text: [name ?? t('listing-editor:by-system'), note].filter(Boolean).join(t('listing-editor:colon')),
      })),
    };
  }
}

function refusedWords({ reason, count }: { reason: string; count: number }, t: Translate): string {
  return t('match-life:answers.hint', { count, refusal: t(`matching:refusal.${reason}`) });
}

/** Somebody who saves every step of the editor has changed the listing once, as far as its history tells. */
function inARow(revisions: readonly RevisionRow[]): (RevisionRow & { since: number })[] {
  const told: (RevisionRow & { since: number })[] = [];
  for (const revision of revisions) {
    const last = told.at(-1);
    const isSame = last && (['action', 'name', 'note'] as const).every((key) => last[key] === revision[key]);
    if (last && isSame) last.since = revision.version;
    else told.push({ ...revision, since: revision.version });
  }
  return told;
}
