import type { Knex } from 'knex';
import { hashCardCode } from '../src/platform/passwords/hash-card-code.ts';
import { passwords } from '../src/platform/passwords/argon2.ts';
import type { StarterSettings } from '../src/platform/postgres/seed.ts';
import type { Id } from '../src/kernel/id.ts';
import { demoPassword } from '../src/demo.ts';
import { fixedId } from './fixed-id.ts';
import { demoCard, demoPeople } from './demo-people.ts';

/** Lets the demonstration's people sign in: by telephone number or e-mail with one known password, one of them by a card. */
export async function seed(knex: Knex, { SESSION_SECRET }: StarterSettings): Promise<void> {
  const ids = demoPeople.map(({ key }) => fixedId(`account ${key}`));
  const untouched = (await knex('accounts')
    .whereIn('id', ids)
    .whereNull('password_hash')
    .where({ version: 1 })
    .pluck('id')) as Id[];
  const people = demoPeople.filter(({ key }) => untouched.includes(fixedId(`account ${key}`)));
  const hashes = await Promise.all(people.map(() => passwords.hash(demoPassword)));
  for (const [index, { key, login, phone }] of people.entries()) {
    const signIn = { phone, email: login, password_hash: hashes[index] };
    await knex('accounts')
      .where({ id: fixedId(`account ${key}`) })
      .update(signIn);
  }

  await knex('login_cards')
    .insert({
      ...{ id: fixedId('card'), account_id: fixedId(`account ${demoCard.key}`), issued_by: fixedId('account organizer') },
      code_hash: hashCardCode(SESSION_SECRET, demoCard.code),
      expires_at: new Date(Date.now() + 180 * 24 * 3600 * 1000),
    })
    .onConflict()
    .ignore();
}
