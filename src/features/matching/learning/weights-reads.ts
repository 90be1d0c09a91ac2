import type { Knex } from 'knex';
import type { Id } from '../../../kernel/id.ts';
import { poorNeed } from '../fairness/poor-need-reads.ts';
import { priors, type Weights } from '../score/weights.ts';
import type { ScoredPair } from './effect.ts';
import type { Trial, Verdict } from './trial.ts';
import { completed, currentWeights, decisionsSql, type CurrentWeights } from './weights-store.ts';

export type WeightVersion = {
  id: number;
  origin: 'prior' | 'refit' | 'edited';
  weights: Weights;
  figures: Trial | null;
  verdict: Verdict | null;
  decisions: number;
  createdAt: Date;
  /** The last time it was adopted; null when it never was. */
  adoption: { number: number; reason: string; isHeld: boolean; byHand: boolean; at: string } | null;
};
export type PairTitles = { matchId: Id; technology: string; need: string };

const versionsOnPage = 20;
/** So many pairs are looked at; ids are random, so the first of them are a fair sample of more. */
export const mostPairs = 10_000;

/** What the admins' pages about weights show. Nothing in it is about a person. */
export function weightsReads(db: Knex) {
  const versions = () =>
    db('weight_versions as v').select(
      ...['v.id', 'v.origin', 'v.weights', 'v.figures', 'v.verdict', 'v.decisions', 'v.created_at as createdAt'],
      db.raw(`(select jsonb_build_object('number', a.id, 'reason', a.reason, 'isHeld', a.is_held, 'at', a.created_at,
        'byHand', a.created_by is not null) from weight_adoptions a where a.version_id = v.id order by a.id desc limit 1) as adoption`),
    );
  const whole = (row: WeightVersion): WeightVersion => ({ ...row, weights: completed(row.weights) });
  return {
    async current(): Promise<CurrentWeights> {
      const known = await currentWeights(db);
      if (known) return known;
      const row = (await db('weight_versions').where({ origin: 'prior' }).orderBy('id', 'desc').first('id')) as
        { id: number } | undefined;
      return { versionId: row?.id ?? 0, weights: priors, adoption: 0, isHeld: false };
    },
    /** The newest first; `before` is the last one of the page before. */
    async history(before?: number): Promise<{ rows: WeightVersion[]; older: number | null }> {
      const query = versions()
        .orderBy('v.id', 'desc')
        .limit(versionsOnPage + 1);
      if (before !== undefined) void query.where('v.id', '<', before);
      const found = (await query) as WeightVersion[];
      const rows = found.slice(0, versionsOnPage).map(whole);
      return { rows, older: found.length > versionsOnPage ? (rows.at(-1)?.id ?? null) : null };
    },
    async version(id: number): Promise<WeightVersion | undefined> {
      const row = (await versions().where('v.id', id).first()) as WeightVersion | undefined;
      return row && whole(row);
    },
    /** Decisions that can be learnt from, and how many of them came since weights were last learnt. */
    async decisions(): Promise<{ yes: number; no: number; fresh: number }> {
      const { rows } = await db.raw<{ rows: [{ yes: number; no: number; fresh: number }] }>(
        `select count(*) filter (where d.answer = 'yes') as yes, count(*) filter (where d.answer = 'no') as no,
           count(*) filter (where d.at > coalesce((select max(created_at) from weight_versions where origin = 'refit'), '-infinity')) as fresh
         from (${decisionsSql}) as d`,
      );
      return rows[0];
    },
    /** Pairs that are proposed, and those that were once and for which no gate is closed. */
    async pairs(): Promise<{ pairs: ScoredPair[]; all: number }> {
      const of = `from matches m join listings n on n.id = m.need_id
        where m.measures <> '{}' and (m.status = 'proposed' or (m.status = 'lapsed' and m.score > 0))`;
      const { rows } = await db.raw<{ rows: ScoredPair[] }>(
        `select m.id as "matchId", m.measures, ${poorNeed('n')} as "isPoor" ${of} order by m.id limit ?`,
        [mostPairs],
      );
      if (rows.length < mostPairs) return { pairs: rows, all: rows.length };
      const counted = await db.raw<{ rows: [{ count: number }] }>(`select count(*) as count ${of}`);
      return { pairs: rows, all: counted.rows[0].count };
    },
    async titles(matchIds: readonly Id[]): Promise<Map<Id, PairTitles>> {
      const rows = (await db('matches as m')
        .join('listings as t', 't.id', 'm.technology_id')
        .join('listings as n', 'n.id', 'm.need_id')
        .whereIn('m.id', [...matchIds])
        .select('m.id as matchId', 't.title as technology', 'n.title as need')) as PairTitles[];
      return new Map(rows.map((row) => [row.matchId, row]));
    },
  };
}
