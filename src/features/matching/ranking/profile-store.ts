import type { Knex } from 'knex';
import type { Id } from '../../../kernel/id.ts';
import type { Facts } from '../score/facts.ts';
import type { Profile } from '../score/profile.ts';
import { termsOf, type Cut } from '../text/terms.ts';
import { wordsStore } from '../words-store.ts';
import { entryStore } from './entry-store.ts';
import { factsStore } from './facts-store.ts';

export type ProfileStore = ReturnType<typeof profileStore>;

/** Listings as the score reads them, for who has no engine: from their entries, or from their texts while they have none yet. */
export function profileStore(trx: Knex, cut: Cut) {
  const [entries, words, facts] = [entryStore(trx), wordsStore(trx), factsStore(trx)];
  return {
    async get(ids: readonly Id[]): Promise<Profile[]> {
      const known = new Map((await entries.profilesOf(ids)).map((profile) => [profile.id, profile]));
      const missing = ids.filter((id) => !known.has(id));
      const factsOf = missing.length > 0 ? await facts.get(missing) : new Map<Id, Facts>();
      for (const id of missing) {
        const [listing, fact] = [await words.texts(id), factsOf.get(id)];
        if (!listing || !fact) continue;
        known.set(id, {
          id,
          version: listing.version,
          isPublic: listing.isPublic,
          terms: termsOf(cut, listing.texts),
          facts: fact,
        });
      }
      return ids.flatMap((id) => known.get(id) ?? []);
    },
  };
}
