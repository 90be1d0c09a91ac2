import type { Knex } from 'knex';
import type { Id } from '../../../kernel/id.ts';
import type { Facts } from '../score/facts.ts';
import type { Profile } from '../score/profile.ts';
import type { Entry, EntryContent } from './entry.ts';

export type EntryStore = ReturnType<typeof entryStore>;
/** What was read up to now: from which transaction on there may be more, and what of that has been read already. */
export type Changed = Pick<Entry, 'number' | 'side' | 'version' | 'isPublic'>;
export type Horizon = { from: string; young: ReadonlyMap<number, string> };

/** Listings as the engine reads them. The database stamps each change, and marks it as one that is yet to take effect. */
export function entryStore(trx: Knex) {
  return {
    /** Keeps the newest version of each; a draft that was never public gets no entry. What did not change is not written. */
    async save(contents: ReadonlyMap<Id, EntryContent>, quiet: boolean): Promise<void> {
      const rows = [...contents].map(([listingId, { side, version, isPublic, terms, facts }]) => ({
        ...{ listingId, side, version, isPublic, facts, length: terms.length },
        ...{ terms: [...terms.frequencies.keys()], frequencies: [...terms.frequencies.values()] },
      }));
      await trx.raw(saveSql, { rows: JSON.stringify(rows), quiet });
    },
    /** The oldest transaction that is still open: whatever was written before it can be read now. */
    async horizon(): Promise<string> {
      const { rows } = await trx.raw<{ rows: [{ from: string }] }>(
        'select pg_snapshot_xmin(pg_current_snapshot())::text as "from"',
      );
      return rows[0].from;
    },
    /** Everything that changed beyond the horizon, and everything that has yet to take effect; with the new horizon. */
    async since({ from, young }: Horizon): Promise<{ from: string; entries: Entry[] }> {
      const { rows } = await trx.raw<{ rows: (Row & { from: string })[] }>(
        `select seen."from", ${columns} from (select pg_snapshot_xmin(pg_current_snapshot())::text as "from") seen left join index_entries e on not e.settled or (e.stamp >= :from::xid8
           and not exists (select from unnest(:numbers::int[], :stamps::text[]) y (number, stamp)
             where y.number = e.number and y.stamp = e.stamp::text))`,
        { from, numbers: [...young.keys()], stamps: [...young.values()] },
      );
      return { from: rows[0]?.from ?? from, entries: rows.filter(({ number }) => number !== null).map(toEntry) };
    },
    /** The public ones after this number, in order: to read all of them in parts. */
    async publicAfter(number: number, limit: number): Promise<Entry[]> {
      const { rows } = await trx.raw<{ rows: Row[] }>(
        `select ${columns} from index_entries e where e.is_public and e.number > ? order by e.number limit ?`,
        [number, limit],
      );
      return rows.map(toEntry);
    },
    /** As the score reads them, by number. */
    async profiles(numbers: readonly number[]): Promise<Map<number, Profile>> {
      if (numbers.length === 0) return new Map();
      const { rows } = await trx.raw<{ rows: Row[] }>(`select ${columns} from index_entries e where e.number = any (?)`, [
        [...numbers],
      ]);
      return new Map(rows.map((row) => [row.number, toProfile(toEntry(row))]));
    },
    /** By listing, with whether it is public at this moment. */
    async profilesOf(ids: readonly Id[]): Promise<Profile[]> {
      const { rows } = await trx.raw<{ rows: (Row & { isOpen: boolean })[] }>(
        `select ${columns}, l.status in ('published', 'matched') as "isOpen" from index_entries e join listings l on l.id = e.listing_id
         where l.id = any (?)`,
        [[...ids]],
      );
      return rows.map((row) => ({ ...toProfile(toEntry(row)), isPublic: row.isOpen }));
    },
    /** Their matches rest on them from now on, unless they were written again meanwhile. */
    async settle(entries: readonly Pick<Entry, 'number' | 'stamp'>[]): Promise<void> {
      await trx.raw(
        `update index_entries e set settled = true from unnest(?::int[], ?::text[]) as s (number, stamp)
         where e.number = s.number and e.stamp::text = s.stamp and not e.settled`,
        [entries.map(({ number }) => number), entries.map(({ stamp }) => stamp)],
      );
    },
    /** What was written by transactions from this one on. */
    async changedFrom(stamp: string): Promise<Changed[]> {
      const { rows } = await trx.raw<{ rows: Changed[] }>(
        `select number, side, version, is_public as "isPublic" from index_entries where stamp >= ?::xid8 or not settled order by number`,
        [stamp],
      );
      return rows;
    },
    async someWait(): Promise<boolean> {
      return (await trx('index_entries').where({ settled: false }).first('number')) !== undefined;
    },
    async between(from: number, to: number): Promise<Pick<Entry, 'number' | 'side'>[]> {
      return (await trx('index_entries').where('number', '>=', from).where('number', '<', to).select('number', 'side')) as Pick<
        Entry,
        'number' | 'side'
      >[];
    },
    /** When more than so many wait to take effect, a rematch takes them in. */
    async settleFlood(most: number): Promise<void> {
      await trx.raw(
        `update index_entries set settled = true where not settled
         and (select count(*) from (select from index_entries where not settled limit ?) waiting) > ?`,
        [most + 1, most],
      );
    },
    /** Those without a ranking by the scale in force have yet to take effect. */
    async unsettleUnranked(): Promise<void> {
      await trx.raw(
        `update index_entries e set settled = false where is_public and settled and exists (select from scales where is_current)
         and not exists (select from rankings r join scales s on s.id = r.scale_id and s.is_current where r.number = e.number)`,
      );
    },
    /** Public listings without an entry, the oldest first: those from a file (`loaded`), or all that should have one by now. */
    async missing(limit: number, { loaded = false } = {}): Promise<Id[]> {
      return (await trx('listings as l')
        .whereIn('l.status', ['published', 'matched'])
        .whereRaw('not exists (select from index_entries e where e.listing_id = l.id)')
        .whereRaw(
          `case when :loaded then l.reference is not null or exists (select from listing_revisions r where r.listing_id = l.id
             and r.version = l.version and r.action = 'loaded') else l.published_at < now() - interval '1 minute' end`,
          { loaded },
        )
        .orderBy(['l.published_at', 'l.id'])
        .limit(limit)
        .pluck('l.id')) as Id[];
    },
  };
}

function toProfile({ listingId, version, isPublic, terms, facts }: Entry): Profile {
  return { id: listingId ?? '', version, isPublic, terms, facts };
}

type Row = Omit<Entry, 'terms'> & { terms: string[]; frequencies: number[]; length: number };

// Terms as JSON, which is read several times faster than arrays: an engine begins with those of all listings.
const columns = `e.number, e.listing_id as "listingId", e.side, e.version, e.is_public as "isPublic",
  to_json(e.terms) as terms, to_json(e.frequencies) as frequencies,
  e.length, e.facts, e.quiet, e.settled, e.stamp::text as stamp`;

function toEntry({ terms, frequencies, length, ...row }: Row): Entry {
  return {
    ...{ number: row.number, listingId: row.listingId, side: row.side, version: row.version, isPublic: row.isPublic },
    ...{ facts: row.facts as Facts, quiet: row.quiet, settled: row.settled, stamp: row.stamp },
    terms: { frequencies: new Map(terms.map((term, at) => [term, frequencies[at] ?? 0])), length },
  };
}

// An insert would use up a number even where it conflicts, and numbers are kept dense.
const saveSql = `
  with given as materialized (
    select "listingId", side, version, "isPublic", array(select jsonb_array_elements_text(terms)) as terms,
      array(select jsonb_array_elements_text(frequencies)::int) as frequencies, length, facts
    from jsonb_to_recordset(:rows::jsonb) as g ("listingId" uuid, side text, version integer, "isPublic" boolean, terms jsonb,
      frequencies jsonb, length integer, facts jsonb)),
  written as (
    update index_entries e set version = g.version, is_public = g."isPublic", terms = g.terms, frequencies = g.frequencies,
      length = g.length, facts = g.facts, quiet = :quiet and (e.settled or e.quiet)
    from given g where e.listing_id = g."listingId" and e.version <= g.version
      and ((e.version, e.is_public, e.terms, e.frequencies, e.length, e.facts)
        is distinct from (g.version, g."isPublic", g.terms, g.frequencies, g.length, g.facts)
        or (not e.settled and e.quiet and not :quiet)))
  insert into index_entries (listing_id, side, version, is_public, terms, frequencies, length, facts, quiet)
  select "listingId", side, version, true, terms, frequencies, length, facts, :quiet from given g
  where "isPublic" and not exists (select from index_entries where listing_id = "listingId")
  order by "listingId"
  on conflict (listing_id) do nothing`;
