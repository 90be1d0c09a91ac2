import type { Knex } from 'knex';
import type { Id } from '../../kernel/id.ts';
import { contactColumns } from './contact-columns.ts';
import type { Tab } from './contract.ts';
import {
  fromSql,
  ofAccount,
  tabSql,
  toMine,
  toView,
  viewSql,
  type MatchView,
  type MyMatch,
  type Row,
} from './match-view-reads.ts';
import type { Side } from './match.ts';
import type { Reason } from './score/reason.ts';

export type Contact = { name: string; organization: string | null; phone: string; email: string };

export const pageSize = 20;
type Part = { after?: Id | undefined; listing?: Id | undefined };

/** Matches for pages and the API. Contacts are in one read of their own, which answers only for an open match. */
export function matchingReads(db: Knex) {
  return {
    /** One page of the matches of this person's listings or of one of them, best first; `after` is the last one of the page before. */
    async mine(accountId: Id, tab: Tab, { after, listing }: Part = {}): Promise<{ rows: MyMatch[]; next: Id | null }> {
      const limit = pageSize;
      const { rows } = await db.raw<{ rows: Row[] }>(
        `${viewSql} where ${ofAccount} and ${tabSql[tab]} and (:listing::uuid is null or :listing in (t.id, n.id))
         and (:after::uuid is null or (m.score, m.id) < (select score, id from matches where id = :after))
         order by m.score desc, m.id desc limit :limit`,
        { accountId, after: after ?? null, listing: listing ?? null, limit: limit + 1 },
      );
      const views = rows.slice(0, limit).map((row) => toMine(row, accountId));
      return { rows: views, next: rows.length > limit ? (views.at(-1)?.matchId ?? null) : null };
    },
    async counts(accountId: Id): Promise<Record<Tab, number>> {
      const counted = Object.entries(tabSql).map(([tab, sql]) => `count(*) filter (where ${sql}) as ${tab}`);
      const { rows } = await db.raw<{ rows: Record<Tab, number>[] }>(
        `select ${counted.join(', ')} ${fromSql} where ${ofAccount}`,
        { accountId },
      );
      return rows[0] ?? { answer: 0, waiting: 0, later: 0, open: 0, past: 0 };
    },
    async one(matchId: Id): Promise<MatchView | undefined> {
      const { rows } = await db.raw<{ rows: Row[] }>(`${viewSql} where m.id = :matchId`, { matchId });
      return rows[0] && toView(rows[0]);
    },
    /** Whom to call, once both sides said yes; null before. What a listing does not say is taken from its author's account. */
    async contacts(matchId: Id): Promise<Record<Side, Contact> | null> {
      const { rows } = await db.raw<{ rows: (Contact & { side: Side })[] }>(
        `select l.side, o.name as organization, ${contactColumns('l', 'a')}
         from matches m join listings l on l.id in (m.technology_id, m.need_id)
         join accounts a on a.id = l.account_id left join organizations o on o.id = l.organization_id
         where m.id = ? and m.status = 'open'`,
        [matchId],
      );
      const of = (side: Side) => rows.find((row) => row.side === side);
      const [technology, need] = [of('technology'), of('need')];
      return technology && need ? { technology: toContact(technology), need: toContact(need) } : null;
    },
    /** What the codes in reasons are called. */
    async names(reasons: readonly Reason[], language: 'zh' | 'en'): Promise<Map<string, string>> {
      const codes = [
        ...new Set(
          reasons
            .flatMap(({ params }) => [params['industry'], params['otherIndustry'], params['region']])
            .filter((code) => code !== undefined),
        ),
      ];
      if (codes.length === 0) return new Map();
      const { rows } = await db.raw<{ rows: { code: string; zh: string; en: string | null }[] }>(
        `select code, name_zh as zh, name_en as en from industries where code = any (:codes)
         union all select code, name, name_en from regions where code = any (:codes)`,
        { codes },
      );
      return new Map(rows.map(({ code, zh, en }) => [code, language === 'en' ? (en ?? zh) : zh]));
    },
  };
}

function toContact({ name, organization, phone, email }: Contact): Contact {
  return { name, organization, phone, email };
}
