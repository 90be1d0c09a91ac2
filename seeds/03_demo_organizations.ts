import type { Knex } from 'knex';
import { fixedId } from './fixed-id.ts';
import { orNull, readRows } from './read-rows.ts';
import { bureaus, city, demoPeople, keeperOf } from './demo-people.ts';

/**
 * Institutes are real and named by the sources; whoever seeks something, every bureau and every person is invented and
 * marked so. Each organization has one person who keeps its listings; those of demo-people.ts can sign in.
 */
export async function seed(knex: Knex): Promise<void> {
  const institutes = await readRows<'name' | 'kind' | 'region_code'>('institutes.csv');
  const seekers = await readRows<'key' | 'name' | 'kind' | 'region_code' | 'person' | 'about'>('seekers.csv');

  const real = institutes.map(({ name, kind, region_code }) => ({
    ...{ id: fixedId(`organization ${name}`), name, kind, region_code: orNull(region_code) },
    ...{ about: '', invented: false },
  }));
  const invented = [...seekers, ...bureaus].map(({ key, name, kind, region_code, about }) => ({
    ...{ id: fixedId(`organization ${key}`), name, kind, region_code, about, invented: true },
  }));
  await knex('organizations')
    .insert([...real, ...invented])
    .onConflict('id')
    .ignore();

  const staff = institutes.map(({ name }) => keeperOf(name, fixedId(`organization ${name}`), 'researcher', city));
  const farmers = seekers.map(({ key, person, region_code }) => ({
    ...keeperOf(key, fixedId(`organization ${key}`), 'seeker', region_code),
    name: person,
  }));
  const people = demoPeople.map(({ key, name, organization }) => ({
    ...{ id: fixedId(`account ${key}`), name, organization_id: fixedId(`organization ${organization}`) },
  }));
  const signIn = new Set(people.map(({ id }) => id));
  const silent = [...staff, ...farmers].filter(({ id }) => !signIn.has(id));
  await knex('accounts')
    .insert([...people, ...silent].map(({ id, name, organization_id }) => ({ id, name, organization_id, invented: true })))
    .onConflict('id')
    .ignore();
  await knex('account_roles')
    .insert([
      ...silent.map(({ id, role, region_code }) => ({ account_id: id, role, region_code })),
      ...demoPeople.map(({ key, role, region }) => ({ account_id: fixedId(`account ${key}`), role, region_code: region })),
    ])
    .onConflict(['account_id', 'role', 'region_code'])
    .ignore();
}
