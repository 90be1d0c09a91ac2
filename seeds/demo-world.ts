import type { Knex } from 'knex';
import { refuse } from '../src/kernel/error.ts';
import type { Id } from '../src/kernel/id.ts';
import type { Caller, Role } from '../src/features/people/caller.ts';
import { fixedId } from './fixed-id.ts';
import type { DemoPair } from './demo-pairs.ts';

/** The demonstration's people act through the product's own use cases, as they would by hand. */
export async function callerOf(knex: Knex, accountId: Id): Promise<Caller> {
  const account = (await knex('accounts').where({ id: accountId }).first()) as
    { name: string; organization_id: Id; language: 'zh' | 'en' } | undefined;
  if (!account) return refuse('not-found', 'web:errors.not-found');
  const roles = (await knex('account_roles').where({ account_id: accountId }).select('role', 'region_code as region')) as {
    role: Role;
    region: string;
  }[];
  return { accountId, name: account.name, organizationId: account.organization_id, language: account.language, roles };
}

export function organizer(knex: Knex): Promise<Caller> {
  return callerOf(knex, fixedId('account organizer'));
}

export function listingId(reference: string): Id {
  return fixedId(`listing ${reference}`);
}

/** Who comes with what, when these pairs are to meet: the owner of each listing, in the order of the pairs. */
export async function guestsOf(knex: Knex, pairs: readonly DemoPair[]): Promise<Map<Id, Id[]>> {
  const ids = [...new Set(pairs.flatMap(({ technology, need }) => [listingId(technology), listingId(need)]))];
  const rows = (await knex('listings').whereIn('id', ids).select('id', 'account_id')) as { id: Id; account_id: Id }[];
  const ownerOf = new Map(rows.map((row) => [row.id, row.account_id]));
  const guests = new Map<Id, Id[]>();
  for (const id of ids) {
    const owner = ownerOf.get(id) ?? refuse('not-found', 'web:errors.not-found');
    guests.set(owner, [...(guests.get(owner) ?? []), id]);
  }
  return guests;
}
