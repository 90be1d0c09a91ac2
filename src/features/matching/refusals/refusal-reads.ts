import type { Knex } from 'knex';
import type { Id } from '../../../kernel/id.ts';
import type { Side } from '../match.ts';
import type { Refused } from './refusal.ts';

export type Answered = {
  listing: { id: Id; side: Side; title: string; accountId: Id; regionCode: string | null; isPublic: boolean };
  yes: number;
  refused: Refused[];
};

export function refusalReads(db: Knex) {
  return {
    /** What the other sides of a listing's matches answered. */
    async of(listingId: Id, side?: Side): Promise<Answered | undefined> {
      const listing = (await db('listings')
        .where({ id: listingId, ...(side && { side }) })
        .first(
          ...['id', 'side', 'title', 'account_id as accountId', 'region_code as regionCode'],
          db.raw(`status in ('published', 'matched') as "isPublic"`),
        )) as Answered['listing'] | undefined;
      if (!listing) return undefined;
      const { rows } = await db.raw<{ rows: (Refused & { answer: 'yes' | 'no' })[] }>(
        `select a.answer, a.reason, a.note, other.account_id as by
         from matches m join match_answers a on a.match_id = m.id and a.side <> :side
         join listings other on other.id in (m.technology_id, m.need_id) and other.side = a.side
         where :id in (m.technology_id, m.need_id)`,
        { id: listingId, side: listing.side },
      );
      return {
        listing,
        yes: rows.filter(({ answer }) => answer === 'yes').length,
        refused: rows.filter(({ answer }) => answer === 'no').map(({ reason, note, by }) => ({ reason, note, by })),
      };
    },
  };
}
