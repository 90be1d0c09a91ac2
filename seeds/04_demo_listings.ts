import type { Knex } from 'knex';
import { outboxStore } from '../src/platform/postgres/outbox.ts';
import type { Id } from '../src/kernel/id.ts';
import { fixedId } from './fixed-id.ts';
import { inventedPhone } from './demo-people.ts';
import { list, numberOrNull, orNull, readRows } from './read-rows.ts';

type Loaded = {
  listing: object & { id: Id; side: 'technology' | 'need' };
  detail: object;
  industries: string[];
  approvals: object[];
};

const day = 24 * 3600 * 1000;

/** The real technologies and needs. What the source does not say stays empty; contacts are invented. */
export async function seed(knex: Knex): Promise<void> {
  const listings = [...(await technologies(knex)), ...(await needs(knex))];
  const added = (await knex('listings')
    .insert(listings.map(({ listing }) => listing))
    .onConflict('id')
    .ignore()
    .returning('id')) as { id: Id }[];
  const isNew = new Set(added.map(({ id }) => id));
  const fresh = listings.filter(({ listing }) => isNew.has(listing.id));
  if (fresh.length === 0) return;

  for (const side of ['technology', 'need'] as const) {
    const details = fresh.filter(({ listing }) => listing.side === side).map(({ detail }) => detail);
    if (details.length > 0) await knex(side === 'technology' ? 'technologies' : 'needs').insert(details);
  }
  await knex('listing_industries').insert(
    fresh.flatMap(({ listing, industries }) => industries.map((code) => ({ listing_id: listing.id, industry_code: code }))),
  );
  const approvals = fresh.flatMap((one) => one.approvals);
  if (approvals.length > 0) await knex('listing_approvals').insert(approvals);
  await outboxStore(knex).record(
    fresh.map(({ listing: { id, side } }) => ({ name: 'listing.loaded', body: { listingId: id, side, version: 1 } })),
  );
}

type TechnologyColumn =
  | ('reference' | 'title' | 'kind' | 'problem' | 'how_it_works' | 'advantage' | 'proof' | 'suits_note' | 'field_stage' | 'trl')
  | ('accumulated_temperature' | 'soils' | 'waters' | 'ip_status' | 'ip_number' | 'approvals' | 'industries' | 'organization')
  | ('region_code' | 'source_name' | 'source_url');

async function technologies(knex: Knex): Promise<Loaded[]> {
  const names = await keepers(knex);
  return (await readRows<TechnologyColumn>('technologies.csv')).map((row) => {
    const id = fixedId(`listing ${row.reference}`);
    const keeper = row.organization || 'broker';
    const organization = row.organization || 'platform-city';
    const { title, kind, problem, how_it_works, advantage, proof, suits_note, ip_number } = row;
    return {
      listing: common({ ...row, id, side: 'technology', title, keeper, organization, name: names.get(keeper) ?? '' }),
      detail: {
        ...{ listing_id: id, kind, problem, how_it_works, advantage, proof, suits_note, ip_number },
        ...{ field_stage: orNull(row.field_stage), trl: numberOrNull(row.trl), ip_status: orNull(row.ip_status) },
        ...{ accumulated_temperature: numberOrNull(row.accumulated_temperature) },
        ...{ soils: list(row.soils), waters: list(row.waters) },
      },
      industries: list(row.industries),
      approvals: list(row.approvals, '|').map((text) => {
        const [approval, number, zone = ''] = text.split('~');
        return { id: fixedId(`approval ${row.reference} ${number}`), listing_id: id, kind: approval, number, eco_zone: zone };
      }),
    };
  });
}

type NeedColumn =
  | ('reference' | 'title' | 'problem' | 'expert_problem' | 'tried' | 'hoped' | 'scale_mu' | 'scale_heads' | 'households')
  | ('budget_yuan' | 'soil' | 'industries' | 'seeker' | 'source_name' | 'source_url');

async function needs(knex: Knex): Promise<Loaded[]> {
  const names = await keepers(knex);
  const seekers = await readRows<'key' | 'region_code'>('seekers.csv');
  const regionOf = new Map(seekers.map(({ key, region_code }) => [key, region_code]));
  return (await readRows<NeedColumn>('needs.csv')).map((row) => {
    const id = fixedId(`listing ${row.reference}`);
    const { title, problem, expert_problem, tried, hoped, seeker } = row;
    const where = {
      keeper: seeker,
      organization: seeker,
      name: names.get(seeker) ?? '',
      region_code: regionOf.get(seeker) ?? '',
    };
    return {
      listing: common({ ...row, ...where, id, side: 'need', title }),
      detail: {
        ...{ listing_id: id, problem, expert_problem, tried, hoped, soil: orNull(row.soil) },
        ...{ scale_mu: numberOrNull(row.scale_mu), scale_heads: numberOrNull(row.scale_heads) },
        ...{ households: numberOrNull(row.households) },
        budget_fen: row.budget_yuan === '' ? null : Number(row.budget_yuan) * 100,
      },
      industries: list(row.industries),
      approvals: [],
    };
  });
}

type Common = { id: Id; side: 'technology' | 'need'; title: string; keeper: string; organization: string; name: string } & Record<
  'reference' | 'region_code' | 'source_name' | 'source_url',
  string
>;

/** Spread over four months, always alike, so that lists by date read like those of a market at work. */
function common({ id, side, title, keeper, organization, name, ...row }: Common) {
  const age = parseInt(id.slice(0, 6), 16) % (120 * 24);
  const publishedAt = new Date(Date.now() - 2 * day - age * 3600 * 1000);
  return {
    ...{
      id,
      side,
      title,
      status: 'published',
      reference: row.reference,
      source_name: row.source_name,
      source_url: orNull(row.source_url),
    },
    ...{ account_id: fixedId(`account ${keeper}`), organization_id: fixedId(`organization ${organization}`) },
    ...{ region_code: orNull(row.region_code), contact_name: name, contact_phone: inventedPhone(keeper), invented: false },
    ...{ created_at: publishedAt, updated_at: publishedAt, published_at: publishedAt },
  };
}

/** The names of those who keep listings, by the key of their organization. */
async function keepers(knex: Knex): Promise<Map<string, string>> {
  const rows = (await knex('accounts').select('id', 'name')) as { id: Id; name: string }[];
  const nameOf = new Map(rows.map(({ id, name }) => [id, name]));
  const institutes = await readRows<'name'>('institutes.csv');
  const seekers = await readRows<'key'>('seekers.csv');
  const keys = ['broker', ...institutes.map(({ name }) => name), ...seekers.map(({ key }) => key)];
  return new Map(keys.map((key) => [key, nameOf.get(fixedId(`account ${key}`)) ?? '']));
}
