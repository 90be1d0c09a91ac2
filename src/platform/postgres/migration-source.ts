import { readdir } from 'node:fs/promises';
import type { Knex } from 'knex';

const folder = new URL('../../../migrations/', import.meta.url);

/** Names migrations without their extension, so that a database migrated from `.ts` is understood by the built `.js`. */
export const migrationSource: Knex.MigrationSource<string> = {
  async getMigrations() {
    const files = await readdir(folder);
    return files.filter((file) => /^\d{14}_\w+\.(ts|js)$/.test(file)).sort();
  },
  getMigrationName: (file) => file.replace(/\.(ts|js)$/, ''),
  getMigration: (file) => import(new URL(file, folder).href) as Promise<Knex.Migration>,
};
