import { readdir } from 'node:fs/promises';
import type { Knex } from 'knex';

const folder = new URL('../../../seeds/', import.meta.url);

/** What starter data needs to know of the installation: by what codes of printed cards are hashed. */
export type StarterSettings = { SESSION_SECRET?: string };
type Seed = { seed(knex: Knex, settings: StarterSettings): Promise<void> };

/**
 * Loads the starter data, all or nothing. Running it again changes nothing that is there. Places and the plan are for
 * every installation; the files named `NN_demo_…` hold the demonstration city with accounts whose password is known.
 */
export async function seed(db: Knex, { demo, ...settings }: StarterSettings & { demo: boolean }): Promise<void> {
  const files = (await readdir(folder)).filter((file) => /^\d\d_[\w-]+\.(ts|js)$/.test(file)).sort();
  await db.transaction(async (trx) => {
    for (const file of files.filter((name) => demo || !isDemo(name))) {
      const loaded = (await import(new URL(file, folder).href)) as Seed;
      await loaded.seed(trx, settings);
    }
  });
}

/** For a first start, with the demonstration: a database in which people work keeps what they changed. */
export async function seedIfEmpty(db: Knex, { SESSION_SECRET }: StarterSettings): Promise<void> {
  const somebody: unknown = await db('accounts').first('id');
  if (!somebody) await seed(db, { demo: true, SESSION_SECRET });
}

function isDemo(file: string): boolean {
  return /^\d\d_demo_/.test(file);
}
