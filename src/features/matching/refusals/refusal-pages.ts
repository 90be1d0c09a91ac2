import type { Knex } from 'knex';
import { z } from 'zod';
import { refuse } from '../../../kernel/error.ts';
import { Id } from '../../../kernel/id.ts';
import type { Platform } from '../../../platform/platform.ts';
import type { Translate } from '../../../web/i18n.ts';
import type { Web } from '../../../web/web.ts';
import { editPath, stepWith } from '../../listings/editor/steps.ts';
import { listPaths } from '../../listings/listing-path.ts';
import { mayOrganize, type Caller } from '../../people/caller.ts';
import type { Side } from '../match.ts';
import { fieldFor, summarize, type RefusalCount } from './refusal.ts';
import { refusalReads, type Answered } from './refusal-reads.ts';

const params = z.object({ id: Id });

/** Why others said no to one listing, for whoever can better it: its holder, and organizers of its region. */
export function refusalPages(web: Web, { db }: Platform): void {
  for (const side of ['technology', 'need'] as const) {
    web.page(
      `${listPaths[side]}/:id/answers`,
      { access: 'signed-in', params, view: 'matching/answers' },
      async ({ caller, params: { id }, t }) => {
        const { listing, yes, refused } = await answered(db, caller, id, side);
        const { refusals, notes } = summarize(refused);
        const isMine = listing.accountId === caller.accountId;
        return {
          title: t('match-life:answers.title'),
          breadcrumbs: isMine
            ? [
                { href: '/my/listings', label: t('ui:nav.my-listings') },
                { href: `/my/listings/${id}`, label: listing.title },
              ]
            : [{ href: `${listPaths[side]}/${id}`, label: listing.title }],
          listing: listing.title,
          counts: t('match-life:answers.counts', { answered: yes + refused.length, yes, no: refused.length }),
          matchesHref: isMine ? `/matches?listing=${id}` : '',
          reasons: refusals.map((one) => reasonModel(one, listing, isMine, t)),
          most: Math.max(0, ...refusals.map(({ count }) => count)),
          notes: notes.map(({ reason, note }) => ({ reason: t(`matching:refusal.${reason}`), note })),
          noNotes: notes.length === 0 && refused.some(({ note }) => note !== '') ? t('match-life:answers.notes-kept') : '',
        };
      },
    );
  }

  web.endpoint('getRefusals', async ({ caller, params: { listingId } }) => {
    const { yes, refused } = await answered(db, caller, listingId);
    return { answered: yes + refused.length, yes, ...summarize(refused) };
  });
}

/** Whoever may not better it hears the same as if it were not there. */
async function answered(db: Knex, caller: Caller, id: Id, side?: Side): Promise<Answered> {
  const found = await refusalReads(db).of(id, side);
  const isFor = found && (found.listing.accountId === caller.accountId || mayOrganize(caller, found.listing.regionCode));
  return found && isFor ? found : refuse('not-found', 'web:errors.not-found');
}

function reasonModel({ reason, count }: RefusalCount, { id, side }: Answered['listing'], isMine: boolean, t: Translate) {
  const field = fieldFor[side][reason];
  return {
    label: t(`matching:refusal.${reason}`),
    count,
    times: t('match-life:answers.times', { count }),
    advice: t(`match-life:advice.${side}.${reason}`),
    href: isMine && field ? editPath(side, id, stepWith(side, field)) : '',
  };
}
