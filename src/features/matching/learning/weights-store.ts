import type { Knex } from 'knex';
import type { Id } from '../../../kernel/id.ts';
import { priors, type Weights } from '../score/weights.ts';
import type { Decision } from './decision.ts';
import type { Trial, Verdict } from './trial.ts';

export type WeightsStore = ReturnType<typeof weightsStore>;
/** The weights that hold, since which adoption (0 when nobody has adopted any), and whether a hand keeps them. */
export type CurrentWeights = { versionId: number; weights: Weights; adoption: number; isHeld: boolean };
export type Adoption = { versionId: number; number: number; isHeld: boolean; reason: string; by: Id | null };
type NewVersion = { weights: Weights; trial: Trial | null; decisions: number } & (
  { origin: 'refit'; verdict: Verdict; fingerprint: string } | { origin: 'edited'; by: Id }
);

/** So many of the newest decisions are learnt from. */
const most = 10_000;

export function weightsStore(trx: Knex) {
  return {
    /** One change of weights at a time; until the transaction ends. */
    async lock(): Promise<void> {
      await trx.raw(`select pg_advisory_xact_lock(hashtext('weights'))`);
    },
    async current(): Promise<CurrentWeights> {
      const known = await currentWeights(trx);
      return known ?? { versionId: (await keepPriors(trx)).versionId, weights: priors, adoption: 0, isHeld: false };
    },
    /** Keeps the priors of this release as a version; says whether they came in place of others that held. */
    async keepPriors(): Promise<{ versionId: number; isChange: boolean }> {
      return keepPriors(trx);
    },
    /** The decisions that can be learnt from, in one order, and a fingerprint of them with the priors they would be drawn to. */
    async decisions(): Promise<{ decisions: Decision[]; fingerprint: string }> {
      const { rows } = await trx.raw<{ rows: Decision[] }>(`${decisionsSql} limit ?`, [most]);
      const { rows: prints } = await trx.raw<{ rows: [{ print: string }] }>(
        `select md5(?::jsonb::text || coalesce(string_agg(d::text, '' order by d."matchId", d.side), '')) as print
         from (${decisionsSql} limit ?) as d`,
        [JSON.stringify(priors), most],
      );
      return { decisions: rows, fingerprint: prints[0].print };
    },
    async isTried(fingerprint: string): Promise<boolean> {
      return (await trx('weight_versions').where({ fingerprint }).first('id')) !== undefined;
    },
    async version(id: number): Promise<Weights | undefined> {
      const row = (await trx('weight_versions').where({ id }).first('weights')) as { weights: Weights } | undefined;
      return row && completed(row.weights);
    },
    /** Answers the number of the version; the same numbers set by hand again are the version they were. */
    async add(version: NewVersion): Promise<number> {
      const { origin, weights, trial, decisions } = version;
      const row = { origin, weights: JSON.stringify(weights), figures: trial && JSON.stringify(trial), decisions };
      if (version.origin === 'refit') return insert(trx, { ...row, verdict: version.verdict, fingerprint: version.fingerprint });
      return insert(trx, { ...row, created_by: version.by, fingerprint: await printOf(trx, 'edited', weights) });
    },
    async adopt({ versionId, number, isHeld, reason, by }: Adoption): Promise<void> {
      await trx('weight_adoptions').insert({ id: number, version_id: versionId, is_held: isHeld, reason, created_by: by });
    },
  };
}

/** The weights that were adopted last; undefined while the priors hold. */
export async function currentWeights(db: Knex): Promise<CurrentWeights | undefined> {
  const row = (await db('weight_adoptions as a')
    .join('weight_versions as v', 'v.id', 'a.version_id')
    .orderBy('a.id', 'desc')
    .first('v.id as versionId', 'v.weights', 'a.id as adoption', 'a.is_held as isHeld')) as CurrentWeights | undefined;
  return row && { ...row, weights: completed(row.weights) };
}

/** Weights as they were kept, with the priors of measures that there were none of then. */
export function completed(kept: Weights): Weights {
  return { ...priors, ...kept, of: { ...priors.of, ...kept.of } };
}

export const decisionsSql = `
  select a.match_id as "matchId", a.side, a.answer, a.reason, a.at, a.measures,
    exists (select from meetings g where g.match_id = a.match_id and g.status = 'met') as "hasMet",
    exists (select from letters l where l.match_id = a.match_id) as "hasLetter"
  from match_answers a
  where a.answer in ('yes', 'no') and a.measures <> '{}'
  order by a.at desc, a.match_id, a.side`;

async function keepPriors(trx: Knex): Promise<{ versionId: number; isChange: boolean }> {
  const fingerprint = await printOf(trx, 'prior', priors);
  const known = (await trx('weight_versions').where({ fingerprint }).first('id')) as { id: number } | undefined;
  if (known) return { versionId: known.id, isChange: false };
  const earlier = (await trx('weight_versions').where({ origin: 'prior' }).first('id')) as { id: number } | undefined;
  const versionId = await insert(trx, { origin: 'prior', weights: JSON.stringify(priors), fingerprint });
  return { versionId, isChange: earlier !== undefined && (await currentWeights(trx)) === undefined };
}

type Row = { fingerprint: string } & Record<string, unknown>;

async function insert(trx: Knex, row: Row): Promise<number> {
  const [added] = await trx('weight_versions').insert(row).onConflict('fingerprint').ignore().returning<{ id: number }[]>('id');
  const kept = added ?? ((await trx('weight_versions').where({ fingerprint: row.fingerprint }).first('id')) as { id: number });
  return kept.id;
}

async function printOf(trx: Knex, origin: string, weights: Weights): Promise<string> {
  const { rows } = await trx.raw<{ rows: [{ print: string }] }>(`select ? || ' ' || md5(?::jsonb::text) as print`, [
    origin,
    JSON.stringify(weights),
  ]);
  return rows[0].print;
}
