import type { Knex } from 'knex';
import type { Id } from '../../../kernel/id.ts';
import type { Translate } from '../../../web/i18n.ts';
import type { Listing } from '../listing.ts';
import { isOutdated, standingScores, zeroParts } from './assessment.ts';
import { assessmentsOf } from './clinic-store.ts';
import { mostPoints, parts } from './suggestion.ts';

/** The points of a need in short, for the pages beside the clinic; null for a technology. */
export function clinicSummary(db: Knex) {
  return async (listing: Listing, t: Translate) => {
    if (listing.side !== 'need') return null;
    const [latest] = await assessmentsOf(db, listing.id, 1);
    const scores = standingScores(listing.content, latest);
    const zeros = zeroParts(listing.content, latest);
    const found = !latest ? 'suggested' : isOutdated(latest, listing.content) ? 'older' : 'found';
    return {
      href: `/needs/${listing.id}/clinic`,
      zeros: zeros.length > 0,
      found: t(`clinic:backlog.${found}`),
      parts: parts.map((part) => ({
        ...{ part, name: t(`clinic:part.${part}`), score: scores[part], most: mostPoints },
        zero: zeros.includes(part) ? t(`clinic:zero.${part}`) : '',
      })),
    };
  };
}

/** Whether whoever has the need has said yes to the very words that stand there now. */
export async function isConfirmed(db: Knex, listingId: Id): Promise<boolean> {
  const row = (await db('need_read_backs as b')
    .join('needs as n', 'n.listing_id', 'b.listing_id')
    .where('b.listing_id', listingId)
    .orderBy('b.number', 'desc')
    .first(
      db.raw(
        `b.answer is not distinct from 'yes' and b.problem = n.problem and b.expert_problem = n.expert_problem as confirmed`,
      ),
    )) as { confirmed: boolean } | undefined;
  return row?.confirmed ?? false;
}
