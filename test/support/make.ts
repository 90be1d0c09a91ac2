import { randomInt } from 'node:crypto';
import { hash } from '@node-rs/argon2';
import type { Knex } from 'knex';
import { newId, type Id } from '../../src/kernel/id.ts';
import type { Caller, Role } from '../../src/features/people/caller.ts';
import { place } from './places.ts';

/** A caller as the use cases take one, with what a person would type to sign in. */
export type MadeAccount = Caller & { phone: string; email: string };
export type MadeListing = { listingId: Id; accountId: Id; title: string; version: number };

type AccountWish = {
  name?: string;
  role?: Role;
  region?: string;
  organizationId?: Id;
  password?: string;
  language?: 'zh' | 'en';
};
type Columns = Record<string, unknown>;
/** `columns` are those of `listings`, `detail` those of `technologies` or `needs`. */
type ListingWish = {
  by?: Caller;
  title?: string;
  status?: string;
  region?: string;
  industries?: string[];
  version?: number;
  columns?: Columns;
  detail?: Columns;
};

/** What a listing must say before it may be shown. */
const complete = {
  technology: {
    problem: '盐碱地玉米出苗率低',
    how_it_works: '覆膜保墒，膜下滴灌压盐',
    field_stage: 'wide-use',
    cooperation: ['free-extension'],
  },
  need: { problem: '出苗不齐，产量低', scale_mu: 300 },
};

/** Rows that are valid by default; a test names only what it is about. */
export function make(db: Knex) {
  const account = (wish: AccountWish = {}) => makeAccount(db, wish);
  return {
    account,
    organization: (wish: Columns = {}) => makeOrganization(db, wish),
    technology: async (wish: ListingWish = {}): Promise<MadeListing> => {
      const by = wish.by ?? (await account({ role: 'researcher' }));
      return makeListing(
        db,
        by,
        'technology',
        { title: '盐碱地玉米覆膜滴灌技术', region: place.city, ...wish },
        { kind: 'technology', trl: 8, ...complete.technology },
      );
    },
    need: async (wish: ListingWish = {}): Promise<MadeListing> => {
      const by = wish.by ?? (await account({ role: 'seeker', region: place.village }));
      return makeListing(db, by, 'need', { title: '盐碱地玉米出苗率低', region: place.village, ...wish }, complete.need);
    },
  };
}

async function makeAccount(db: Knex, wish: AccountWish): Promise<MadeAccount> {
  const { name = '王芳', role, region = place.city, organizationId = null, password, language = 'zh' } = wish;
  const accountId = newId();
  const phone = `1${randomInt(3_000_000_000, 9_999_999_999)}`;
  const email = `person-${accountId.slice(0, 8)}@example.org`;

  await db('accounts').insert({
    ...{ id: accountId, name, phone, email, language, organization_id: organizationId },
    password_hash: password === undefined ? null : await hash(password),
  });
  if (role) await db('account_roles').insert({ account_id: accountId, role, region_code: region });
  return { accountId, name, organizationId, language, roles: role ? [{ role, region }] : [], phone, email };
}

async function makeOrganization(db: Knex, wish: Columns): Promise<Id> {
  const id = newId();
  await db('organizations').insert({ id, name: '白城市农业科学院', kind: 'institute', region_code: place.city, ...wish });
  return id;
}

async function makeListing(
  db: Knex,
  by: Caller,
  side: 'technology' | 'need',
  wish: ListingWish,
  detail: Columns,
): Promise<MadeListing> {
  const { title = '', status = 'published', region = null, industries = ['A0113'], version = 1 } = wish;
  const listingId = newId();
  const isPublic = status === 'published' || status === 'matched';

  await db('listings').insert({
    ...{
      id: listingId,
      side,
      title,
      status,
      version,
      account_id: by.accountId,
      organization_id: by.organizationId,
      region_code: region,
    },
    ...{ contact_name: by.name, contact_phone: '13900000000', contact_email: 'contact@example.org' },
    published_at: isPublic ? new Date() : null,
    returned_reason: status === 'returned' ? '请补充证明材料' : null,
    ...wish.columns,
  });
  await db(side === 'technology' ? 'technologies' : 'needs').insert({ listing_id: listingId, ...detail, ...wish.detail });
  if (industries.length > 0) {
    await db('listing_industries').insert(industries.map((code) => ({ listing_id: listingId, industry_code: code })));
  }
  return { listingId, accountId: by.accountId, title, version };
}
