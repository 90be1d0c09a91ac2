import type { Knex } from 'knex';
import type { Id } from '../../kernel/id.ts';

export type Figure = { name: 'technologies' | 'needs' | 'matches' | 'letters'; value: number; invented: number };
export type NextEvent = { id: Id; title: string; when: Date; place: string; live: boolean };

/** Joined rows for the front page; everything in them is public. */
export function homeReads(db: Knex) {
  return {
    /** The running event, else the one that comes next. An event that is only being planned is nobody else's business yet. */
    async nextEvent(now: Date): Promise<NextEvent | undefined> {
      return (await db('docking_events as e')
        .where('e.status', 'live')
        .orWhere((coming) => coming.whereIn('e.status', ['registration', 'scheduled']).where('e.starts_at', '>', now))
        .orderByRaw(`e.status = 'live' desc, e.starts_at, e.id`)
        .first('e.id', 'e.title', 'e.starts_at as when', 'e.venue as place')
        .select(db.raw(`e.status = 'live' as live`))) as NextEvent | undefined;
    },

    /** Counted from the records; `invented` says how many of them belong to the demonstration. */
    async figures(): Promise<Figure[]> {
      const { rows } = (await db.raw(`
        select side as name, count(*) as value, count(*) filter (where invented) as invented
          from listings where status in ('published', 'matched') group by side
        union all
        select 'match', count(*), count(*) filter (where t.invented or n.invented)
          from matches m join listings t on t.id = m.technology_id join listings n on n.id = m.need_id where m.status = 'open'
        union all
        select 'letter', count(*), count(*) filter (where t.invented or n.invented)
          from letters l join matches m on m.id = l.match_id
          join listings t on t.id = m.technology_id join listings n on n.id = m.need_id`)) as {
        rows: { name: string; value: number; invented: number }[];
      };
      const counted = (name: string) => rows.find((row) => row.name === name) ?? { value: 0, invented: 0 };
      return [
        { ...counted('technology'), name: 'technologies' },
        { ...counted('need'), name: 'needs' },
        { ...counted('match'), name: 'matches' },
        { ...counted('letter'), name: 'letters' },
      ];
    },
  };
}
