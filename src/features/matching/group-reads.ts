import type { Knex } from 'knex';
import type { Id } from '../../kernel/id.ts';
import type { Tab } from './contract.ts';
import type { Side } from './match.ts';
import { fromSql, ofAccount, tabSql, theyAsk, toMine, viewSql, type MyMatch, type Row } from './match-view-reads.ts';

/** One of a person's own listings with the best of its matches. */
export type MatchGroup = { listingId: Id; side: Side; title: string; count: number; matches: MyMatch[] };

const groupsOnPage = 5;
const bestInGroup = 3;

export function groupReads(db: Knex) {
  return {
    /**
     * One page of a person's listings that have matches in this state: first where the other side said yes or asks something, then by
     * the best match; within each likewise. `after` is the last listing of the page before.
     */
    async groups(accountId: Id, tab: Tab, after?: Id): Promise<{ groups: MatchGroup[]; next: Id | null }> {
      const { rows } = await db.raw<{ rows: (Omit<MatchGroup, 'matches'> & { best: Id[] })[] }>(groupSql(tab), {
        ...{ accountId, after: after ?? null, limit: groupsOnPage + 1 },
      });
      const shown = rows.slice(0, groupsOnPage);
      const found = await db.raw<{ rows: Row[] }>(`${viewSql} where m.id = any (:ids)`, {
        ids: shown.flatMap(({ best }) => best),
      });
      const byId = new Map(found.rows.map((row) => [row.matchId, toMine(row, accountId)]));
      return {
        groups: shown.map(({ best, ...group }) => ({ ...group, matches: best.flatMap((id) => byId.get(id) ?? []) })),
        next: rows.length > groupsOnPage ? (shown.at(-1)?.listingId ?? null) : null,
      };
    },
    /** One of this person's own listings, by which the matches are narrowed. */
    async own(accountId: Id, listingId: Id): Promise<{ side: Side; title: string } | undefined> {
      return (await db('listings').where({ id: listingId, account_id: accountId }).first('side', 'title')) as
        { side: Side; title: string } | undefined;
    },
  };
}

function groupSql(tab: Tab): string {
  return `with mine as (
      select m.id, m.score, case when t.account_id = :accountId then t.id else n.id end as listing,
        (coalesce((case when t.account_id = :accountId then na.answer else ta.answer end) = 'yes', false) or ${theyAsk})::int as wanted
      ${fromSql} where ${ofAccount} and ${tabSql[tab]}),
    groups as (select listing, count(*) as count, max(wanted) as wanted, max(score) as best from mine group by listing)
    select l.id as "listingId", l.side, l.title, g.count,
      array(select id from mine where listing = l.id order by wanted desc, score desc, id desc limit ${bestInGroup}) as best
    from groups g join listings l on l.id = g.listing
    where :after::uuid is null or (g.wanted, g.best, g.listing) < (select wanted, best, listing from groups where listing = :after)
    order by g.wanted desc, g.best desc, g.listing desc limit :limit`;
}
