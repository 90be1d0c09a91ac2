import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { refuse } from '../../../kernel/error.ts';
import type { Id } from '../../../kernel/id.ts';
import { mostFiles, type NewFile } from './listing-file.ts';

export type FileStore = {
  count(listingId: Id): Promise<number>;
  /** Puts the file in the first free place of the listing. */
  add(listingId: Id, file: NewFile & { id: Id; uploadedBy: Id }): Promise<void>;
  remove(listingId: Id, fileId: Id): Promise<void>;
};

export function fileStore(trx: Knex): FileStore {
  return {
    async count(listingId) {
      const [row] = await trx('listing_files').where({ listing_id: listingId }).count<{ count: number }[]>('* as count');
      return row?.count ?? 0;
    },
    async add(listingId, { id, name, type, bytes, kind, uploadedBy }) {
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      await trx('files').insert({ id, sha256, name, media_type: type, size: bytes.length, bytes, uploaded_by: uploadedBy });
      const taken = (await trx('listing_files').where({ listing_id: listingId }).pluck('position')) as number[];
      const position = Array.from({ length: mostFiles }, (_, place) => place).find((place) => !taken.includes(place));
      await trx('listing_files').insert({ listing_id: listingId, file_id: id, kind, position });
    },
    async remove(listingId, fileId) {
      const removed = await trx('listing_files').where({ listing_id: listingId, file_id: fileId }).del();
      if (removed === 0) refuse('not-found', 'listings:errors.no-file');
      await trx('files')
        .where({ id: fileId })
        .whereNotExists(trx('listing_files').where({ file_id: fileId }))
        .del();
    },
  };
}
