import type { Knex } from 'knex';
import { readCursor, writeCursor, type Cursor } from '../../../kernel/keyset.ts';
import type { Id } from '../../../kernel/id.ts';
import { queryOnce, queryPrepared } from '../../../platform/postgres/prepared.ts';
import { escapeLike } from '../../../platform/postgres/escape-like.ts';
import { isNarrowed, regionPattern, type Filters, type Sort } from './filters.ts';
import { cursorMoment } from '../../../platform/postgres/cursor-moment.ts';

export const pageSize = 20;
export type Place = { before?: string | undefined; after?: string | undefined };
export type ListedId = { id: Id; version: number };
/** One page: which listings, and the cursors of the pages on both sides. */
export type ListPage = { rows: ListedId[]; newer: string | null; older: string | null };

const lastId = 'ffffffff-ffff-ffff-ffff-ffffffffffff';
const firstId = '00000000-0000-0000-0000-000000000000';

type Order = {
  key: string;
  id: string;
  type: string;
  at: (key: string) => string;
  forward: '<' | '>';
  start: (today: string) => Cursor;
};
const orders: Record<Sort, Order> = {
  newest: {
    ...{ key: 'l.published_at', id: 'l.id', type: 'timestamptz', forward: '<' },
    at: cursorMoment,
    start: () => ({ at: 'infinity', id: lastId }),
  },
  // The expression is that of the index needs_deadline; a need without a deadline comes last.
  deadline: {
    ...{ key: `coalesce(n.deadline, '9999-12-31'::date)`, id: 'n.listing_id', type: 'date', forward: '>' },
    at: (key) => `${key}::text || 'T00:00:00Z'`,
    start: (today) => ({ at: today, id: firstId }),
  },
};

/** Which public listings a page of a list shows. Deep pages cost what the first one costs: a page begins where the last one ended. */
export async function listPage(db: Knex, filters: Filters, place: Place, today: string, size = pageSize): Promise<ListPage> {
  const older = readCursor(place.before);
  const newer = older ? undefined : readCursor(place.after);
  const { rows, near, far } = await readPage(db, filters, newer ? 'newer' : 'older', older ?? newer, today, size);

  const more = rows.length > size;
  const shown = rows.slice(0, size);
  const ends: Ends = newer
    ? { first: [far, shown.at(-1)], last: [near, shown[0]] }
    : { first: [near, shown[0]], last: [far, shown.at(-1)] };
  return {
    rows: newer ? shown.reverse() : shown,
    newer: older || (newer && more) ? cursor(ends.first) : null,
    older: newer || more ? cursor(ends.last) : null,
  };
}

type End = [at: string | null, row: ListedId | undefined];
type Ends = { first: End; last: End };

function cursor([at, row]: End): string | null {
  return at !== null && row ? writeCursor({ at, id: row.id }) : null;
}

/** How many there are, counted no further than asked: nobody needs to know whether it is 34,211 or 34,212. */
export async function countUpTo(db: Knex, filters: Filters, most: number, today: string): Promise<number> {
  const { from, where, values } = conditions(filters, today);
  const text = `select count(*) as count from (select 1 ${from} where ${where} limit ${most}) as counted`;
  const [row] = await queryOnce<[number]>(db, text, values);
  return row?.[0] ?? 0;
}

/** One row more than a page shows tells whether there is another page; `near` and `far` are where the shown ones begin and end. */
type Run = { rows: ListedId[]; near: string | null; far: string | null };

/** All comes back as one row: twenty small ones cost more to send and to read than the query itself. */
async function readPage(
  db: Knex,
  filters: Filters,
  direction: 'older' | 'newer',
  from: Cursor | undefined,
  today: string,
  size: number,
): Promise<Run> {
  const order = orders[filters.sort];
  const { at, id } = from ?? order.start(today);
  const sign = direction === 'older' ? order.forward : order.forward === '<' ? '>' : '<';
  const way = sign === '<' ? 'desc' : 'asc';
  const narrowed = conditions(filters, today);
  const values = [...narrowed.values, filters.sort === 'deadline' ? at.slice(0, 10) : at, id];
  const [$at, $id] = [`$${values.length - 1}`, `$${values.length}`];
  // The limit stands in the text: only when it is known does PostgreSQL keep one plan for all places in the list.
  const text = `select string_agg(id || ' ' || version, ','), ${order.at('(array_agg(key))[1]')},
      ${order.at(`(array_agg(key))[least(count(*), ${size})]`)}
    from (select l.id, l.version, ${order.key} as key ${narrowed.from}
      where ${narrowed.where} and (${order.key}, ${order.id}) ${sign} (${$at}::${order.type}, ${$id}::uuid)
      order by ${order.key} ${way}, ${order.id} ${way} limit ${size + 1}) as page`;
  // The plain lists are what nearly everybody reads; a narrowed one is planned for its own values.
  const [found] = isNarrowed(filters)
    ? await queryOnce<[string | null, string | null, string | null]>(db, text, values)
    : await queryPrepared<[string | null, string | null, string | null]>(
        db,
        { name: `list ${filters.side} ${filters.sort} ${direction} ${size}`, text },
        values,
      );
  const [listed, near, far] = found ?? [null, null, null];
  return { rows: listed?.split(',').map(readListed) ?? [], near, far };
}

function readListed(text: string): ListedId {
  const [id, version] = text.split(' ') as [Id, string];
  return { id, version: Number(version) };
}

function conditions(filters: Filters, today: string): { from: string; where: string; values: unknown[] } {
  const values: unknown[] = [];
  const $ = (value: unknown): string => `$${values.push(value)}`;
  const where = [`l.side = '${filters.side}'`, `l.status in ('published', 'matched')`];
  const { q, industry, region, kind, stage, cooperation, scale, due, sort } = filters;

  if (region) where.push(`l.region_code like ${$(regionPattern(region))}`);
  if (industry) where.push(isIn($(`${industry}%`)));
  for (const word of q?.split(/\s+/) ?? []) where.push(`l.title ilike ${$(`%${escapeLike(word)}%`)}`);
  if (kind) where.push(`t.kind = ${$(kind)}`);
  if (stage) where.push(`t.field_stage = ${$(stage)}`);
  if (cooperation) where.push(`${$(cooperation)} = any (t.cooperation)`);
  if (scale) where.push(`n.${scaleColumns[scale]} > 0`);
  if (due) where.push(`n.deadline between ${$(today)}::date and ${$(today)}::date + ${Number(due)}`);
  // What is due next begins today: a deadline that has passed helps nobody.
  else if (sort === 'deadline') where.push(`coalesce(n.deadline, '9999-12-31'::date) >= ${$(today)}::date`);

  const joins = [
    kind || stage || cooperation ? 'join technologies t on t.listing_id = l.id' : '',
    scale || due || sort === 'deadline' ? 'join needs n on n.listing_id = l.id' : '',
  ];
  return { from: `from listings l ${joins.join(' ')}`, where: where.join(' and '), values };
}

const scaleColumns = { mu: 'scale_mu', heads: 'scale_heads', households: 'households' } as const;

function isIn(pattern: string): string {
  return `exists (select from listing_industries li where li.listing_id = l.id and li.industry_code like ${pattern})`;
}
