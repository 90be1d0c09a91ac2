import type { Knex } from 'knex';
import { connect } from '../../src/platform/postgres/connect.ts';
import { cloneTemplate, dropDatabase } from './template.ts';

export type TestDatabase = { db: () => Knex; url: () => string };

const open: { db: Knex; url: string }[] = [];

/** A fresh, migrated database with a few places, for one file; it is dropped when the whole file is done. */
export function useDatabase(): TestDatabase {
  let mine: { db: Knex; url: string } | undefined;
  before('clone a database', async () => {
    const url = await cloneTemplate(fromSetup('TEST_SERVER_URL'), fromSetup('TEST_TEMPLATE'));
    mine = { url, db: connect(url) };
    open.push(mine);
  });

  const opened = (): { db: Knex; url: string } => {
    if (!mine) throw new Error('The database is there once the hooks run: call db() inside a test or hook.');
    return mine;
  };
  return { db: () => opened().db, url: () => opened().url };
}

/** Run after each file's own hooks, so that a file may stop its servers first. */
export async function dropDatabases(): Promise<void> {
  for (const { db, url } of open.splice(0)) {
    await db.destroy();
    await dropDatabase(fromSetup('TEST_SERVER_URL'), url);
  }
}

function fromSetup(name: 'TEST_SERVER_URL' | 'TEST_TEMPLATE'): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is set by test/support/setup.ts: run the tests with mocha from the root of the project.`);
  return value;
}
