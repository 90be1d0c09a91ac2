import { z } from 'zod';
import type { App } from '../../../compose.ts';
import { refuse } from '../../../kernel/error.ts';
import { Id } from '../../../kernel/id.ts';
import type { Platform } from '../../../platform/platform.ts';
import type { Web } from '../../../web/web.ts';
import { listPaths } from '../../listings/listing-path.ts';
import { mayOrganize } from '../../people/caller.ts';
import { otherSide } from '../match.ts';
import { matchingReads } from '../reads.ts';
import { reasonWords } from '../reason-words.ts';
import { pairOf, type Pair } from '../score/profile.ts';
import { gradeOf, scorePair } from '../score/score-pair.ts';
import { rankingReads } from './ranking-reads.ts';

const access = ['organizer', 'admin'] as const;
const params = z.object({ id: Id });
const query = z.object({ after: z.coerce.number().int().min(0).max(50).catch(0) });
const pageSize = 10;

/** The best of the other side for one listing, with reasons, for organizers of its place: to bring two together by hand. */
export function candidatePages(web: Web, app: App, { db }: Platform): void {
  const [reads, matches] = [rankingReads(db), matchingReads(db)];

  for (const side of ['technology', 'need'] as const) {
    web.page(
      `${listPaths[side]}/:id/candidates`,
      { access, params, query, view: 'ranking/candidates' },
      async ({ params: { id }, query: { after }, caller, t, formats, language }) => {
        const listing = (await reads.ranked(id, side)) ?? refuse('not-found', 'web:errors.not-found');
        if (!mayOrganize(caller, listing.regionCode)) refuse('not-found', 'web:errors.not-found');
        const best = listing.number === null ? [] : await reads.candidates(listing.number);
        const found = best.slice(after, after + pageSize);
        const here = `${listPaths[side]}/${id}/candidates`;
        const { scale, profiles } = await app.readToScore([id, ...found.map(({ listingId }) => listingId)]);
        const mine = profiles.get(id);
        const scored = found.flatMap((candidate) => {
          const theirs = profiles.get(candidate.listingId);
          const pair: Pick<Pair, 'technology' | 'need'> | undefined = mine && theirs && pairOf(mine, theirs);
          return pair ? [{ ...candidate, ...scorePair({ ...pair, today: scale.day }, scale) }] : [];
        });
        const names = await matches.names(scored.flatMap(({ reasons }) => reasons), language); // prettier-ignore
        return {
          title: t(`rematch:candidates.${side}`),
          breadcrumbs: [
            { href: listPaths[side], label: t(`ui:nav.${side === 'need' ? 'needs' : 'technologies'}`) },
            { href: `${listPaths[side]}/${id}`, label: listing.title },
          ],
          ...{ listing: listing.title, mineName: `${side}Id`, theirsName: `${otherSide[side]}Id`, id },
          first: after === 0 ? '' : here,
          more: after + pageSize < best.length ? `${here}?after=${after + pageSize}` : '',
          candidates: scored.map(({ listingId, title, matchId, score, reasons, isGated }) => ({
            match: {
              href: `${listPaths[otherSide[side]]}/${listingId}`,
              ...{ title, grade: t(isGated ? 'rematch:candidates.gated' : `matching:grade.${gradeOf(score)}`) },
              ...{
                strong: !isGated && gradeOf(score) === 'strong',
                status: '',
                news: [],
                ...reasonWords(reasons, names, t, formats),
              },
            },
            ...{ listingId, matchHref: matchId === null ? '' : `/matches/${matchId}`, canPropose: matchId === null && !isGated },
          })),
        };
      },
    );
  }
}
