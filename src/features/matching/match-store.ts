import type { Knex } from 'knex';
import { refuse } from '../../kernel/error.ts';
import { newId, type Id } from '../../kernel/id.ts';
import type { Side } from './match.ts';
import { type Match, type MatchStatus, type Origin, type Said } from './match.ts';
import type { KnownMatch, PlannedMatch } from './plan-matches.ts';
import type { Profile } from './profile.ts';

export type MatchStore = ReturnType<typeof matchStore>;
export type HandMade = { origin: Exclude<Origin, 'engine'>; by: Id };

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
    async known(listing: Profile): Promise<KnownMatch[]> {
      const [mine, other] = listing.side === 'technology' ? ['technology_id', 'need_id'] : ['need_id', 'technology_id'];
      return (await trx('matches as m')
        .where(`m.${mine}`, listing.id)
        .select(`m.${other} as otherId`, 'm.status', 'm.origin', 'm.version')
        .select(
          trx.raw(`exists (select from match_answers a where a.match_id = m.id union all
            select from match_questions q where q.match_id = m.id union all
            select from match_delays d where d.match_id = m.id) as "isAnswered"`),
        )) as unknown as KnownMatch[];
    },
    /**
     * Stores scores in one statement and in one order, so that runs for different listings never wait for each other in a
     * circle. What rests on older listings than what is kept is left out; a match that changed meanwhile keeps its status,
     * and what people decided stays. Answers the new ones.
     */
    async store(plans: readonly PlannedMatch[], by: HandMade | null = null): Promise<Id[]> {
      if (plans.length === 0) return [];
      const ids = new Set(plans.map(newId));
      const [...fresh] = ids;
      const rows = plans.map((plan, index) => ({ ...plan, id: fresh[index] }));
      const { rows: stored } = await trx.raw<{ rows: { id: Id }[] }>(storeSql, [
        by?.origin ?? 'engine',
        by?.by ?? null,
        JSON.stringify(rows),
      ]);
      return stored.flatMap(({ id }) => (ids.has(id) ? [id] : []));
    },
    async find(technologyId: Id, needId: Id): Promise<Id | undefined> {
      const pair = { technology_id: technologyId, need_id: needId };
      return ((await trx('matches').where(pair).forUpdate().first('id')) as { id: Id } | undefined)?.id;
    },
    /** A match that had lapsed is there again, from now on as one made by hand. */
    async revive(id: Id, { origin, by }: HandMade): Promise<void> {
      const again = { status: 'proposed', origin, proposed_by: by, version: trx.raw('version + 1'), updated_at: trx.fn.now() };
      await trx('matches').where({ id, status: 'lapsed' }).update(again);
    },
  };
}

const storeSql = `
  insert into matches as kept (id, technology_id, need_id, score, reasons, technology_version, need_version, status, version,
    origin, proposed_by)
  select id, "technologyId", "needId", score, reasons, "technologyVersion", "needVersion", status, version, ?, ?::uuid
  from jsonb_to_recordset(?::jsonb) as planned (id uuid, "technologyId" uuid, "needId" uuid, score real, reasons jsonb,
    "technologyVersion" integer, "needVersion" integer, status text, version integer)
  order by "technologyId", "needId"
  on conflict (technology_id, need_id) do update set
    score = excluded.score, reasons = excluded.reasons, technology_version = excluded.technology_version,
    need_version = excluded.need_version, updated_at = now(),
    status = case when kept.version = excluded.version and kept.status in ('proposed', 'lapsed') then excluded.status
      else kept.status end,
    version = kept.version + (kept.version = excluded.version and kept.status in ('proposed', 'lapsed')
      and kept.status <> excluded.status)::int
  where kept.technology_version <= excluded.technology_version and kept.need_version <= excluded.need_version
  returning id`;

type MatchRow = {
  technology_id: Id;
  need_id: Id;
  status: MatchStatus;
  opened_at: Date | null;
  version: number;
};
type ListingRow = { id: Id; side: Side; account_id: Id; status: string };
