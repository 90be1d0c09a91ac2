import type { Id } from '../../kernel/id.ts';
import type { ListingStatus } from '../listings/listing.ts';
import type { Tab } from './contract.ts';
import { otherSide, type MatchStatus, type Origin, type Refusal, type Side } from './match.ts';
import type { Reason } from './score/reason.ts';
import { gradeOf, type Grade } from './score/score-pair.ts';

export type PartyView = {
  listingId: Id;
  title: string;
  accountId: Id;
  regionCode: string | null;
  place: string | null;
  organization: string | null;
  summary: string;
  standing: ListingStatus;
  isPublic: boolean;
  answer: 'yes' | 'no' | null;
  reason: Refusal | null;
  note: string;
  answeredAt: string | null;
  seenAt: string | null;
  asks: number;
  laterUntil: string | null;
};
export type MatchView = {
  matchId: Id;
  status: MatchStatus;
  version: number;
  origin: Origin;
  proposedBy: Id | null;
  score: number;
  grade: Grade;
  reasons: Reason[];
  openedAt: Date | null;
  technology: PartyView;
  need: PartyView;
};
export type MyMatch = MatchView & { mySide: Side };
export type Row = Omit<MatchView, 'grade'>;

export const fromSql = `
  from matches m
  join listings t on t.id = m.technology_id join listings n on n.id = m.need_id
  left join match_answers ta on ta.match_id = m.id and ta.side = 'technology'
  left join match_answers na on na.match_id = m.id and na.side = 'need'`;

// By way of this person's few listings, and not by looking at every match.
export const ofAccount = `m.id in (
  select o.id from listings l join matches o on o.technology_id = l.id where l.account_id = :accountId
  union all select o.id from listings l join matches o on o.need_id = l.id where l.account_id = :accountId)`;

const mySide = `(case when t.account_id = :accountId then 'technology' else 'need' end)`;
const myAnswer = '(case when t.account_id = :accountId then ta.answer else na.answer end)';
const question = (whose: '=' | '<>') =>
  `exists (select from match_questions q where q.match_id = m.id and q.answer is null and q.side ${whose} ${mySide})`;
const iAsk = question('=');
/** That a question of the other side waits for this person. */
export const theyAsk = question('<>');
const later = `exists (select from match_delays d where d.match_id = m.id and d.side = ${mySide} and d.returned_at is null)`;

const known = `(ta.answer is not null or na.answer is not null
  or exists (select from match_looks k where k.match_id = m.id and k.side = ${mySide}))`;

/**
 * Each match is in one tab: a question of the other side is always to answer, one's own is waited for. What lapsed before this
 * person saw it is in none.
 */
export const tabSql: Record<Tab, string> = {
  answer: `(m.status in ('proposed', 'refused') and ${theyAsk}
    or m.status = 'proposed' and ${myAnswer} is null and not ${iAsk} and not ${later})`,
  waiting: `m.status = 'proposed' and not ${theyAsk} and (${myAnswer} is not null or ${iAsk})`,
  later: `m.status = 'proposed' and not ${theyAsk} and not ${iAsk} and ${myAnswer} is null and ${later}`,
  open: `m.status = 'open'`,
  past: `(m.status = 'lapsed' and ${known} or m.status = 'refused' and not ${theyAsk})`,
};

const party = (side: Side, l: 't' | 'n', a: 'ta' | 'na', summary: string) => `json_build_object('listingId', ${l}.id,
  'title', ${l}.title, 'accountId', ${l}.account_id, 'regionCode', ${l}.region_code, 'summary', ${summary},
  'place', (select name from regions where code = ${l}.region_code),
  'organization', (select name from organizations where id = ${l}.organization_id),
  'standing', ${l}.status, 'isPublic', ${l}.status in ('published', 'matched'), 'answer', ${a}.answer, 'reason', ${a}.reason,
  'note', coalesce(${a}.note, ''), 'answeredAt', ${a}.at,
  'seenAt', (select at from match_looks where match_id = m.id and side = '${side}'),
  'asks', (select count(*) from match_questions where match_id = m.id and side = '${side}' and answer is null),
  'laterUntil', (select until from match_delays where match_id = m.id and side = '${side}' and returned_at is null))`;
export const viewSql = `
  select m.id as "matchId", m.status, m.version, m.origin, m.proposed_by as "proposedBy", m.score, m.reasons,
    m.opened_at as "openedAt",
    ${party('technology', 't', 'ta', `coalesce(nullif(tech.problem, ''), tech.how_it_works)`)} as technology,
    ${party('need', 'n', 'na', 'ask.problem')} as need
  ${fromSql}
  join technologies tech on tech.listing_id = t.id join needs ask on ask.listing_id = n.id`;

export function toView(row: Row): MatchView {
  return { ...row, grade: gradeOf(row.score) };
}

export function toMine(row: Row, accountId: Id): MyMatch {
  const view = toView(row);
  return asSeenBy(view, view.technology.accountId === accountId ? 'technology' : 'need');
}

/** That somebody puts an answer off is nobody else's business. */
export function asSeenBy<S extends Side | null>(view: MatchView, mySide: S): MatchView & { mySide: S } {
  const hidden = Object.fromEntries(
    (mySide === null ? (['technology', 'need'] as const) : [otherSide[mySide]]).map((side) => [
      side,
      { ...view[side], laterUntil: null },
    ]),
  );
  return { ...view, ...hidden, mySide };
}
