import type { Knex } from 'knex';
import type { Language } from '../people/caller.ts';
import { placeName } from './reads.ts';

/** What the form of an event is chosen from. */
export function planReads(db: Knex) {
  return {
    async regionsIn(prefixes: readonly string[], language: Language): Promise<{ value: string; label: string }[]> {
      return (await db('regions as r')
        .whereIn('r.level', ['city', 'county'])
        .where((any) => {
          void any.whereRaw('false');
          for (const prefix of prefixes) void any.orWhere('r.code', 'like', `${prefix}%`);
        })
        .orderBy('r.code')
        .select('r.code as value', db.raw(`${placeName[language]} as label`))) as { value: string; label: string }[];
    },
    /** The industries that an event may name: divisions and groups that some public listing is about. */
    async industries(language: Language): Promise<{ value: string; label: string }[]> {
      return (await db('industries as i')
        .whereIn('i.level', ['division', 'group'])
        .whereExists(db('listing_industries as li').whereRaw(`li.industry_code like i.code || '%'`))
        .orderBy('i.code')
        .select('i.code as value', db.raw(language === 'zh' ? 'name_zh as label' : 'coalesce(name_en, name_zh) as label'))) as {
        value: string;
        label: string;
      }[];
    },
  };
}
