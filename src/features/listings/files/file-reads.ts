import type { Knex } from 'knex';
import type { Id } from '../../../kernel/id.ts';
import type { Listing } from '../listing.ts';

export type FileRow = { id: Id; name: string; kind: 'picture' | 'attachment'; size: number };
export type StoredFile = {
  name: string;
  type: string;
  sha256: string;
  bytes: Buffer;
  /** Every listing that shows it, with what decides who may see it. */
  listings: (Pick<Listing, 'status' | 'accountId'> & { regionCode: string | null })[];
};

export function fileReads(db: Knex) {
  return {
    async ofListing(listingId: Id): Promise<FileRow[]> {
      return (await db('listing_files as lf')
        .join('files as f', 'f.id', 'lf.file_id')
        .where('lf.listing_id', listingId)
        .orderBy('lf.position')
        .select('f.id', 'f.name', 'lf.kind', 'f.size')) as FileRow[];
    },
    async file(id: Id): Promise<StoredFile | undefined> {
      const file = (await db('files').where({ id }).first('name', 'media_type as type', 'sha256', 'bytes')) as
        Omit<StoredFile, 'listings'> | undefined;
      if (!file) return undefined;
      const listings = (await db('listing_files as lf')
        .join('listings as l', 'l.id', 'lf.listing_id')
        .where('lf.file_id', id)
        .select('l.status', 'l.account_id as accountId', 'l.region_code as regionCode')) as StoredFile['listings'];
      return { ...file, listings };
    },
  };
}
