import type { Knex } from 'knex';
import { refuse } from '../../kernel/error.ts';
import { newId, type Id } from '../../kernel/id.ts';
import type { Side } from './match.ts';
import { type Match, type MatchStatus, type Origin, type Said } from './match.ts';
import type { KnownMatch } from './ranking/decide-matches.ts';
import type { Scored } from './score/score-pair.ts';

export type MatchStore = ReturnType<typeof matchStore>;
export type HandMade = { origin: Exclude<Origin, 'engine'>; by: Id };

/** What is to be stored of one pair. `version` is that of the match the decision rests on; `scaleId` what it was scored by. */
export type PlannedMatch = Pick<Scored, 'score' | 'reasons' | 'measures'> & {
  technologyId: Id;
  needId: Id;
  technologyVersion: number;
  needVersion: number;
  scaleId: number | null;
  status: 'proposed' | 'lapsed';
  version: number;
};

export type StoredMatch = { id: Id; technologyId: Id; needId: Id };

/** Matches and their answers: the write side. */
export function matchStore(trx: Knex) {
  return {
    /** Holds the match until the transaction ends, so that two answers at one moment see each other. */
    async get(id: Id): Promise<Match> {
      const row = (await trx('matches').where({ id }).forUpdate().first()) as MatchRow | undefined;
      if (!row) return refuse('not-found', 'web:errors.not-found');
      const listings = (await trx('listings')
        .whereIn('id', [row.technology_id, row.need_id])
        .select('id', 'side', 'account_id', 'status')) as ListingRow[];
      const answers = (await trx('match_answers').where({ match_id: id })) as (Said & { side: Side })[];
      const partyOf = (side: Side) => {
        const listing = listings.find((one) => one.side === side);
        if (!listing) throw new Error(`The match ${id} has no ${side}.`);
        const isPublic = listing.status === 'published' || listing.status === 'matched';
        return { listingId: listing.id, accountId: listing.account_id, isPublic };
      };
      const answerOf = (side: Side) => answers.find((one) => one.side === side) ?? null;
      return {
        ...{ id, status: row.status, openedAt: row.opened_at, version: row.version },
        parties: { technology: partyOf('technology'), need: partyOf('need') },
        answers: { technology: answerOf('technology'), need: answerOf('need') },
      };
    },
    /** Keeps where a match stands, without what its sides said. */
    async move({ id, status, openedAt, version }: Match): Promise<void> {
      await trx('matches').where({ id }).update({ status, opened_at: openedAt, version, updated_at: trx.fn.now() });
    },
    /** Keeps the answer of one side, who then wants no reminder any more. */
    async save(match: Match, side: Side, by: Id): Promise<void> {
      await this.move(match);
      const said = match.answers[side];
      if (!said) return;
      const { answer, reason, note, version } = said;
      await trx('match_answers')
        .insert({ match_id: match.id, side, answer, reason, note, version, account_id: by })
        .onConflict(['match_id', 'side'])
        .merge({ answer, reason, note, version, account_id: by, at: trx.fn.now() });
      await trx('match_delays').where({ match_id: match.id, side }).delete();
    },
    /** The matches of these needs, and of these technologies, by the numbers of their entries. */
    async known(needs: readonly number[], technologies: readonly number[]): Promise<KnownMatch[]> {
      const { rows } = await trx.raw<{ rows: KnownMatch[] }>(knownSql, [[...needs], [...technologies]]);
      return rows;
    },
    /** Lets go of what is proposed no more; a match that changed meanwhile stays. */
    async lapse(matches: readonly Pick<KnownMatch, 'id' | 'version'>[]): Promise<void> {
      if (matches.length === 0) return;
      await trx.raw(
        `update matches m set status = 'lapsed', version = m.version + 1, updated_at = now()
         from unnest(?::uuid[], ?::int[]) as l (id, version)
         where m.id = l.id and m.version = l.version and m.status = 'proposed'`,
        [matches.map(({ id }) => id), matches.map(({ version }) => version)],
      );
    },
    /**
     * Stores scores in one statement and in one order, so that runs for different listings never wait for each other in a
     * circle. What rests on older listings than what is kept is left out; a match that changed meanwhile keeps its status,
     * and what people decided stays. Answers the new ones.
     */
    async store(plans: readonly PlannedMatch[], by: HandMade | null = null): Promise<StoredMatch[]> {
      if (plans.length === 0) return [];
      const rows = plans.map((plan) => ({ ...plan, id: newId() }));
      const ids = new Set(rows.map(({ id }) => id));
      const { rows: stored } = await trx.raw<{ rows: StoredMatch[] }>(storeSql, {
        ...{ origin: by?.origin ?? 'engine', by: by?.by ?? null, plans: JSON.stringify(rows) },
      });
      return stored.filter(({ id }) => ids.has(id));
    },
    async find(technologyId: Id, needId: Id): Promise<{ id: Id; status: MatchStatus } | undefined> {
      const pair = { technology_id: technologyId, need_id: needId };
      return (await trx('matches').where(pair).forUpdate().first('id', 'status')) as { id: Id; status: MatchStatus } | undefined;
    },
    /** A match that had lapsed is there again, from now on as one made by hand. */
    async revive(id: Id, { origin, by }: HandMade): Promise<void> {
      const again = { status: 'proposed', origin, proposed_by: by, version: trx.raw('version + 1'), updated_at: trx.fn.now() };
      await trx('matches').where({ id, status: 'lapsed' }).update(again);
    },
  };
}

const knownSql = `
  select m.id, t.number as technology, n.number as need, m.status, m.origin, m.version,
    exists (select from match_answers a where a.match_id = m.id union all
      select from match_questions q where q.match_id = m.id union all
      select from match_delays d where d.match_id = m.id) as "isTouched"
  from (
    select m.id from index_entries e join matches m on m.need_id = e.listing_id where e.number = any (?)
    union select m.id from index_entries e join matches m on m.technology_id = e.listing_id where e.number = any (?)) sought
  join matches m using (id)
  join index_entries t on t.listing_id = m.technology_id join index_entries n on n.listing_id = m.need_id`;

// Both listings are held as they are, so that nothing is proposed of one that has ended a moment ago.
const storeSql = `
  insert into matches as kept (id, technology_id, need_id, score, reasons, measures, technology_version, need_version, scale_id,
    status, version, origin, proposed_by)
  with planned as materialized (
    select * from jsonb_to_recordset(:plans::jsonb) as planned (id uuid, "technologyId" uuid, "needId" uuid, score real,
      reasons jsonb, measures jsonb, "technologyVersion" integer, "needVersion" integer, "scaleId" integer, status text,
      version integer)),
  open as materialized (
    select id, status from listings where id in (select "technologyId" from planned union select "needId" from planned)
    order by id for share)
  select p.id, "technologyId", "needId", score, reasons, measures, "technologyVersion", "needVersion", "scaleId", p.status,
    greatest(version, 1), :origin, :by::uuid
  from planned p join open t on t.id = "technologyId" join open n on n.id = "needId"
  where p.status = 'lapsed' or (t.status in ('published', 'matched') and n.status in ('published', 'matched'))
  order by "technologyId", "needId"
  on conflict (technology_id, need_id) do update set
    score = excluded.score, reasons = excluded.reasons, measures = excluded.measures,
    technology_version = excluded.technology_version, need_version = excluded.need_version, scale_id = excluded.scale_id,
    updated_at = now(),
    status = case when kept.version = excluded.version and kept.status in ('proposed', 'lapsed') then excluded.status
      else kept.status end,
    version = kept.version + (kept.version = excluded.version and kept.status in ('proposed', 'lapsed')
      and kept.status <> excluded.status)::int
  where kept.technology_version <= excluded.technology_version and kept.need_version <= excluded.need_version
    and coalesce(kept.scale_id, 0) <= coalesce(excluded.scale_id, 0)
  returning id, technology_id as "technologyId", need_id as "needId"`;

type MatchRow = {
  technology_id: Id;
  need_id: Id;
  status: MatchStatus;
  opened_at: Date | null;
  version: number;
};
type ListingRow = { id: Id; side: Side; account_id: Id; status: string };
