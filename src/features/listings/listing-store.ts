import type { Knex } from 'knex';
import { refuse } from '../../kernel/error.ts';
import { newId, type Id } from '../../kernel/id.ts';
import type { Basics, Side } from './basics.ts';
import type { Content } from './content.ts';
import type { Listing } from './listing.ts';
import { blankNeed } from './need.ts';
import { blankTechnology, type Approval } from './technology.ts';
import { columnsFrom, fieldsFrom } from './columns-store.ts';

export type Revision = {
  action: 'created' | 'saved' | 'submitted' | 'published' | 'returned' | 'matched' | 'closed' | 'expired' | 'withdrawn';
  /** Who did it; nobody when the clock or a match did. */
  by: Id | null;
  note?: string;
};

export type ListingStore = {
  /** Locks the listing: changes of one listing happen one after the other. */
  get(id: Id): Promise<Listing>;
  add(listing: Listing, revision: Revision): Promise<void>;
  /** Writes the listing as it is now, and keeps this version beside all earlier ones. */
  save(listing: Listing, revision: Revision): Promise<void>;
  /** Public listings whose last day or deadline lies before today. */
  due(today: string, limit: number): Promise<Id[]>;
  /** The two listings of a match that was opened, in the order in which to lock them; none for any other match. */
  ofOpenMatch(matchId: Id): Promise<Id[]>;
};

const basicFields: (keyof Basics)[] = ['title', 'regionCode', 'contactName', 'contactPhone', 'contactEmail', 'expiresOn'];
const ofAll = [...basicFields, 'industries', 'approvals'];
const detail = {
  technology: {
    table: 'technologies',
    fields: ['kind', ...Object.keys(blankTechnology).filter((name) => !ofAll.includes(name))],
  },
  need: { table: 'needs', fields: Object.keys(blankNeed).filter((name) => !ofAll.includes(name)) },
} as const;

export function listingStore(trx: Knex): ListingStore {
  return {
    async get(id) {
      const row = (await trx('listings').where({ id }).forNoKeyUpdate().first()) as ListingRow | undefined;
      if (!row) refuse('not-found', 'listings:errors.none');
      return readListing(trx, row);
    },
    async add(listing, revision) {
      await requireRegion(trx, listing);
      const { id, side } = listing;
      await trx('listings').insert({ id, side, ...columnsOf(listing) });
      await trx(detail[side].table).insert({ listing_id: id, ...columnsFrom(listing.content, detail[side].fields) });
      await writeParts(trx, listing);
      await keepRevision(trx, listing, revision);
    },
    async save(listing, revision) {
      await requireRegion(trx, listing);
      const { id, side } = listing;
      await trx('listings')
        .where({ id })
        .update({ ...columnsOf(listing), updated_at: trx.fn.now() });
      await trx(detail[side].table).where({ listing_id: id }).update(columnsFrom(listing.content, detail[side].fields));
      await writeParts(trx, listing);
      await keepRevision(trx, listing, revision);
    },
    async due(today, limit) {
      return (await trx('listings as l')
        .leftJoin('needs as n', 'n.listing_id', 'l.id')
        .whereIn('l.status', ['published', 'matched'])
        .where((either) => either.where('l.expires_on', '<', today).orWhere('n.deadline', '<', today))
        .orderBy('l.id')
        .limit(limit)
        .pluck('l.id')) as Id[];
    },
    async ofOpenMatch(matchId) {
      const match = (await trx('matches')
        .where({ id: matchId, status: 'open' })
        .first('technology_id as technologyId', 'need_id as needId')) as { technologyId: Id; needId: Id } | undefined;
      return match ? [match.technologyId, match.needId].sort() : [];
    },
  };
}

export type ListingRow = {
  id: Id;
  side: Side;
  status: Listing['status'];
  account_id: Id;
  organization_id: Id | null;
  returned_reason: string | null;
  published_at: Date | null;
  version: number;
};

/** A listing with all of its parts, from its row. */
export async function readListing(db: Knex, row: ListingRow): Promise<Listing> {
  const { id, side, status, version } = row;
  const own = (await db(detail[side].table).where({ listing_id: id }).first()) as object;
  const industries = (await db('listing_industries')
    .where({ listing_id: id })
    .orderBy('industry_code')
    .pluck('industry_code')) as string[];
  const approvals = side === 'technology' ? { approvals: await approvalsOf(db, id) } : {};
  const content = { ...fieldsFrom(row, basicFields), ...fieldsFrom(own, detail[side].fields), industries, ...approvals };
  return {
    ...({ side, content } as unknown as Content), // the columns are those of this side's fields
    ...{ id, status, version, accountId: row.account_id, organizationId: row.organization_id },
    ...{ returnedReason: row.returned_reason, publishedAt: row.published_at },
  };
}

function columnsOf(listing: Listing): object {
  const { status, version } = listing;
  return {
    ...columnsFrom(listing.content, basicFields),
    ...{ status, version, account_id: listing.accountId, organization_id: listing.organizationId },
    ...{ returned_reason: listing.returnedReason, published_at: listing.publishedAt },
  };
}

async function requireRegion(trx: Knex, { content: { regionCode } }: Listing): Promise<void> {
  if (regionCode && !(await trx('regions').where({ code: regionCode }).first('code')))
    refuse('invalid', 'listings:errors.no-such-place');
}

async function writeParts(trx: Knex, { id, side, content }: Listing): Promise<void> {
  await trx('listing_industries').where({ listing_id: id }).del();
  const known = (await trx('industries').whereIn('code', content.industries).pluck('code')) as string[];
  if (known.length < new Set(content.industries).size) refuse('invalid', 'listings:errors.no-such-industry');
  if (known.length > 0) await trx('listing_industries').insert(known.map((code) => ({ listing_id: id, industry_code: code })));
  if (side === 'technology') await writeApprovals(trx, id, content.approvals);
}

async function approvalsOf(db: Knex, listingId: Id): Promise<Approval[]> {
  return (await db('listing_approvals')
    .where({ listing_id: listingId })
    .orderBy(['kind', 'number'])
    .select('kind', 'number', 'eco_zone as ecoZone', 'checked_on as checkedOn')) as Approval[];
}

async function writeApprovals(trx: Knex, listingId: Id, approvals: readonly Approval[]): Promise<void> {
  await trx('listing_approvals').where({ listing_id: listingId }).del();
  if (approvals.length === 0) return;
  await trx('listing_approvals').insert(
    approvals.map(({ kind, number, ecoZone, checkedOn }) => ({
      ...{ id: newId(), listing_id: listingId, kind, number, eco_zone: ecoZone, checked_on: checkedOn },
    })),
  );
}

async function keepRevision(trx: Knex, { id, version, status, content }: Listing, { action, by, note }: Revision): Promise<void> {
  const files = (await trx('listing_files as lf')
    .join('files as f', 'f.id', 'lf.file_id')
    .where('lf.listing_id', id)
    .orderBy('lf.position')
    .pluck('f.name')) as string[];
  const snapshot = JSON.stringify({ ...content, files });
  await trx('listing_revisions').insert({ listing_id: id, version, action, status, snapshot, note: note ?? '', account_id: by });
}
