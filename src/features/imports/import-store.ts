import type { Knex } from 'knex';
import { newId, type Id } from '../../kernel/id.ts';
import { Basics } from '../listings/basics.ts';
import { blankNeed } from '../listings/need.ts';
import { blankTechnology } from '../listings/technology.ts';
import { readLogin } from '../people/account.ts';
import { knownFrom, type Known, type Place } from './known.ts';
import { titleKey, type NewListing, type NewOrganization, type Present, type Publisher } from './plan-listings.ts';
import type { Poverty } from './plan-villages.ts';

export type ImportStore = ReturnType<typeof importStore>;

const apart = ['industries', 'approvals'];
const basics = Object.keys(Basics.shape).filter((field) => !apart.includes(field));
const details = {
  technology: ['kind', ...Object.keys(blankTechnology)].filter((field) => !basics.includes(field) && !apart.includes(field)),
  need: Object.keys(blankNeed).filter((field) => !basics.includes(field) && !apart.includes(field)),
};
/** Rows in one statement: a parameter for each cell, of which PostgreSQL takes 65,535. */
const atOnce = 500;

export function importStore(trx: Knex) {
  return {
    /** Imports happen one after the other, so that each sees what the one before has added. */
    lock: () => trx.raw('select pg_advisory_xact_lock(715518)'),
    async known(): Promise<Known> {
      const places = (await trx('regions').select('code', 'name', 'level', 'parent_code as parentCode')) as Place[];
      const industries = (await trx('industries').select('code', 'name_zh as name')) as { code: string; name: string }[];
      return knownFrom(places, industries);
    },
    /** The person of this log-in name, or else the first organizer or admin. */
    async publisher(login: string | undefined): Promise<Publisher | undefined> {
      const named = login === undefined ? {} : (readLogin(login) ?? { id: null });
      return (await trx('accounts as a')
        .join('account_roles as r', 'r.account_id', 'a.id')
        .where(named)
        .where('a.status', 'active')
        .whereIn('r.role', ['organizer', 'admin'])
        .orderByRaw(`r.role = 'organizer' desc, length(rtrim(r.region_code, '0')), a.created_at, a.id`)
        .first('a.id as accountId', 'a.organization_id as organizationId', 'a.name')
        .select(trx.raw(`coalesce(a.phone, '') as phone, coalesce(a.email::text, '') as email`))) as Publisher | undefined;
    },
    async present(side: 'technology' | 'need', publisher: Publisher): Promise<Present> {
      const rows = (await trx('listings as l')
        .leftJoin('organizations as o', 'o.id', 'l.organization_id')
        .where('l.side', side)
        .whereNotIn('l.status', ['withdrawn'])
        .select('l.title', 'l.account_id as accountId', 'l.organization_id as organizationId', 'o.name')) as Titled[];
      const references = (await trx('listings').whereNotNull('reference').pluck('reference')) as string[];
      const organizations = (await trx('organizations').pluck('name')) as string[];
      // A row without an organization is the publisher's own.
      const own = ({ accountId, organizationId }: Titled) =>
        accountId === publisher.accountId && organizationId === publisher.organizationId;
      const titles = rows.flatMap((row) => [titleKey(row.title, row.name), ...(own(row) ? [titleKey(row.title, null)] : [])]);
      return { references: new Set(references), titles: new Set(titles), organizations: new Set(organizations) };
    },
    async addOrganizations(organizations: readonly NewOrganization[]): Promise<void> {
      const rows = organizations.map(({ name, kind, regionCode }) => ({ id: newId(), name, kind, region_code: regionCode }));
      await trx.batchInsert('organizations', rows, atOnce);
    },
    /** Adds them as published, each with its first version; answers their ids in the same order. */
    async addListings(listings: readonly NewListing[], publisher: Publisher, now: Date): Promise<Id[]> {
      const organizations = (await trx('organizations').orderBy('created_at', 'desc').select('id', 'name')) as {
        id: Id;
        name: string;
      }[];
      const organizationOf = new Map(organizations.map(({ id, name }) => [name, id]));
      const added = listings.map((listing) => ({ ...listing, id: newId() }));
      const rows = added.map(({ id, side, content, reference, organization, sourceName, sourceUrl }) => ({
        ...{ id, side, reference, ...columns(content, basics), source_name: sourceName, source_url: sourceUrl },
        ...{ account_id: publisher.accountId, status: 'published', published_at: now },
        organization_id: organization === null ? publisher.organizationId : organizationOf.get(organization),
      }));
      await trx.batchInsert('listings', rows, atOnce);
      for (const side of ['technology', 'need'] as const) {
        const own = added.filter((listing) => listing.side === side);
        const detail = own.map(({ id, content }) => ({ listing_id: id, ...columns(content, details[side]) }));
        await trx.batchInsert(side === 'technology' ? 'technologies' : 'needs', detail, atOnce);
      }
      await addParts(trx, added, publisher);
      return added.map(({ id }) => id);
    },
    async villages(): Promise<Map<string, Poverty>> {
      const rows = (await trx('regions').where({ level: 'village' }).select('code', 'poverty')) as {
        code: string;
        poverty: Poverty;
      }[];
      return new Map(rows.map(({ code, poverty }) => [code, poverty]));
    },
    async mark(marks: readonly { code: string; poverty: Poverty }[]): Promise<void> {
      await trx.raw(
        `update regions r set poverty = m.poverty from unnest(?::text[], ?::text[]) as m (code, poverty) where r.code = m.code`,
        [marks.map(({ code }) => code), marks.map(({ poverty }) => poverty)],
      );
    },
  };
}

type Titled = { title: string; accountId: Id; organizationId: Id | null; name: string | null };

async function addParts(trx: Knex, added: readonly (NewListing & { id: Id })[], { accountId }: Publisher): Promise<void> {
  const industries = added.flatMap(({ id, content }) =>
    content.industries.map((code) => ({ listing_id: id, industry_code: code })),
  );
  await trx.batchInsert('listing_industries', industries, atOnce);
  const approvals = added.flatMap((listing) =>
    listing.side === 'need'
      ? []
      : listing.content.approvals.map(({ kind, number, ecoZone, checkedOn }) => ({
          ...{ id: newId(), listing_id: listing.id, kind, number, eco_zone: ecoZone, checked_on: checkedOn },
        })),
  );
  await trx.batchInsert('listing_approvals', approvals, atOnce);
  const revisions = added.map(({ id, content, sourceName }) => ({
    ...{ listing_id: id, version: 1, action: 'loaded', status: 'published', account_id: accountId, note: sourceName },
    snapshot: JSON.stringify({ ...content, files: [] }),
  }));
  await trx.batchInsert('listing_revisions', revisions, atOnce);
}

/** A field and its column carry the same name, one in camelCase and one in snake_case. */
function columns(content: object, fields: readonly string[]): Record<string, unknown> {
  const values = content as Record<string, unknown>;
  return Object.fromEntries(
    fields.map((field) => [field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`), values[field]]),
  );
}
