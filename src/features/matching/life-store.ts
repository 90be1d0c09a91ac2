import type { Knex } from 'knex';
import type { Id } from '../../kernel/id.ts';
import type { Side } from './match.ts';

export type LifeStore = ReturnType<typeof lifeStore>;
export type Due = { matchId: Id; side: Side };

/** Who has looked at a match, and who wants to be asked again later. */
export function lifeStore(trx: Knex) {
  return {
    /** Whether this is the first time that this side looks; only that is kept. */
    async see(matchId: Id, side: Side, by: Id): Promise<boolean> {
      const rows = await trx('match_looks')
        .insert({ match_id: matchId, side, account_id: by })
        .onConflict(['match_id', 'side'])
        .ignore()
        .returning('side');
      return rows.length === 1;
    },
    async postpone(matchId: Id, side: Side, until: string, by: Id): Promise<void> {
      await trx('match_delays')
        .insert({ match_id: matchId, side, until, account_id: by })
        .onConflict(['match_id', 'side'])
        .merge({ until, account_id: by, at: trx.fn.now(), returned_at: null });
    },
    /** Brings back what is due, so many at a time, each once however many ask; answers those that still wait for this side. */
    async bringBack(today: string, limit: number): Promise<{ found: number; waiting: Due[] }> {
      const { rows } = await trx.raw<{ rows: (Due & { isWaiting: boolean })[] }>(
        `with due as (
           select match_id, side from match_delays where returned_at is null and until <= ?
           order by until, match_id, side limit ? for update skip locked)
         update match_delays d set returned_at = now() from due join matches m on m.id = due.match_id
           join listings t on t.id = m.technology_id join listings n on n.id = m.need_id
         where d.match_id = due.match_id and d.side = due.side
         returning d.match_id as "matchId", d.side, m.status = 'proposed' and t.status in ('published', 'matched')
           and n.status in ('published', 'matched') as "isWaiting"`,
        [today, limit],
      );
      const waiting = rows.filter(({ isWaiting }) => isWaiting).map(({ matchId, side }) => ({ matchId, side }));
      return { found: rows.length, waiting };
    },
  };
}
