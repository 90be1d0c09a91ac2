import { readdir } from 'node:fs/promises';
import type { Knex } from 'knex';

const folder = new URL('../../../seeds/', import.meta.url);

/** Loads the starter data, all or nothing. Running it again changes nothing that is there. */
export async function seed(db: Knex): Promise<void> {
  const files = (await readdir(folder)).filter((file) => /^\d\d_[\w-]+\.(ts|js)$/.test(file)).sort();
  await db.transaction(async (trx) => {
    for (const file of files) {
      const loaded = (await import(new URL(file, folder).href)) as Knex.Seed;
      await loaded.seed(trx);
    }
  });
}

/** For a first start: a database in which people work keeps what they changed. */
export async function seedIfEmpty(db: Knex): Promise<void> {
  const somebody: unknown = await db('accounts').first('id');
  if (!somebody) await seed(db);
}
