import type { Knex } from 'knex';
import { regionPrefix } from '../../kernel/region-code.ts';
import type { Id } from '../../kernel/id.ts';
import type { Language } from './caller.ts';

export type OfficeEvent = { id: Id; title: string; status: string; startsAt: Date; place: string };

/** What waits for the organizers of some regions; `regions` null is everywhere. */
export function officeReads(db: Knex) {
  return {
    async waitingListings(regions: string[] | null): Promise<number> {
      const query = db('listings as l').where('l.status', 'submitted');
      if (regions) void query.where((scope) => within(scope.whereNull('l.region_code'), 'l.region_code', regions));
      const row = (await query.first(db.raw('count(*) as count'))) as { count: number };
      return row.count;
    },
    /** Those not over yet, the next one first. */
    async events(regions: string[] | null, most: number, language: Language): Promise<OfficeEvent[]> {
      const query = db('docking_events as e')
        .join('regions as r', 'r.code', 'e.region_code')
        .whereNotIn('e.status', ['closed', 'cancelled'])
        .orderBy(['e.starts_at', 'e.id'])
        .limit(most)
        .select('e.id', 'e.title', 'e.status', 'e.starts_at as startsAt', placeName(db, language));
      if (regions) void query.where((scope) => within(scope.whereRaw('false'), 'e.region_code', regions));
      return (await query) as OfficeEvent[];
    },
  };
}

/** The name of the place `r`, in the reader's language where it has one. */
export function placeName(db: Knex, language: Language): Knex.Raw {
  return db.raw(language === 'en' ? 'coalesce(r.name_en, r.name) as place' : 'r.name as place');
}

function within(scope: Knex.QueryBuilder, column: string, regions: string[]): void {
  for (const region of regions) void scope.orWhere(column, 'like', `${regionPrefix(region)}%`);
}
