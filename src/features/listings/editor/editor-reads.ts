import type { Knex } from 'knex';
import { refuse } from '../../../kernel/error.ts';
import type { Id } from '../../../kernel/id.ts';
import type { Caller } from '../../people/caller.ts';
import type { Side } from '../basics.ts';
import type { Content } from '../content.ts';
import { isOwner, type Listing } from '../listing.ts';
import { readListing, type ListingRow } from '../listing-store.ts';
import { industryReads } from './industry-reads.ts';
import { placeReads } from './place-reads.ts';
import type { Names } from './summary.ts';

export type KnownPerson = { contactName: string; contactPhone: string; contactEmail: string; regionCode: string | null };

export function editorReads(db: Knex) {
  const places = placeReads(db);
  const industries = industryReads(db);
  return {
    ...{ places, industries },
    async find(id: Id, side?: Side): Promise<Listing> {
      const row = (await db('listings')
        .where({ id, ...(side && { side }) })
        .first()) as ListingRow | undefined;
      return row ? readListing(db, row) : refuse('not-found', 'listings:errors.none');
    },
    /** The caller's own listing; that somebody else's exists is not told. */
    async own(caller: Caller, id: Id, side?: Side): Promise<Listing> {
      const listing = await this.find(id, side);
      return isOwner(caller, listing) ? listing : refuse('not-found', 'listings:errors.none');
    },
    async names({ content }: Content, language: 'zh' | 'en'): Promise<Names> {
      const named = await industries.named(content.industries, language);
      return { place: await places.path(content.regionCode), industries: named.map(({ label }) => label) };
    },
    /** What is known of the author, so that nobody types it twice. */
    async person({ accountId }: Caller): Promise<KnownPerson> {
      return (await db('accounts as a')
        .leftJoin('organizations as o', 'o.id', 'a.organization_id')
        .where('a.id', accountId)
        .first(
          'a.name as contactName',
          db.raw(`coalesce(a.phone, '') as "contactPhone", coalesce(a.email, '') as "contactEmail"`),
          'o.region_code as regionCode',
        )) as KnownPerson;
    },
  };
}
export type EditorReads = ReturnType<typeof editorReads>;
