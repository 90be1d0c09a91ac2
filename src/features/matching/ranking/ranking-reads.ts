import type { Knex } from 'knex';
import type { Id } from '../../../kernel/id.ts';
import type { Side } from '../match.ts';
import type { RematchReason, RematchStage, RematchStatus } from './rematch.ts';

export type RematchRow = {
  rematchId: Id;
  status: RematchStatus;
  stage: RematchStage;
  reason: RematchReason;
  shards: number;
  ranked: number;
  proposed: number;
  startedBy: string | null;
  startedAt: Date;
  endedAt: Date | null;
};
export type WorkerRow = {
  listings: number;
  checksum: number;
  agrees: boolean;
  rebuilt: number;
  scaleId: number;
  since: Date;
  checkedAt: Date;
};
export type ScaleRow = { id: number; listings: number; weightsVersion: number; createdAt: Date };
export type Candidate = { number: number; listingId: Id; title: string; matchId: Id | null };
export type Ranked = { title: string; regionCode: string | null; number: number | null };

/** How the engine stands, and rankings as organizers see them. */
export function rankingReads(db: Knex) {
  return {
    async rematches(limit: number): Promise<RematchRow[]> {
      return (await db('rematches as r')
        .leftJoin('accounts as a', 'a.id', 'r.started_by')
        .orderBy('r.started_at', 'desc')
        .limit(limit)
        .select(
          ...['r.id as rematchId', 'r.status', 'r.stage', 'r.reason', 'r.shards', 'a.name as startedBy'],
          ...['r.started_at as startedAt', 'r.ended_at as endedAt'],
          db.raw('cardinality(r.ranked) as ranked, cardinality(r.proposed) as proposed'),
        )) as unknown as RematchRow[];
    },
    async workers(): Promise<WorkerRow[]> {
      return (await db('matching_workers')
        .orderBy('checked_at', 'desc')
        .select(
          'listings',
          'checksum',
          'agrees',
          'rebuilt',
          'scale_id as scaleId',
          'since',
          'checked_at as checkedAt',
        )) as WorkerRow[];
    },
    async scale(): Promise<ScaleRow | undefined> {
      return (await db('scales')
        .where({ is_current: true })
        .first('id', 'listings', 'weights_version as weightsVersion', 'created_at as createdAt')) as ScaleRow | undefined;
    },
    /** How many listings are public now, and how many have changed and wait for their matches. */
    async counts(): Promise<{ listings: number; waiting: number; matches: number }> {
      const { rows } = await db.raw<{ rows: [{ listings: number; waiting: number; matches: number }] }>(
        `select (select count(*) from index_entries where is_public) as listings,
           (select count(*) from index_entries where not settled) as waiting,
           (select count(*) from matches where status = 'proposed') as matches`,
      );
      return rows[0];
    },
    async ranked(id: Id, side: Side): Promise<Ranked | undefined> {
      return (await db('listings as l')
        .leftJoin('index_entries as e', 'e.listing_id', 'l.id')
        .where({ 'l.id': id, 'l.side': side })
        .whereIn('l.status', ['published', 'matched'])
        .first('l.title', 'l.region_code as regionCode', 'e.number')) as Ranked | undefined;
    },
    /** The best of the other side by the ranking in force, with the match that there is already. */
    async candidates(number: number): Promise<Candidate[]> {
      const { rows } = await db.raw<{ rows: Candidate[] }>(
        `select best.number, o.listing_id as "listingId", l.title, (select m.id from matches m where m.status <> 'lapsed'
            and e.listing_id in (m.technology_id, m.need_id) and o.listing_id in (m.technology_id, m.need_id)) as "matchId"
         from index_entries e join scales s on s.is_current join rankings r on r.scale_id = s.id and r.number = e.number
         join unnest(r.others) with ordinality as best (number, place) on true
         join index_entries o on o.number = best.number join listings l on l.id = o.listing_id
         where e.number = ? and l.status in ('published', 'matched') order by best.place`,
        [number],
      );
      return rows;
    },
  };
}

/** The share of a rematch's work that is done: ranking is the lighter half. */
export function progressOf({ status, stage, shards, ranked, proposed }: RematchRow): number {
  if (status === 'done') return 1;
  if (stage === 'counting' || shards === 0) return 0;
  return (ranked + proposed) / (2 * shards);
}
